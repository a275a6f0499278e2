"""When what doors leave goes: admissions, alerts, reports of greens turned away, gates' keys."""

from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.admission.records import AdmissionRecord, AlertRecord, GateRecord, ObstructionRecord
from domain.policy.context import Context
from domain.retention.lapsing import Rule, since


def _admission(ctx: Context) -> ColumnElement[bool]:
    return col(AdmissionRecord.at) < since(ctx, ctx.policies.retention.admissions)


def _alert(ctx: Context) -> ColumnElement[bool]:
    return col(AlertRecord.made_at) < since(ctx, ctx.policies.retention.admissions)


def _obstruction(ctx: Context) -> ColumnElement[bool]:
    return col(ObstructionRecord.made_at) < since(ctx, ctx.policies.retention.obstructions)


def _gate(ctx: Context) -> ColumnElement[bool]:
    return col(GateRecord.ended_at) < since(ctx, ctx.policies.retention.staff)


DOORS: tuple[Rule, ...] = (
    Rule(AdmissionRecord, _admission, None),
    Rule(AlertRecord, _alert, None),
    Rule(ObstructionRecord, _obstruction, None),
    Rule(GateRecord, _gate, None),
)
