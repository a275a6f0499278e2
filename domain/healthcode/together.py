"""Several people of one phone under one QR: chosen by them, named by chance, for one day.

The group's handle makes tokens as a code's own does (`tokens.py`), so a camera sees no difference
before it asks, and a picture of it grows old as fast.
"""

import secrets
from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, insert

from domain.healthcode.handles import code_of_handle
from domain.healthcode.records import TogetherRecord
from domain.healthcode.tokens import HANDLE_BYTES
from domain.household.claim import lock_holder
from domain.household.members import person_named
from domain.kernel.days import day_of
from domain.kernel.problems import Problem
from domain.limits.spend import require
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

MOST = 6
FIELD = "with"
_NEWEST = Prepared(
    select(col(TogetherRecord.handle), col(TogetherRecord.person_id))
    .where(
        col(TogetherRecord.holder_id) == bindparam("holder"),
        col(TogetherRecord.day) == bindparam("day"),
    )
    .order_by(col(TogetherRecord.made_at).desc(), col(TogetherRecord.handle))
    .limit(MOST)
)
_BY_HANDLE = Prepared(
    select(col(TogetherRecord.person_id), col(TogetherRecord.holder_id)).where(
        col(TogetherRecord.handle) == bindparam("handle")
    )
)


class TogetherFault(StrEnum):
    """What can be wrong with a choice of people to show together."""

    NOBODY = "nobody"
    TOO_MANY = "too_many"


Group = tuple[bytes, frozenset[UUID]]
"""A group's handle, and whom it shows."""


def show_together(
    work: Work, ctx: Context, holder_id: UUID, names: Sequence[str]
) -> Group | tuple[Problem, ...]:
    """Make the chosen applicants, named as on their phone, the day's group; the same again is it.

    Raises NOT_FOUND for somebody who is not on the phone, TOO_MANY past the day's limit.
    """
    chosen = frozenset(person_named(work, ctx.ring, holder_id, name) for name in names)
    if not 1 <= len(chosen) <= MOST:
        fault = TogetherFault.TOO_MANY if chosen else TogetherFault.NOBODY
        return (Problem(FIELD, fault, {"most": str(MOST)}),)
    lock_holder(work, holder_id)
    known = group_of(work, ctx, holder_id)
    if known is not None and known[1] == chosen:
        return known
    require(work, ctx.instant, "groups", ctx.policies.limits.groups, holder_id.bytes)
    handle = secrets.token_bytes(HANDLE_BYTES)
    while code_of_handle(work, handle) is not None or codes_of_group(work, handle):
        handle = secrets.token_bytes(HANDLE_BYTES)
    same = {"handle": handle, "holder_id": holder_id, "day": day_of(ctx.instant)}
    rows = [{**same, "person_id": person, "made_at": ctx.instant} for person in chosen]
    work.connection.execute(insert(TogetherRecord), rows)
    return handle, chosen


def group_of(work: Work, ctx: Context, holder_id: UUID) -> Group | None:
    """Give the group that a holder chose last today, None where there is none."""
    rows = _NEWEST.all(work, holder=holder_id, day=day_of(ctx.instant))
    if not rows:
        return None
    handle = bytes(rows[0][0])
    return handle, frozenset(person for each, person in rows if bytes(each) == handle)


def codes_of_group(work: Work, handle: bytes) -> list[tuple[UUID, UUID]]:
    """Give person and holder of each code that a group's handle names; none for another handle."""
    return [(row[0], row[1]) for row in _BY_HANDLE.all(work, handle=handle)]
