"""A door in the books, people who come to it, and what its device sends."""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel, select

from domain.admission.admit import admit
from domain.admission.deliver import deliver
from domain.admission.judging import Service
from domain.admission.records import AdmissionRecord
from domain.admission.values import Admitted, Call
from domain.credential.trust import Issuer
from domain.declaration.values import Health
from domain.healthcode.apply import apply
from domain.healthcode.handles import handle_of
from domain.healthcode.present import present
from domain.healthcode.together import show_together
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.household.browsers import open_holder
from domain.household.members import name_on_phone
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.policy.places import VenueKind
from tests.domain.acts import HEALTHY, RING, Books, application
from tests.domain.families import declared, of_child, phone
from tests.venues import Door, open_door

HOST = "code.example:8443"
PLACE = Service(Issuer("YN", "云南健康码", "Yunnan Health Code", f"https://{HOST}", ()), HOST)
_numbers = count(40_000)


@dataclass(frozen=True)
class Person:
    """Somebody with a code, on one phone."""

    person: UUID
    holder: UUID


@dataclass
class Post:
    """A shift at one entrance, in the books."""

    books: Books
    door: Door
    shift: UUID = field(default_factory=random_id)
    role: Role = Role.DOOR

    @property
    def actor(self) -> Actor:
        entrance = self.door.entrance
        return Actor(
            self.role, self.shift, entrance.venue.division, None, self.door.venue, entrance.id
        )

    @property
    def ctx(self) -> Context:
        return replace(self.books.context(), actor=self.actor)

    def call(self, text: str, **stated: Any) -> Call:
        made = {"id": event_id(self.books.instant), "at": self.books.instant, **stated}
        return Call(text=text, **made)

    def scan(self, text: str, **stated: Any) -> Admitted:
        return self.send(self.call(text, **stated))

    def send(self, call: Call) -> Admitted:
        return admit(self.books.work, self.ctx, call, PLACE)

    def deliver(self, *calls: Call) -> tuple[Admitted, ...]:
        return deliver(self.books.work, self.ctx, calls, PLACE)


def post(books: Books, kind: VenueKind = VenueKind.FARMERS_MARKET, **chosen: Any) -> Post:
    return Post(books, open_door(books.work, books.context(), kind, **chosen))


def person(
    books: Books,
    health: Health = HEALTHY,
    number: int | None = None,
    number_called: str | None = None,
    name: str = "王小明",
) -> Person:
    """Declare on a new phone, and open the code there."""
    number, holder = next(_numbers) if number is None else number, random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    stated = application(
        number, phone=number_called or f"+8613{number:09d}", health=health, name=name
    )
    issued = apply(books.work, books.context(holder), holder, stated)
    present(books.work, books.context(holder), issued.person_id, holder)
    return Person(issued.person_id, holder)


def code_of(books: Books, who: Person, late: int = 0) -> str:
    """Give what the phone's QR says now; `late` steps of 15 s ago."""
    present(books.work, books.context(who.holder), who.person, who.holder)
    handle = handle_of(books.work, who.person, who.holder, books.instant)
    assert handle is not None
    return _written(books, handle, late)


def group(books: Books) -> tuple[tuple[UUID, UUID], str]:
    """Let a mother show her child and herself under one QR; give both and its text."""
    mother, child = phone(books), of_child(next(_numbers))
    own = declared(books, mother, application(next(_numbers)))
    both = own, declared(books, mother, child)
    names = [name_on_phone(RING, each, mother) for each in both]
    found = show_together(books.work, books.context(mother), mother, names)
    assert isinstance(found[0], bytes)
    return both, _written(books, found[0])


def _written(books: Books, handle: bytes, late: int = 0) -> str:
    token = make_token(handle, handle_secret(RING, handle), step_at(books.instant) - late)
    return f"HTTPS://{HOST.upper()}/C/{token}"


def rows(books: Books, record: type[SQLModel] = AdmissionRecord) -> list[Any]:
    books.session.expire_all()
    return list(books.session.exec(select(record)).all())
