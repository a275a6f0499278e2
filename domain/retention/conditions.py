"""What each table's rows must have outlived to go, and what still needs them.

A claim or an answer that a running or waiting ground rests on is never purged: what waits for an
event must not lapse (product B2).
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, or_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.declaration.records import DeclarationRecord
from domain.healthcode.records import (
    CodeRecord,
    DeviceKeyRecord,
    ToldRecord,
)
from domain.household.records import (
    BrowserRecord,
    ClaimRecord,
    HolderRecord,
    PasskeyRecord,
)
from domain.kernel.days import day_of
from domain.notices.records import (
    ReminderRecord,
    SubscriptionRecord,
)
from domain.people.records import DocumentRecord, PersonRecord
from domain.policy.context import Context
from domain.retention.doors import DOORS
from domain.retention.lapsing import LAPSING, Rule, since
from domain.retention.offices import OFFICES
from domain.retention.venues import VENUES
from domain.signals.records import FactRecord


def since_answers(ctx: Context) -> datetime:
    """Give the same for answers: they are kept past the end of the green that they can lead to."""
    validity = timedelta(days=ctx.policies.set_at(ctx.instant).green.days + 1)
    return since(ctx, ctx.policies.retention.answers) - validity


def _held(ctx: Context, person: Any) -> ColumnElement[bool]:
    """Tell whether a ground of the person's ran, or waited, since the answers' period began."""
    began = since(ctx, ctx.policies.retention.answers)
    return exists().where(col(CodeRecord.person_id) == person, col(CodeRecord.holds_until) > began)


def _declaration_outlived(ctx: Context) -> ColumnElement[bool]:
    return col(DeclarationRecord.declared_at) < since_answers(ctx)


def _declaration_needed(ctx: Context) -> ColumnElement[bool]:
    return _held(ctx, col(DeclarationRecord.person_id))


def _claim_idle(ctx: Context) -> ColumnElement[bool]:
    return col(ClaimRecord.active_at) < since(ctx, ctx.policies.retention.claims)


def has_answers(_ctx: Context) -> ColumnElement[bool]:
    """Tell whether anything declared under a claim is kept."""
    return exists().where(
        col(DeclarationRecord.person_id) == col(ClaimRecord.person_id),
        col(DeclarationRecord.holder_id) == col(ClaimRecord.holder_id),
    )


def _claim_needed(ctx: Context) -> ColumnElement[bool]:
    return or_(has_answers(ctx), _held(ctx, col(ClaimRecord.person_id)))


def _code_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(
        col(ClaimRecord.person_id) == col(CodeRecord.person_id),
        col(ClaimRecord.holder_id) == col(CodeRecord.holder_id),
    )


def _person_idle(ctx: Context) -> ColumnElement[bool]:
    return col(PersonRecord.active_at) < since(ctx, ctx.policies.retention.identities)


def _person_needed(_ctx: Context) -> ColumnElement[bool]:
    person = col(PersonRecord.person_id)
    return or_(
        exists().where(col(ClaimRecord.person_id) == person),
        exists().where(col(FactRecord.person_id) == person),
        exists().where(col(DeclarationRecord.person_id) == person),
    )


def _document_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(PersonRecord.person_id) == col(DocumentRecord.person_id))


def _browser_idle(ctx: Context) -> ColumnElement[bool]:
    return col(BrowserRecord.seen) < day_of(since(ctx, ctx.policies.retention.sessions))


def _holder_idle(ctx: Context) -> ColumnElement[bool]:
    return col(HolderRecord.active_at) < since(ctx, ctx.policies.retention.identities)


def _holder_needed(_ctx: Context) -> ColumnElement[bool]:
    holder = col(HolderRecord.holder_id)
    return or_(
        exists().where(col(ClaimRecord.holder_id) == holder),
        exists().where(col(BrowserRecord.holder_id) == holder),
    )


def _passkey_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(HolderRecord.holder_id) == col(PasskeyRecord.holder_id))


def _device_key_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(HolderRecord.holder_id) == col(DeviceKeyRecord.holder_id))


def _reminder_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(HolderRecord.holder_id) == col(ReminderRecord.holder_id))


def _subscription_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(HolderRecord.holder_id) == col(SubscriptionRecord.holder_id))


def _told_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(
        col(DeclarationRecord.person_id) == col(ToldRecord.person_id),
        col(DeclarationRecord.declaration_id) == col(ToldRecord.declaration_id),
    )


ANSWERS = Rule(DeclarationRecord, _declaration_outlived, _declaration_needed)
TOLD = Rule(ToldRecord, None, _told_needed)
CLAIMS = Rule(ClaimRecord, _claim_idle, _claim_needed)
CODES = Rule(CodeRecord, None, _code_needed)
PEOPLE = Rule(PersonRecord, _person_idle, _person_needed)
DOCUMENTS = Rule(DocumentRecord, None, _document_needed)
HOLDERS = Rule(HolderRecord, _holder_idle, _holder_needed)
DEVICE_KEYS = Rule(DeviceKeyRecord, None, _device_key_needed)
# Answers before claims, claims before codes and people, people before their documents.
RULES: tuple[Rule, ...] = (
    ANSWERS,
    TOLD,
    CLAIMS,
    CODES,
    PEOPLE,
    DOCUMENTS,
    Rule(BrowserRecord, _browser_idle, None),
    HOLDERS,
    DEVICE_KEYS,
    Rule(PasskeyRecord, None, _passkey_needed),
    Rule(ReminderRecord, None, _reminder_needed),
    Rule(SubscriptionRecord, None, _subscription_needed),
    *LAPSING,
    *OFFICES,
    *DOORS,
    *VENUES,
)
