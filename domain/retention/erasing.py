"""Deleting what is held about a phone's applicant: all that no law and no risk keeps, now (ADR 20).

The purge's own conditions decide on every table but the answers: of those what a running risk
rests on stays, and all of them where another phone stands on them too, as with two guardians.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col, update

from domain.admission.decide import Temperature
from domain.admission.records import AdmissionRecord, AlertRecord, ObstructionRecord
from domain.audit.note import Act, note
from domain.declaration.begin import drafts_about
from domain.declaration.drafts import discard_drafts
from domain.declaration.records import DeclarationRecord, DraftRecord
from domain.healthcode.assessing import refresh
from domain.healthcode.ending import end_code
from domain.healthcode.issuing import forget_device
from domain.healthcode.records import HandleRecord, LookupRecord, ToldRecord
from domain.household.claim import lock_holder
from domain.household.claims import ClaimState
from domain.household.passkeys import forget_passkeys
from domain.household.records import ClaimRecord
from domain.household.release import close_holder, release_claim
from domain.notices.reminders import forget_wishes
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.retention import conditions
from domain.retention.erasure import Erasure, Plan, plan_of
from domain.retention.lapsing import Rule
from domain.retention.purge import delete_where
from domain.storage.work import Work
from domain.venues.records import CheckInRecord, LastVisitRecord

_MOST = 100_000
_GONE = ("identity", "journey", "stay", "health", "claim")


def erase(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Erasure | None:
    """Delete what is held about a holder's applicant; None where there is nothing any more."""
    lock_person(work, person_id)
    lock_holder(work, holder_id)
    plan = plan_of(work, ctx, person_id, holder_id)
    if plan is None:
        return None
    _forget(work, ctx, plan)
    release_claim(work, plan.member, known=bool(plan.kept) and not plan.shared)
    end_code(work, ctx, person_id, holder_id)
    if close_holder(work, holder_id, plan.following):
        forget_device(work, holder_id)
        forget_wishes(work, holder_id)
        forget_passkeys(work, holder_id)
    bump_revision(work, person_id)
    # As it is now: what the purge's conditions look at is until when the code's grounds hold.
    refresh(work, ctx, person_id, holder_id)
    _sweep(work, ctx, person_id, holder_id)
    note(work, ctx, Act.ERASED, person_id, _GONE)
    return plan.told


def _forget(work: Work, ctx: Context, plan: Plan) -> None:
    """Delete the answers that go, what is typed and not sent, names of the day, news, visits.

    Where another phone has the person too, what that one registered is its own.
    """
    person_id, holder_id = plan.member.person_id, plan.member.holder_id
    going = drafts_about(work, ctx, plan.member)
    discard_drafts(work, holder_id, [draft.id for draft in going])
    for record in (DraftRecord, HandleRecord, LookupRecord, ToldRecord):
        delete_where(work, record, _of(record, person_id, holder_id), _MOST)
    for visits in (CheckInRecord, LastVisitRecord):
        theirs = _of(visits, person_id, holder_id)
        everybodys = _column(visits, "person_id") == person_id
        delete_where(work, visits, theirs if plan.shared else everybodys, _MOST)
    _forget_doors(work, ctx, plan)
    own = _of(DeclarationRecord, person_id, holder_id)
    goes = and_(own, col(DeclarationRecord.declaration_id).not_in(plan.kept))
    delete_where(work, DeclarationRecord, goes, _MOST)


def _forget_doors(work: Work, ctx: Context, plan: Plan) -> None:
    """Delete the doors' admissions and reports; alerts stay their days, and of nobody known.

    What would let a second fever be forgotten stays its day: doors measure such a person first.
    Where another phone has the person too, what doors saw on that one is its own.
    """
    person_id, holder_id = plan.member.person_id, plan.member.holder_id
    theirs = _of(AdmissionRecord, person_id, holder_id)
    whose = theirs if plan.shared else _column(AdmissionRecord, "person_id") == person_id
    began = ctx.instant - ctx.policies.doors.temperature.first
    twice = col(AdmissionRecord.temperature) == Temperature.HIGH_AGAIN.value
    needed = and_(twice, col(AdmissionRecord.at) > began)
    delete_where(work, AdmissionRecord, and_(whose, ~needed), _MOST)
    if plan.shared:
        return
    delete_where(work, ObstructionRecord, col(ObstructionRecord.person_id) == person_id, _MOST)
    work.session.exec(
        update(AlertRecord)
        .where(col(AlertRecord.person_id) == person_id)
        .values(person_id=None)
        .execution_options(synchronize_session=False)
    )


def _sweep(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Let the purge's own conditions take at once what nothing needs any more, idle or not."""
    ended = col(ClaimRecord.state) == ClaimState.ENDED.value
    delete_where(work, ClaimRecord, and_(_of(ClaimRecord, person_id, holder_id), ended), _MOST)
    for rule in (conditions.CLAIMS, conditions.CODES):
        _unneeded(work, ctx, rule, _of(rule.record, person_id, holder_id))
    for rule in (conditions.TOLD, conditions.PEOPLE, conditions.DOCUMENTS):
        _unneeded(work, ctx, rule, _column(rule.record, "person_id") == person_id)
    for rule in (conditions.HOLDERS, conditions.DEVICE_KEYS):
        _unneeded(work, ctx, rule, _column(rule.record, "holder_id") == holder_id)


def _unneeded(work: Work, ctx: Context, rule: Rule, scope: ColumnElement[bool]) -> None:
    assert rule.needed is not None  # noqa: S101 - each of these rules has such a condition
    delete_where(work, rule.record, and_(scope, ~rule.needed(ctx)), _MOST)


def _of(record: type[SQLModel], person_id: UUID, holder_id: UUID) -> ColumnElement[bool]:
    person, holder = _column(record, "person_id"), _column(record, "holder_id")
    return and_(person == person_id, holder == holder_id)


def _column(record: type[SQLModel], name: str) -> Any:
    return record.__table__.c[name]  # type: ignore[attr-defined] # SQLModel makes it
