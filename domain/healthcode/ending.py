"""Taking indexes out of use: another took their place, or what they were signed for has ended.

Of the two only the second must be listed (docs/credential.md): a superseded credential says of the
same person on the same phone what the new one says, and the lists give both the same colour.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, bindparam, func, select
from sqlmodel import col, update

from domain.credential.claims import fitted
from domain.healthcode.indexes import Owner, Signed, draw_index
from domain.healthcode.records import StatusRecord
from domain.household.values import Known
from domain.people.masking import mask, tail
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.types import InstantType
from domain.storage.work import Work

_OF_CODE = (
    col(StatusRecord.person_id) == bindparam("person"),
    col(StatusRecord.holder_id) == bindparam("holder"),
)
_OF_HOLDER = col(StatusRecord.holder_id) == bindparam("holder")
_ON_PHONE = col(StatusRecord.paper).is_(False)
_PRESENT = col(StatusRecord.withdrawn).is_(None)
_GOING_ON = col(StatusRecord.ended).is_(False)
_ENDING = {
    "ended": True,
    "withdrawn": func.coalesce(col(StatusRecord.withdrawn), bindparam("at", type_=InstantType())),
}
_SUPERSEDE = update(StatusRecord).where(*_OF_CODE, _PRESENT).values(withdrawn=bindparam("at"))
_END_CODE = update(StatusRecord).where(*_OF_CODE, _GOING_ON).values(_ENDING)
_END_HOLDER = update(StatusRecord).where(_OF_HOLDER, _GOING_ON).values(_ENDING)
_END_PHONE = update(StatusRecord).where(_OF_HOLDER, _ON_PHONE, _GOING_ON).values(_ENDING)
_ON_THE_PHONE = select(
    col(StatusRecord.person_id),
    col(StatusRecord.declaration_id),
    col(StatusRecord.division),
    col(StatusRecord.colour),
    col(StatusRecord.expires),
).where(_OF_HOLDER, _ON_PHONE, _PRESENT)


def supersede(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Withdraw a code's indexes: those of a newer declaration take their place."""
    at = {"person": person_id, "holder": holder_id, "at": ctx.instant}
    work.connection.execute(_SUPERSEDE, at)


def end_code(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """End all that was ever signed of a holder's code on a person, on the phone and on paper."""
    at = {"person": person_id, "holder": holder_id, "at": ctx.instant}
    work.connection.execute(_END_CODE, at)


def end_holder(work: Work, ctx: Context, holder_id: UUID) -> int:
    """End all that was ever signed for a holder who leaves; give how many indexes."""
    done: Any = work.connection.execute(_END_HOLDER, {"holder": holder_id, "at": ctx.instant})
    assert isinstance(done, CursorResult)  # noqa: S101 - an UPDATE always gives one
    return int(done.rowcount)


def lock_shown(work: Work, holder_id: UUID) -> None:
    """Take every person that a holder's phone has a credential of, in one order for all verbs."""
    rows = work.connection.execute(_ON_THE_PHONE, {"holder": holder_id}).all()
    for person_id in sorted({row.person_id for row in rows}):
        lock_person(work, person_id)


def draw_anew(work: Work, ctx: Context, holder_id: UUID) -> None:
    """End all that names a holder's former key, and draw new indexes for what the phone shows.

    Printed cards name no key and go on. The persons are to be locked.
    """
    at = {"holder": holder_id}
    rows = work.connection.execute(_ON_THE_PHONE, at).all()
    work.connection.execute(_END_PHONE, {**at, "at": ctx.instant})
    for person_id, declaration_id, division, colour, expires in rows:
        owner = Owner(person_id, holder_id, declaration_id)
        draw_index(work, ctx, owner, Signed(division, colour, expires))


def same_on_credential(one: Known, other: Known) -> bool:
    """Tell whether credentials of both name the person alike."""
    return _named(one) == _named(other)


def _named(known: Known) -> tuple[str, str]:
    return fitted(mask(known.name)), tail(known.document)
