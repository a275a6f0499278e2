"""Phones without scripts: a bare client with its cookies, its CSRF token and one household."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx

from domain.declaration.application import read_application
from domain.declaration.drafts import open_draft
from domain.declaration.terms import Terms
from domain.declaration.values import Application, Consent, Relationship
from domain.healthcode.apply import apply
from domain.healthcode.handles import handle_of
from domain.household.browsers import holder_by_token, open_holder
from domain.household.claim import show
from domain.household.members import name_on_phone
from domain.household.values import Holder
from domain.kernel.actor import Actor, Role
from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from tests.digits import last_digits
from tests.servers import Server
from tests.web.defence.made_up import HOME, Form, MadeUp, made_up
from web.contexts.code import address_of

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
Entries = Mapping[str, str | Sequence[str]]
_opened: list["Phone"] = []


class Phone:
    """One browser: its cookies, and a token from a page of its own."""

    def __init__(self, server: Server) -> None:
        self.server = server
        # No idle connections: hundreds of phones live as long as the tests, and `select` counts.
        idle = httpx.Limits(max_keepalive_connections=0)
        self.client = httpx.Client(
            base_url=server.address, trust_env=False, timeout=30, limits=idle
        )
        _opened.append(self)

    def close(self) -> None:
        self.client.close()

    def token(self) -> str:
        """Give a CSRF token as a form of this browser's holds it."""
        found = _TOKEN.search(self.client.get("/declare/who").text)
        assert found
        return found[1]

    def send(self, method: str, path: str, form: Entries | None = None, **how: Any) -> Any:
        """Ask for a route as its own page would: a POST with this browser's token."""
        if method == "POST":
            how["data"] = {**(form or {}), "csrf": self.token()}
        return self.client.request(method, path, **how)

    def holder(self) -> Holder | None:
        """Give who this browser is to the server."""
        token = self.client.cookies.get("hc")
        if token is None:
            return None
        return self.server.run(self.server.services.db.read(holder_by_token, token))


def close_phones() -> None:
    """Close every phone that was opened, at the end of a server's session."""
    while _opened:
        _opened.pop().close()


@dataclass(frozen=True)
class Household:
    """A declared person on their phone, their answers open to be mended; a second phone waits.

    `draft` is the open draft, whole: it could be submitted. `answer` is a risk answer that the same
    person gave on a third phone, of which this one was told. `child` is on the phone too, and on
    that of a `keeper` who may be taken off.
    """

    phone: Phone
    person: MadeUp
    draft: UUID
    holder: Holder
    second: Phone
    answer: UUID
    child: MadeUp
    child_id: UUID
    keeper: UUID

    def people(self) -> tuple[MadeUp, ...]:
        """Give everybody on the phone."""
        return self.person, self.child

    def member(self) -> str:
        """Give the child's name on the phone."""
        return name_on_phone(self.phone.server.services.ring, self.child_id, self.holder.id)

    def address(self, instant: datetime) -> str:
        """Give the address that this household's QR holds at an instant of this day."""
        server, holder = self.phone.server, self.holder
        assert holder.person_id
        self.phone.client.get("/code")
        read = server.services.db.read(handle_of, holder.person_id, holder.id, instant)
        handle = server.run(read)
        assert handle
        return address_of(server.services.ring, handle, instant, server.settings.origin)

    def token(self) -> str:
        """Give the token that this household's code shows at this moment."""
        return self.address(self.phone.server.services.clock.now()).rpartition("/")[2]

    def card(self) -> str:
        """Give the name that this phone alone has for the household's person."""
        assert self.holder.person_id
        ring = self.phone.server.services.ring
        return name_on_phone(ring, self.holder.person_id, self.holder.id)

    def waiting(self) -> UUID:
        """Give the id of the second phone, which waits for this household's tap."""
        holder = self.second.holder()
        assert holder
        return holder.id


