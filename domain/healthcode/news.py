"""What a phone is told of other phones that have the same person."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.healthcode.records import LookupRecord, ObjectionRecord, ToldRecord
from domain.healthcode.values import About, News, Objection, RiskTold
from domain.household.claim import ties_of
from domain.household.claims import ClaimState
from domain.household.values import Member
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_TOLD = Prepared(
    select(col(ToldRecord.declaration_id), col(ToldRecord.at), col(ToldRecord.answered_at))
    .where(
        col(ToldRecord.person_id) == bindparam("person"),
        col(ToldRecord.holder_id) == bindparam("holder"),
    )
    .order_by(col(ToldRecord.at))
)
_OBJECTIONS = Prepared(
    select(
        col(ObjectionRecord.about),
        col(ObjectionRecord.about_id),
        col(ObjectionRecord.made_at),
        col(ObjectionRecord.due_at),
    )
    .where(
        col(ObjectionRecord.person_id) == bindparam("person"),
        col(ObjectionRecord.holder_id) == bindparam("holder"),
    )
    .order_by(col(ObjectionRecord.made_at))
)
_LOOKUPS = Prepared(
    select(col(LookupRecord.at))
    .where(col(LookupRecord.person_id) == bindparam("person"), col(LookupRecord.seen_at).is_(None))
    .order_by(col(LookupRecord.at))
)


def news_of(work: Work, member: Member) -> News:
    """Give what a holder is told: nothing, without a look, where their claim is not marked.

    Objections are shown while what they are about still stands: an answer that was not corrected,
    a claim that still waits.
    """
    if not (member.attention and member.state.stands):
        return News()
    at = {"person": member.person_id, "holder": member.holder_id}
    rows = _TOLD.all(work, **at)
    standing = {row[0] for row in rows} | _waiting(work, member.person_id)
    made = (Objection(About(row[0]), *row[1:]) for row in _OBJECTIONS.all(work, **at))
    told = tuple(RiskTold(row[0], row[1]) for row in rows if row[2] is None)
    lookups = tuple(row[0] for row in _LOOKUPS.all(work, person=member.person_id))
    return News(told, tuple(each for each in made if each.about_id in standing), lookups)


def _waiting(work: Work, person_id: UUID) -> set[UUID]:
    ties = ties_of(work, person_id)
    return {tie.holder_id for tie in ties if tie.state is ClaimState.PENDING}
