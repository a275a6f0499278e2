"""Taking in hand what the command of a division was told."""

from uuid import UUID

from domain.admission.records import AlertRecord, ObstructionRecord
from domain.kernel.problems import DomainError, Refusal
from domain.places.divisions import contains
from domain.policy.context import Context
from domain.storage.work import Work


def take_alert(work: Work, ctx: Context, division: str, alert_id: UUID) -> None:
    """Take an alert in hand; whoever was first keeps it. NOT_FOUND outside one's jurisdiction."""
    at = division, alert_id
    _take(work, ctx, work.session.get(AlertRecord, at, with_for_update=True))


def take_obstruction(work: Work, ctx: Context, division: str, obstruction_id: UUID) -> None:
    """Take a report in hand; whoever was first keeps it. NOT_FOUND outside one's jurisdiction."""
    at = division, obstruction_id
    _take(work, ctx, work.session.get(ObstructionRecord, at, with_for_update=True))


def _take(work: Work, ctx: Context, row: AlertRecord | ObstructionRecord | None) -> None:
    own = ctx.actor.division
    if row is None or own is None or not contains(own, row.division):
        raise DomainError(Refusal.NOT_FOUND)
    if row.taken_at is None:
        row.taken_at, row.taken_by = ctx.instant, ctx.actor.id
        work.session.add(row)
        work.session.flush()
