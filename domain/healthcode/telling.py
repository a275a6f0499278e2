"""Telling a person's other phones what one phone did (architecture: Claims).

Whoever knows a document and its phone number can answer for it; so every other phone whose claim
counts is told of a risk answer at once, and of a claim that waits for the document to be seen.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import col, delete, select, update

from domain.assessment.assess import assess
from domain.assessment.values import Signals
from domain.declaration.store import declarations_of
from domain.declaration.values import Declaration
from domain.healthcode.assessing import held_until
from domain.healthcode.records import CodeRecord, ToldRecord
from domain.household.claim import call_all, call_attention, ties_of
from domain.household.claims import Tie
from domain.policy.context import Context
from domain.signals.store import areas
from domain.storage.work import Work

_GROW = (
    update(CodeRecord)
    .where(col(CodeRecord.person_id) == bindparam("person"))
    .values(version=CodeRecord.version + 1)
)


def tell(work: Work, ctx: Context, person_id: UUID) -> None:
    """Tell each holder whose claim stands of the others' risk answers, every answer once.

    To be called whenever a declaration counts anew: it was made, or its claim was confirmed.
    """
    ties = ties_of(work, person_id)
    counting = [tie.holder_id for tie in ties if tie.state.counts]
    if len(counting) < 2:  # noqa: PLR2004 - nobody else is there to be told
        return
    fresh = set()
    for risk in _risks(work, ctx, person_id, counting):
        for holder in _standing(ties):
            at = (person_id, holder, risk.id)
            if holder != risk.holder_id and work.session.get(ToldRecord, at) is None:
                row = ToldRecord(
                    person_id=person_id,
                    holder_id=holder,
                    declaration_id=risk.id,
                    at=risk.declared_at,
                )
                work.session.add(row)
                fresh.add(holder)
    work.session.flush()
    _call(work, person_id, fresh)


def retract(work: Work, person_id: UUID, declaration_id: UUID) -> None:
    """Take back what was told of an answer that has been corrected."""
    told = (
        col(ToldRecord.person_id) == person_id,
        col(ToldRecord.declaration_id) == declaration_id,
    )
    holders = work.session.exec(select(ToldRecord.holder_id).where(*told)).all()
    work.session.exec(delete(ToldRecord).where(*told))
    _call(work, person_id, holders)


def announce_claim(work: Work, person_id: UUID, waiting: UUID) -> None:
    """Let the open pages of whoever stands show a new claim that waits, at their next poll."""
    if work.session.get(CodeRecord, (person_id, waiting)) is None:
        _call(work, person_id, _standing(ties_of(work, person_id)))


def tell_of_lookup(work: Work, person_id: UUID) -> None:
    """Let every phone whose claim counts show, at its next poll, that a code was looked up.

    The same two statements whether or not there is such a person.
    """
    call_all(work, person_id)
    work.connection.execute(_GROW, {"person": person_id})


def _call(work: Work, person_id: UUID, holders: Collection[UUID]) -> None:
    """Mark the claims; a code's version grows, since something that its page shows is new."""
    if not holders:
        return
    call_attention(work, person_id, holders)
    work.session.exec(
        update(CodeRecord)
        .where(col(CodeRecord.person_id) == person_id, col(CodeRecord.holder_id).in_(holders))
        .values(version=CodeRecord.version + 1)
    )


def _standing(ties: Iterable[Tie]) -> list[UUID]:
    return [tie.holder_id for tie in ties if tie.state.stands]


def _risks(
    work: Work, ctx: Context, person_id: UUID, holders: Collection[UUID]
) -> list[Declaration]:
    """Give the declarations from which, taken alone, the rules make a ground that still runs."""
    rules = ctx.policies.set_at(ctx.instant)
    signals = Signals((), areas(work))
    return [
        made
        for made in declarations_of(work, ctx.ring, person_id, holders)
        if not made.corrected
        and held_until(assess((made,), signals, rules, ctx.instant), rules) is not None
    ]