def declare(phone: Phone, person: MadeUp, draft: UUID | None = None) -> UUID:
    """Walk the whole declaration; give the draft's id, which is the declaration's."""
    draft = draft or event_id(SystemClock().now())
    token = phone.token()
    for step, form in person.steps().items():
        sent = {**form, "draft": str(draft), "csrf": token}
        answer = phone.client.post(f"/declare/{step}", data=sent)
        assert answer.status_code == 303, (step, answer.status_code)
    sent = {"commitment": "yes", "draft": str(draft), "csrf": token}
    answer = phone.client.post("/declare/submit", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/code")
    return draft


def household(server: Server, township: str = HOME) -> Household:
    """Make a household: a code, a waiting second phone, an open draft that mends what it said."""
    phone, person = Phone(server), made_up(township)
    declare(phone, person)
    second, other = Phone(server), made_up(township)
    declare(second, _SameDocument(other.serial, township, person.number))
    third = Phone(server)
    answer = declare(third, _AtRisk(person.serial, township))
    _prove_number(third, person)
    phone.client.get("/code")
    phone.send("POST", "/declare/correct")
    holder = phone.holder()
    assert holder
    held = server.services
    draft = server.run(held.db.read(open_draft, held.ring, holder.id))
    assert draft
    child = made_up(township)
    child_id = _by_declaring(server, holder, child)
    keeper = _keep(server, child)
    # The first look at a day names everybody's code.
    phone.client.get("/code")
    _prove(phone, person)
    return Household(phone, person, draft.id, holder, second, answer, child, child_id, keeper)


def _by_declaring(server: Server, holder: Holder, child: MadeUp) -> UUID:
    """Declare for a child on a phone, which goes on to show whom it showed; give the person."""
    held, before = server.services, holder.person_id
    person = _declared(server, holder.id, child, Relationship.CHILD)
    assert before
    server.run(held.db.write(show, held.context(), holder.id, before))
    return person


def _keep(server: Server, child: MadeUp) -> UUID:
    """Let a neighbour have the child too; who is a guardian may take them off."""
    held, other = server.services, random_id()
    server.run(held.db.write(open_holder, held.context(), new_token(), other))
    _declared(server, other, child, Relationship.OTHER)
    return other


def _declared(server: Server, holder: UUID, child: MadeUp, who: Relationship) -> UUID:
    held = server.services
    entries = {field: (text,) for step in child.steps().values() for field, text in step.items()}
    entries |= {"relationship": (who.value,), "born_year": ("2015",)}
    ctx = held.context(Actor(Role.HOLDER, holder), event_id(held.clock.now()))
    read = read_application(entries, Terms(ctx.instant))
    assert isinstance(read, Application), read
    stated = replace(read, consent=Consent.ENTRUSTED)
    return server.run(held.db.write(apply, ctx, holder, stated)).person_id


def _prove_number(phone: Phone, person: MadeUp) -> None:
    """Type the digits sent to the number, so that what was declared on this phone counts."""
    assert phone.send("POST", "/code/number").status_code == 303
    digits = last_digits(phone.server, person.phone)
    assert phone.send("POST", "/code/number/prove", {"code": digits}).status_code == 303


def _prove(phone: Phone, person: MadeUp) -> None:
    """Show who holds the phone: what wants a fresh proof opens from now on."""
    assert phone.send("POST", "/confirm/send").status_code == 303
    digits = last_digits(phone.server, person.phone)
    answer = phone.send("POST", "/confirm/code", {"code": digits})
    assert (answer.status_code, answer.headers["location"]) == (303, "/code")
    phone.token()


@dataclass(frozen=True, slots=True)
class _SameDocument(MadeUp):
    """Somebody of another name and phone number who declares with a document that is known."""

    document: str = ""

    @property
    def number(self) -> str:
        return self.document


class _AtRisk(MadeUp):
    """The same person once more, who does not know whether they met a case."""

    def steps(self) -> dict[str, Form]:
        """Give the same forms but for health."""
        return {
            **super().steps(),
            "health": {"contact": "unknown", "abroad": "no", "symptoms": "none"},
        }
