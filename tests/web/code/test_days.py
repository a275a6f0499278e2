"""The edges of days, on the page and on the card, whatever time zone the server's process is in.

Days are Beijing's: the last second of day 14 and the first of day 15, through a leap day and over
the end of a year.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from domain.declaration.values import Health
from domain.healthcode.apply import apply
from domain.healthcode.handles import handle_of
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.household.browsers import open_holder
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of, start_of
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from tests.browse import Browse
from tests.domain.acts import HEALTHY, application, in_contact
from tests.servers import Server, serving, settings_at
from web.visitor import cookie_name

SECOND = timedelta(seconds=1)
_NUMBERS = count(1)
ZONES = pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])


@pytest.fixture(scope="module")
def quiet_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one's own: stopping its clock disturbs nobody."""
    with serving(settings_at(tmp_path_factory.mktemp("days"))) as running:
        yield running


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """Have the process believe that it stands elsewhere."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


@dataclass(frozen=True)
class Phone:
    """Somebody's browser, and whose code it shows."""

    server: Server
    browse: Browse
    person: UUID
    holder: UUID

    def page(self, at: datetime) -> tuple[str, str]:
        """Give the colour of the code page at an instant, and its text."""
        with self.server.stopped_at(at):
            page = self.browse.get("/code")
        (colour,) = set(page.by_id("code").get("class", "").split()) - {"code"}
        return colour, page.text

    def card(self, at: datetime) -> str:
        """Give the text of the card that any camera sees at an instant."""
        services = self.server.services
        with self.server.stopped_at(at):
            ctx = services.context(Actor(Role.SYSTEM))
            handle = self.server.run(
                services.db.read(handle_of, self.person, self.holder, ctx.instant)
            )
            assert handle is not None
            token = make_token(handle, handle_secret(services.ring, handle), step_at(ctx.instant))
            camera = Browse(self.server.address, "en")
            text = camera.get(f"/C/{token}").text
            camera.close()
        return text


@contextmanager
def declared(server: Server, at: datetime, health: Health) -> Iterator[Phone]:
    """Declare at an instant, on a phone of one's own."""
    services, number = server.services, next(_NUMBERS)
    services.ring.make_days([day_of(at)])
    token, holder = new_token(), random_id()
    with server.stopped_at(at):
        ctx = services.context(Actor(Role.HOLDER, holder))
        server.run(services.db.write(open_holder, ctx, token, holder))
        told = application(number, health=health, phone=f"+861390000{number:04d}")
        issued = server.run(services.db.write(apply, ctx, holder, told))
    browse = Browse(server.address, "en")
    browse._client.cookies.set(cookie_name("hc", secure=False), token)
    try:
        yield Phone(server, browse, issued.person_id, holder)
    finally:
        browse.close()


@ZONES
@pytest.mark.parametrize(
    ("told", "last"),
    [
        (datetime(2028, 2, 15, 15, 59, 59, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2028, 2, 15, 16, 0, 0, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),
        (datetime(2027, 12, 31, 15, 59, 59, tzinfo=UTC), datetime(2028, 1, 14, tzinfo=UTC)),
    ],
    ids=["to the leap day", "a second later", "year's end"],
)
def test_green_ends_with_its_fourteenth_day_in_beijing(
    quiet_server: Server, zone: str, told: datetime, last: datetime
) -> None:
    over = start_of(last.date() + timedelta(days=1))
    with in_zone(zone), declared(quiet_server, told, HEALTHY) as phone:
        colour, text = phone.page(over - SECOND)
        assert colour == "green"
        assert f"{last.day} {last:%B}" in text
        assert "Green" in phone.card(over - SECOND)
        assert phone.page(over)[0] == "grey"
        assert "Green" not in phone.card(over)


@ZONES
def test_a_declared_contact_ends_with_its_fourteenth_day_in_beijing(
    quiet_server: Server, zone: str
) -> None:
    """Contact on 15 February 2028, through the leap day; told at 00:30 of the 16th in Beijing."""
    told = datetime(2028, 2, 15, 16, 30, tzinfo=UTC)
    met = in_contact(day_of(told) - timedelta(days=1))
    over = datetime(2028, 2, 29, 16, tzinfo=UTC)
    with in_zone(zone), declared(quiet_server, told, met) as phone:
        colour, text = phone.page(over - SECOND)
        assert colour == "red"
        assert "29 February" in text
        assert "Red" in phone.card(over - SECOND)
        assert phone.page(over)[0] == "grey"
        assert "Red" not in phone.card(over)
