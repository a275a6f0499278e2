"""Status indexes: drawn for each declaration, signed again as the colour changes, withdrawn.

Nothing signed is kept: a credential is made, when it is asked for, from what stands here. A phone
and a printed card have an index each, so that losing a phone's key does not end the card.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, bindparam, column, select, text
from sqlmodel import col, update

from domain.assessment.values import Assessment
from domain.credential.claims import INDEXES
from domain.healthcode.records import StatusRecord
from domain.kernel.colour import Colour
from domain.kernel.days import end_of
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.types import IdType, InstantType
from domain.storage.work import Work

_OF_CODE = (
    col(StatusRecord.person_id) == bindparam("person"),
    col(StatusRecord.holder_id) == bindparam("holder"),
    col(StatusRecord.withdrawn).is_(None),
)
_PRESENT = Prepared(
    select(
        col(StatusRecord.division),
        col(StatusRecord.number),
        col(StatusRecord.colour),
        col(StatusRecord.plain),
        col(StatusRecord.issued),
        col(StatusRecord.expires),
        col(StatusRecord.over_at),
        col(StatusRecord.paper),
    ).where(*_OF_CODE)
)
_SIGNED = ("colour", "plain", "issued", "expires", "over_at")
_SIGN = (
    update(StatusRecord)
    .where(
        col(StatusRecord.division) == bindparam("shard"),
        col(StatusRecord.number) == bindparam("drawn"),
    )
    .values({name: bindparam(name) for name in _SIGNED})
)
# One statement on both engines: of two that draw one number, the second finds nothing done.
_NEW = (
    text(
        "INSERT INTO status (division, number, person_id, holder_id, declaration_id, colour,"
        " plain, paper, ended, issued, expires, over_at)"
        " VALUES (:division, :number, :person_id, :holder_id, :declaration_id, :colour,"
        " :plain, :paper, :ended, :issued, :expires, :over_at)"
        " ON CONFLICT (division, number) DO NOTHING RETURNING number"
    )
    .bindparams(
        *(bindparam(name, type_=IdType()) for name in ("person_id", "holder_id", "declaration_id")),
        *(bindparam(name, type_=InstantType()) for name in ("issued", "expires", "over_at")),
        *(bindparam(name, type_=Boolean()) for name in ("plain", "paper", "ended")),
    )
    .columns(column("number"))
)


class Index(NamedTuple):
    """A code's present index and what is signed under it."""

    division: str
    number: int
    colour: str
    plain: bool
    issued: datetime
    expires: datetime
    over_at: datetime
    paper: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an index is, and by which declaration, where one is known."""

    person_id: UUID
    holder_id: UUID
    declaration_id: UUID | None = None


class Signed(NamedTuple):
    """What is signed under a new index: in which shard, which colour, until when, on what."""

    division: str
    colour: str
    expires: datetime
    paper: bool = False


def index_of(work: Work, person_id: UUID, holder_id: UUID, *, paper: bool = False) -> Index | None:
    """Give the index that a holder's code on a person has now, on the phone or on paper."""
    present = _present(work, person_id, holder_id)
    return next((each for each in present if each.paper == paper), None)


def give_index(  # noqa: PLR0913, PLR0917 - a verb's two surroundings, its three values, the chance
    work: Work,
    ctx: Context,
    owner: Owner,
    shard: str,
    found: Assessment,
    draw: Callable[[int], int] = secrets.randbelow,
    *,
    paper: bool = False,
) -> None:
    """Give a code an index in a shard; nothing for grey, which is never signed.

    The person is to be locked. `draw` gives a number below the one named; where it is taken,
    another is drawn.
    """
    expires = signed_until(found)
    if expires is not None:
        draw_index(work, ctx, owner, Signed(shard, found.colour.value, expires, paper), draw)


def draw_index(
    work: Work,
    ctx: Context,
    owner: Owner,
    signed: Signed,
    draw: Callable[[int], int] = secrets.randbelow,
) -> None:
    """Draw a number for what is signed from now on; the person is to be locked."""
    row = {
        "division": signed.division,
        "person_id": owner.person_id,
        "holder_id": owner.holder_id,
        "declaration_id": owner.declaration_id,
        "colour": signed.colour,
        "plain": signed.colour == Colour.GREEN.value,
        "paper": signed.paper,
        "ended": False,
        "issued": ctx.instant,
        "expires": signed.expires,
        "over_at": signed.expires,
    }
    while work.connection.execute(_NEW, {**row, "number": draw(INDEXES)}).first() is None:
        pass


def sign_again(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, found: Assessment
) -> None:
    """Sign what a code has become under its same indexes; grey is told by the lists alone."""
    expires = signed_until(found)
    if expires is None:
        return
    for index in _present(work, person_id, holder_id):
        if (index.colour, index.expires) == (found.colour.value, expires):
            continue
        signed = {
            "colour": found.colour.value,
            "plain": index.plain and found.colour is Colour.GREEN,
            "issued": ctx.instant,
            "expires": expires,
            "over_at": max(index.over_at, expires),
        }
        at = {"shard": index.division, "drawn": index.number}
        work.connection.execute(_SIGN, {**at, **signed})


def signed_until(found: Assessment) -> datetime | None:
    """Give until when a credential of this assessment is good, exclusive; None for grey.

    What waits for an event is signed until its review.
    """
    if found.colour is Colour.GREY:
        return None
    if found.until is not None:
        return found.until
    reviews = [each.review for each in found.reasons if each.review is not None]
    return end_of(max(reviews)) if reviews else None


def _present(work: Work, person_id: UUID, holder_id: UUID) -> list[Index]:
    return [Index(*row) for row in _PRESENT.all(work, person=person_id, holder=holder_id)]
