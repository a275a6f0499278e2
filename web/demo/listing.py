"""What the demo page lists: every made-up person with their colour as it is at this moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.healthcode.show import renew, shown
from domain.household.claim import members_of
from domain.household.values import Member
from domain.kernel.colour import Colour
from domain.people.documents import DocumentKind
from domain.policy.context import Context
from domain.storage.work import Work
from web.demo.cast import phones_of
from web.demo.crowd import FIRST_PHONE, NEIGHBOUR, NEIGHBOURS
from web.demo.phones import holder_of
from web.demo.seed import HAND_MADE

PHONES = (*phones_of(HAND_MADE), *range(FIRST_PHONE, FIRST_PHONE + NEIGHBOURS))
ORDER = (Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY)
_WHY = {(person.phone, person.document.number): person.why for person in HAND_MADE}


@dataclass(frozen=True, slots=True)
class Face:
    """One made-up person; `member` is their place on the phone, `why` a message to translate."""

    phone: int
    member: int
    family: int
    name: str
    kind: DocumentKind
    colour: Colour
    until: datetime | None
    why: str
    here: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The faces of one colour."""

    colour: Colour
    faces: tuple[Face, ...]


def groups_of(faces: Sequence[Face]) -> tuple[Group, ...]:
    """Arrange faces by colour, colours nobody has left out."""
    found = (Group(colour, tuple(f for f in faces if f.colour is colour)) for colour in ORDER)
    return tuple(group for group in found if group.faces)


def faces(work: Work, ctx: Context) -> tuple[Face, ...]:
    """List the made-up people in the order of their phones; `here` is who this browser shows."""
    return tuple(face for phone in PHONES for face in _on(work, ctx, phone))


def renew_all(work: Work, ctx: Context) -> None:
    """Bring every made-up person's code up to the present."""
    for holder_id in (holder_of(ctx.ring, phone) for phone in PHONES):
        for member in members_of(work, ctx.ring, holder_id):
            renew(work, ctx, member.person_id, holder_id)


def _on(work: Work, ctx: Context, phone: int) -> Iterator[Face]:
    members = members_of(work, ctx.ring, holder_of(ctx.ring, phone))
    for place in range(len(members)):
        yield _face(work, ctx, phone, place, members)


def _face(work: Work, ctx: Context, phone: int, place: int, members: Sequence[Member]) -> Face:
    member = members[place]
    code = shown(work, ctx, member.person_id, member.holder_id)
    return Face(
        phone=phone,
        member=place,
        family=len(members),
        name=member.known.name,
        kind=member.known.document_kind,
        colour=code.colour if code else Colour.GREY,
        until=code.until if code else None,
        why=_WHY.get((phone, member.known.document), NEIGHBOUR),
        here=ctx.actor.id == member.holder_id,
        stale=code is not None and code.stale,
    )
