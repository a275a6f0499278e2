"""Rows that go with their period alone: nothing else needs them.

Also what a rule is, and how a period is counted, for `conditions.py`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, exists
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col

from domain.accounts.records import ChallengeRecord
from domain.audit.records import AuditLeafRecord, AuditRecord
from domain.declaration.records import DraftRecord
from domain.healthcode.records import (
    HandleRecord,
    LookupRecord,
    ObjectionRecord,
    StatusRecord,
    TogetherRecord,
)
from domain.kernel.days import day_of
from domain.kernel.ids import first_event_id
from domain.limits.records import CounterRecord
from domain.notices.records import MessageRecord, OneTimeCodeRecord
from domain.policy.context import Context
from domain.policy.periods import Period
from domain.venues.records import CheckInRecord, LastVisitRecord

Condition = Callable[[Context], ColumnElement[bool]]


class Rule(NamedTuple):
    """One table's rows: `outlived` tells which are past their period, `needed` which must stay.

    Either may be None: rows without a period of their own go as soon as nothing needs them; what
    nothing else needs goes with its period.
    """

    record: type[SQLModel]
    outlived: Condition | None
    needed: Condition | None

    def goes(self, ctx: Context) -> ColumnElement[bool]:
        """Give the condition of the rows that the purge deletes."""
        past = [] if self.outlived is None else [self.outlived(ctx)]
        spared = [] if self.needed is None else [~self.needed(ctx)]
        return and_(*past, *spared)


def since(ctx: Context, period: Period) -> datetime:
    """Give the instant before which what is kept for a period has outlived it."""
    return ctx.instant - (period.length or timedelta())


def _challenge(ctx: Context) -> ColumnElement[bool]:
    return col(ChallengeRecord.expires_at) < since(ctx, ctx.policies.retention.one_time_codes)


def _draft(ctx: Context) -> ColumnElement[bool]:
    return col(DraftRecord.updated_at) < since(ctx, ctx.policies.retention.drafts)


def _handle(ctx: Context) -> ColumnElement[bool]:
    return col(HandleRecord.day) < day_of(since(ctx, ctx.policies.retention.nonces))


def _together(ctx: Context) -> ColumnElement[bool]:
    return col(TogetherRecord.day) < day_of(since(ctx, ctx.policies.retention.nonces))


def _status(ctx: Context) -> ColumnElement[bool]:
    return col(StatusRecord.over_at) < since(ctx, ctx.policies.retention.status_indexes)


def _message(ctx: Context) -> ColumnElement[bool]:
    # Sent, given up or neither: past this nothing was to be sent any more.
    return col(MessageRecord.not_after) < since(ctx, ctx.policies.retention.notices)


def _one_time_code(ctx: Context) -> ColumnElement[bool]:
    return col(OneTimeCodeRecord.sent_at) < since(ctx, ctx.policies.retention.one_time_codes)


def _objection(ctx: Context) -> ColumnElement[bool]:
    # An answer is due within hours, so the period may count from then.
    return col(ObjectionRecord.due_at) < since(ctx, ctx.policies.retention.reviews)


def _lookup(ctx: Context) -> ColumnElement[bool]:
    return col(LookupRecord.at) < since(ctx, ctx.policies.retention.notices)


def _check_in(ctx: Context) -> ColumnElement[bool]:
    return col(CheckInRecord.at) < since(ctx, ctx.policies.retention.visits)


def _last_visit(ctx: Context) -> ColumnElement[bool]:
    return col(LastVisitRecord.scanned_at) < since(ctx, ctx.policies.retention.visits)


def _counter(ctx: Context) -> ColumnElement[bool]:
    # A window lasts a day at most, and the period counts from its end.
    window = timedelta(days=1)
    return col(CounterRecord.since) < since(ctx, ctx.policies.retention.counters) - window


def _audit(ctx: Context) -> ColumnElement[bool]:
    """Only sealed entries go: their leaves stay. Ids sort by time, so the key bounds the search."""
    began = first_event_id(since(ctx, ctx.policies.retention.audit))
    entry = col(AuditRecord.entry_id)
    return and_(entry < began, exists().where(col(AuditLeafRecord.entry_id) == entry))


LAPSING: tuple[Rule, ...] = (
    Rule(ChallengeRecord, _challenge, None),
    Rule(DraftRecord, _draft, None),
    Rule(HandleRecord, _handle, None),
    Rule(TogetherRecord, _together, None),
    Rule(StatusRecord, _status, None),
    Rule(ObjectionRecord, _objection, None),
    Rule(LookupRecord, _lookup, None),
    Rule(MessageRecord, _message, None),
    Rule(OneTimeCodeRecord, _one_time_code, None),
    Rule(CheckInRecord, _check_in, None),
    Rule(LastVisitRecord, _last_visit, None),
    Rule(CounterRecord, _counter, None),
    Rule(AuditRecord, _audit, None),
)
