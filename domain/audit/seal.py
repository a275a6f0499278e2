"""Sealing what verbs committed: entries become leaves in order of sealing, heads are signed.

One transaction at a time, whoever runs the job. Damage found on the way never stops it: what came
later is sealed all the same, and inspection names what is wrong.
"""

from typing import Any
from uuid import UUID

from sqlmodel import col, delete, insert

from domain.audit.entry import leaf_of_entry, leaf_of_unreadable
from domain.audit.heads import Head, sign
from domain.audit.leaf import Leaf, leaf_mac
from domain.audit.records import AuditHeadRecord, AuditLeafRecord, AuditPendingRecord
from domain.audit.store import UNKNOWN, log_size, next_head, peak_leaves, waiting
from domain.audit.stored import Row, entry_of
from domain.audit.tree import Frontier
from domain.policy.context import Context
from domain.storage.jobs import one_at_a_time
from domain.storage.keys import Kind
from domain.storage.work import Work

BATCH = 500
"""So few that no declaration waits long behind a batch."""
SEAL_JOB = "seal_audit"
_INSERT_LEAF = insert(AuditLeafRecord)
_INSERT_HEAD = insert(AuditHeadRecord)


def seal(work: Work, ctx: Context, at_most: int = BATCH) -> int:
    """Seal up to `at_most` waiting entries; give how many. Run it again until it gives less."""
    one_at_a_time(work, SEAL_JOB, ctx.instant)
    entries = waiting(work, at_most)
    if not entries:
        return 0
    frontier = _frontier(work)
    key_number = ctx.ring.current(Kind.AUDIT).number
    leaves = []
    for entry_id, row in entries:
        hashed = _leaf_hash(entry_id, row)
        position, node = frontier.size, frontier.add(hashed)
        leaf = Leaf(position, entry_id, hashed, None if node == hashed else node, key_number)
        leaves.append(_columns(leaf) | {"mac": leaf_mac(ctx.ring, leaf)})
    work.connection.execute(_INSERT_LEAF, leaves)
    sealed = col(AuditPendingRecord.entry_id).in_([entry_id for entry_id, _ in entries])
    work.connection.execute(delete(AuditPendingRecord).where(sealed))
    return len(entries)


def sign_head(work: Work, ctx: Context) -> Head:
    """Sign the log as it stands and keep the head."""
    one_at_a_time(work, SEAL_JOB, ctx.instant)
    frontier = _frontier(work)
    head = sign(ctx.ring, next_head(work), frontier.size, ctx.instant, frontier.root())
    work.connection.execute(_INSERT_HEAD, _columns(head))
    return head


def _frontier(work: Work) -> Frontier:
    """Take the log up where it ended; zeros for what is gone, so that heads tell."""
    size = log_size(work)
    leaves = peak_leaves(work, size)
    return Frontier(size, (UNKNOWN if leaf is None else leaf.completed for leaf in leaves))


def _columns(value: Leaf | Head) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _leaf_hash(entry_id: UUID, row: Row | None) -> bytes:
    entry = None if row is None else entry_of(row)
    return leaf_of_unreadable(entry_id) if entry is None else leaf_of_entry(entry)
