"""When what is kept of staff goes: after their account, invitation or shift has ended."""

from sqlalchemy import exists
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.accounts.records import (
    AccountRecord,
    InvitationRecord,
    ShiftRecord,
    StaffPasskeyRecord,
    StaffSessionRecord,
)
from domain.policy.context import Context
from domain.retention.lapsing import Rule, since


def _session(ctx: Context) -> ColumnElement[bool]:
    return col(StaffSessionRecord.seen_at) < since(ctx, ctx.policies.retention.sessions)


def _invitation(ctx: Context) -> ColumnElement[bool]:
    return col(InvitationRecord.ends_at) < since(ctx, ctx.policies.retention.staff)


def _shift(ctx: Context) -> ColumnElement[bool]:
    return col(ShiftRecord.until) < since(ctx, ctx.policies.retention.staff)


def _account(ctx: Context) -> ColumnElement[bool]:
    return col(AccountRecord.ended_at) < since(ctx, ctx.policies.retention.staff)


def _passkey_needed(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(AccountRecord.account_id) == col(StaffPasskeyRecord.account_id))


OFFICES: tuple[Rule, ...] = (
    Rule(StaffSessionRecord, _session, None),
    Rule(InvitationRecord, _invitation, None),
    Rule(ShiftRecord, _shift, None),
    Rule(AccountRecord, _account, None),
    Rule(StaffPasskeyRecord, None, _passkey_needed),
)
