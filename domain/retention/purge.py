"""The purge: what has outlived its period goes, in small bites, and then its days' keys.

A claim or an answer that a running or waiting ground rests on is never purged: what waits for an
event must not lapse (product B2).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Delete, and_, exists, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col, delete, select

from domain.audit.note import Act, note
from domain.audit.records import AuditLeafRecord, AuditRecord
from domain.declaration.records import DeclarationRecord, DraftRecord
from domain.healthcode.records import (
    CodeRecord,
    DeviceKeyRecord,
    HandleRecord,
    LookupRecord,
    ObjectionRecord,
    StatusRecord,
    TogetherRecord,
    ToldRecord,
)
from domain.household.records import (
    BrowserRecord,
    ChallengeRecord,
    ClaimRecord,
    HolderRecord,
    PasskeyRecord,
)
from domain.kernel.days import day_of
from domain.kernel.ids import first_event_id
from domain.limits.records import CounterRecord
from domain.notices.records import (
    MessageRecord,
    OneTimeCodeRecord,
    ReminderRecord,
    SubscriptionRecord,
)
from domain.people.records import DocumentRecord, PersonRecord
from domain.policy.context import Context
from domain.policy.periods import Period
from domain.signals.records import FactRecord
from domain.storage.keys import KeyMissingError
from domain.storage.work import Work

BITE = 500
_Outlived = Callable[[Context], ColumnElement[bool]]


def purge(work: Work, ctx: Context, at_most: int = BITE) -> int:
    """Delete up to `at_most` rows of each table that outlived their period; give how many.

    Run it again until it gives 0: no bite holds the writer for long.
    """
    gone = {
        str(record.__tablename__): _bite(work, record, outlived(ctx), at_most)
        for record, outlived in _TABLES
    }
    tables = [name for name, count in gone.items() if count]
    if tables:
        note(work, ctx, Act.PURGED, None, tables)
    return sum(gone.values())


def days_in_use(work: Work, ctx: Context) -> tuple[date, ...]:
    """Give the outlived days whose keys still seal an answer that a waiting ground rests on."""
    outlived = col(DeclarationRecord.declared_at) < _since_answers(ctx)
    instants = work.session.exec(select(DeclarationRecord.declared_at).where(outlived)).all()
    return tuple(sorted({day_of(instant) for instant in instants}))


def days_without_key(work: Work, ctx: Context) -> tuple[date, ...]:
    """Give the days of kept answers that this ring cannot open, as with an old copy of it."""
    instants = work.session.exec(select(DeclarationRecord.declared_at)).all()
    return tuple(day for day in sorted({day_of(at) for at in instants}) if not _opens(ctx, day))


def _opens(ctx: Context, day: date) -> bool:
    try:
        ctx.ring.of_day(day)
    except KeyMissingError:
        return False
    return True


def keys_needed_from(ctx: Context) -> date:
    """Give the first day whose key is kept whether or not anything is sealed under it."""
    return day_of(_since_answers(ctx))


def _bite(work: Work, record: type[SQLModel], outlived: ColumnElement[bool], at_most: int) -> int:
    keys = tuple(record.__table__.primary_key.columns)  # type: ignore[attr-defined]
    chosen = select(*keys).where(outlived).limit(at_most)
    gone: Delete = delete(record).where(tuple_(*keys).in_(chosen))
    done = work.connection.execute(gone.execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)  # noqa: S101 - a DELETE always gives one
    return int(done.rowcount)


def _since(ctx: Context, period: Period) -> datetime:
    return ctx.instant - (period.length or timedelta())


def _since_answers(ctx: Context) -> datetime:
    """Answers are kept past the end of the green that they can lead to."""
    validity = timedelta(days=ctx.policies.set_at(ctx.instant).green.days + 1)
    return _since(ctx, ctx.policies.retention.answers) - validity


def _held(ctx: Context, person: Any) -> ColumnElement[bool]:
    """Tell whether a ground of the person's ran, or waited, since the answers' period began."""
    began = _since(ctx, ctx.policies.retention.answers)
    return exists().where(col(CodeRecord.person_id) == person, col(CodeRecord.holds_until) > began)


def _declaration(ctx: Context) -> ColumnElement[bool]:
    old = col(DeclarationRecord.declared_at) < _since_answers(ctx)
    return and_(old, ~_held(ctx, col(DeclarationRecord.person_id)))


def _claim(ctx: Context) -> ColumnElement[bool]:
    idle = col(ClaimRecord.active_at) < _since(ctx, ctx.policies.retention.claims)
    declared = exists().where(
        col(DeclarationRecord.person_id) == col(ClaimRecord.person_id),
        col(DeclarationRecord.holder_id) == col(ClaimRecord.holder_id),
    )
    return and_(idle, ~declared, ~_held(ctx, col(ClaimRecord.person_id)))


def _code(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(
        col(ClaimRecord.person_id) == col(CodeRecord.person_id),
        col(ClaimRecord.holder_id) == col(CodeRecord.holder_id),
    )


def _person(ctx: Context) -> ColumnElement[bool]:
    person = col(PersonRecord.person_id)
    idle = col(PersonRecord.active_at) < _since(ctx, ctx.policies.retention.identities)
    return and_(
        idle,
        ~exists().where(col(ClaimRecord.person_id) == person),
        ~exists().where(col(FactRecord.person_id) == person),
        ~exists().where(col(DeclarationRecord.person_id) == person),
    )


def _document(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(col(PersonRecord.person_id) == col(DocumentRecord.person_id))


def _browser(ctx: Context) -> ColumnElement[bool]:
    return col(BrowserRecord.seen) < day_of(_since(ctx, ctx.policies.retention.sessions))


def _holder(ctx: Context) -> ColumnElement[bool]:
    holder = col(HolderRecord.holder_id)
    idle = col(HolderRecord.active_at) < _since(ctx, ctx.policies.retention.identities)
    return and_(
        idle,
        ~exists().where(col(ClaimRecord.holder_id) == holder),
        ~exists().where(col(BrowserRecord.holder_id) == holder),
    )


def _passkey(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(col(HolderRecord.holder_id) == col(PasskeyRecord.holder_id))


def _challenge(ctx: Context) -> ColumnElement[bool]:
    return col(ChallengeRecord.expires_at) < _since(ctx, ctx.policies.retention.one_time_codes)


def _draft(ctx: Context) -> ColumnElement[bool]:
    return col(DraftRecord.updated_at) < _since(ctx, ctx.policies.retention.drafts)


def _handle(ctx: Context) -> ColumnElement[bool]:
    return col(HandleRecord.day) < day_of(_since(ctx, ctx.policies.retention.nonces))


def _together(ctx: Context) -> ColumnElement[bool]:
    return col(TogetherRecord.day) < day_of(_since(ctx, ctx.policies.retention.nonces))


def _status(ctx: Context) -> ColumnElement[bool]:
    return col(StatusRecord.over_at) < _since(ctx, ctx.policies.retention.status_indexes)


def _device_key(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(col(HolderRecord.holder_id) == col(DeviceKeyRecord.holder_id))


def _message(ctx: Context) -> ColumnElement[bool]:
    # Sent, given up or neither: past this nothing was to be sent any more.
    return col(MessageRecord.not_after) < _since(ctx, ctx.policies.retention.notices)


def _one_time_code(ctx: Context) -> ColumnElement[bool]:
    return col(OneTimeCodeRecord.sent_at) < _since(ctx, ctx.policies.retention.one_time_codes)


def _reminder(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(col(HolderRecord.holder_id) == col(ReminderRecord.holder_id))


def _subscription(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(col(HolderRecord.holder_id) == col(SubscriptionRecord.holder_id))


def _told(_ctx: Context) -> ColumnElement[bool]:
    return ~exists().where(
        col(DeclarationRecord.person_id) == col(ToldRecord.person_id),
        col(DeclarationRecord.declaration_id) == col(ToldRecord.declaration_id),
    )


def _objection(ctx: Context) -> ColumnElement[bool]:
    # An answer is due within hours, so the period may count from then.
    return col(ObjectionRecord.due_at) < _since(ctx, ctx.policies.retention.reviews)


def _lookup(ctx: Context) -> ColumnElement[bool]:
    return col(LookupRecord.at) < _since(ctx, ctx.policies.retention.notices)


def _counter(ctx: Context) -> ColumnElement[bool]:
    # A window lasts a day at most, and the period counts from its end.
    window = timedelta(days=1)
    return col(CounterRecord.since) < _since(ctx, ctx.policies.retention.counters) - window


def _audit(ctx: Context) -> ColumnElement[bool]:
    """Only sealed entries go: their leaves stay. Ids sort by time, so the key bounds the search."""
    began = first_event_id(_since(ctx, ctx.policies.retention.audit))
    entry = col(AuditRecord.entry_id)
    return and_(entry < began, exists().where(col(AuditLeafRecord.entry_id) == entry))


# Answers before claims, claims before codes and people, people before their documents.
_TABLES: tuple[tuple[type[SQLModel], _Outlived], ...] = (
    (DeclarationRecord, _declaration),
    (ToldRecord, _told),
    (ClaimRecord, _claim),
    (CodeRecord, _code),
    (PersonRecord, _person),
    (DocumentRecord, _document),
    (BrowserRecord, _browser),
    (HolderRecord, _holder),
    (PasskeyRecord, _passkey),
    (ChallengeRecord, _challenge),
    (DeviceKeyRecord, _device_key),
    (DraftRecord, _draft),
    (HandleRecord, _handle),
    (TogetherRecord, _together),
    (StatusRecord, _status),
    (ObjectionRecord, _objection),
    (LookupRecord, _lookup),
    (MessageRecord, _message),
    (OneTimeCodeRecord, _one_time_code),
    (ReminderRecord, _reminder),
    (SubscriptionRecord, _subscription),
    (CounterRecord, _counter),
    (AuditRecord, _audit),
)
