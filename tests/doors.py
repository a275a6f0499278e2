"""A door phone in a running server: it scans, and it delivers what it kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from domain.healthcode.handles import handle_of
from domain.healthcode.present import present
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.kernel.actor import Role
from domain.kernel.ids import event_id
from domain.policy.places import VenueKind
from domain.storage.keys import Kind
from tests.browse import Browse
from tests.codes import Opened
from tests.servers import Server
from tests.staff import token_at
from tests.venues import Door, door_at
from web import csrf

Json = dict[str, Any]


@dataclass(frozen=True)
class DoorPhone:
    """A phone with a shift at one entrance."""

    server: Server
    door: Door
    browser: Browse
    token: str

    def call(self, text: str, **stated: Any) -> Json:
        """Give what the phone would say of a scan now."""
        now = self.server.clock.now()
        made = {"id": str(event_id(now)), "at": int(now.timestamp() * 1000), "text": text}
        return made | stated

    def send(
        self,
        path: str,
        sent: Any,
        csrf_token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send JSON as the page's module does, with other headers where a test says so."""
        key = self.server.services.ring.derived(Kind.BROWSER, "csrf")
        token = csrf.make_token(key, self.token) if csrf_token is None else csrf_token
        own = {"X-CSRFToken": token, "Sec-Fetch-Site": "same-origin", **(headers or {})}
        return self.browser.fetch("POST", path, json=sent, headers=own)

    def scan(self, text: str, **stated: Any) -> Json:
        """Send one scan and give what the phone is told."""
        answer = self.send("/verify/admit", self.call(text, **stated))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def door_phone(
    server: Server, kind: VenueKind = VenueKind.FARMERS_MARKET, **chosen: Any
) -> DoorPhone:
    """Open a door and sign a phone in there."""
    door = door_at(server, kind, **chosen)
    entrance = door.entrance
    where = {"venue": door.venue, "entrance": entrance.id, "division": entrance.venue.division}
    token = token_at(server, Role.DOOR, **where)
    browser = Browse(server.address)
    browser.keep("hc-staff", token)
    return DoorPhone(server, door, browser, token)


def code_on(server: Server, phone: Opened, late: int = 0) -> str:
    """Give what a phone's QR says now; `late` steps of 15 s ago."""
    return code_of(server, phone.person, phone.holder, late)


def code_of(server: Server, person: UUID, holder: UUID, late: int = 0) -> str:
    """Give what the QR of a holder's code on a person says."""
    held = server.services
    ctx = held.context()
    server.run(held.db.write(present, ctx, person, holder))
    handle = server.run(held.db.read(handle_of, person, holder, ctx.instant))
    assert handle is not None
    token = make_token(handle, handle_secret(held.ring, handle), step_at(ctx.instant) - late)
    return f"{server.settings.origin}/C/{token}".upper()
