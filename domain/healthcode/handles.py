"""A code's handle of the day: minted at the day's first look, found again by any camera."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, insert

from domain.healthcode.records import HandleRecord
from domain.healthcode.tokens import HANDLE_BYTES
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_OF_DAY = Prepared(
    select(col(HandleRecord.handle)).where(
        col(HandleRecord.person_id) == bindparam("person"),
        col(HandleRecord.holder_id) == bindparam("holder"),
        col(HandleRecord.day) == bindparam("day"),
    )
)
_BY_HANDLE = select(col(HandleRecord.person_id), col(HandleRecord.holder_id)).where(
    col(HandleRecord.handle) == bindparam("handle")
)
_INSERT = insert(HandleRecord)


def handle_of(work: Work, person_id: UUID, holder_id: UUID, instant: datetime) -> bytes | None:
    """Give a code's handle of this day, or None before the day's first look."""
    row = _OF_DAY.first(work, person=person_id, holder=holder_id, day=day_of(instant))
    return None if row is None else bytes(row[0])


def mint_handle(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bytes:
    """Give a code's handle of this day, made where there is none; unique by trying again."""
    known = handle_of(work, person_id, holder_id, ctx.instant)
    if known is not None:
        return known
    handle = secrets.token_bytes(HANDLE_BYTES)
    while code_of_handle(work, handle) is not None:
        handle = secrets.token_bytes(HANDLE_BYTES)
    day = day_of(ctx.instant)
    row = {"handle": handle, "person_id": person_id, "holder_id": holder_id, "day": day}
    work.connection.execute(_INSERT, row)
    return handle


def code_of_handle(work: Work, handle: bytes) -> tuple[UUID, UUID] | None:
    """Give the person and holder of the code that a handle names."""
    row = work.connection.execute(_BY_HANDLE, {"handle": handle}).first()
    return None if row is None else (row[0], row[1])
