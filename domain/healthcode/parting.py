"""Taking one person off a phone: the phone's own wish, or that of the person or their guardian."""

from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import col, update

from domain.healthcode.ending import end_code
from domain.healthcode.objecting import settle
from domain.healthcode.records import CodeRecord
from domain.household.claim import lock_holder, member_of
from domain.household.members import end_claim, people_of, person_named, require_removable
from domain.household.parted import forget_parted, mark_parted
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from domain.people.ages import age_on
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work

_GROW = (
    update(CodeRecord)
    .where(col(CodeRecord.holder_id) == bindparam("holder"))
    .values(version=CodeRecord.version + 1)
)


def take_off(work: Work, ctx: Context, holder_id: UUID, name: str) -> None:
    """End a holder's own claim on one of their applicants, named as on their phone.

    What was declared stays as long as it is kept, and a risk goes on until it ends.
    """
    person_id = person_named(work, ctx.ring, holder_id, name)
    _end(work, ctx, person_id, holder_id)


def remove_proxy(work: Work, ctx: Context, holder_id: UUID, name: str, other: UUID) -> None:
    """Take an applicant off another holder's phone, where `may_remove` allows it.

    That phone is told, once: at the next poll of whom it shows, or when it is opened.
    """
    person_id = person_named(work, ctx.ring, holder_id, name)
    lock_person(work, person_id)
    member = member_of(work, ctx.ring, person_id, holder_id)
    theirs = member_of(work, ctx.ring, person_id, other)
    if member is None or theirs is None:
        raise DomainError(Refusal.NOT_FOUND)
    age = age_on(member.known.born, day_of(ctx.instant))
    require_removable(work, person_id, holder_id, other, age)
    _end(work, ctx, person_id, other)
    mark_parted(work, ctx, theirs)
    work.connection.execute(_GROW, {"holder": other})


def take_note_of_parting(work: Work, ctx: Context, holder_id: UUID) -> None:
    """Note that a phone knows whom others took off it."""
    lock_holder(work, holder_id)
    forget_parted(work, holder_id)
    for person_id in people_of(work, holder_id):
        settle(work, ctx, person_id, holder_id)


def _end(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    if end_claim(work, ctx, person_id, holder_id):
        end_code(work, ctx, person_id, holder_id)
