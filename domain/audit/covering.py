"""Inspecting signed heads against the log: those kept in the database, and those kept elsewhere.

Roots are made from the nodes that leaves carry; that these are the roots of the leaves themselves
is for `inspect_leaves` to find.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.audit.damage import Damage, Flaw, Heads
from domain.audit.heads import Head, is_ours, read_head
from domain.audit.leaf import is_sealed
from domain.audit.store import heads_from, log_size, peak_leaves
from domain.audit.stored import head_of
from domain.audit.tree import Frontier
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.work import Work

PAGE = 500


def inspect_heads(work: Work, ctx: Context, so_far: Heads, page: int = PAGE) -> Heads:
    """Inspect the next heads: signature, number, and the root of the log at their size."""
    rows = heads_from(work, so_far.number, page)
    log = _Log(work, ctx.ring)
    found: list[Damage] = []
    due, covered = so_far.due, so_far.covered
    for row in rows:
        head = head_of(row)
        if head is None or not is_ours(ctx.ring, head):
            found.append(Damage(Flaw.HEAD_ALTERED, head=row[0]))
            due += row[0] == due
            continue
        if head.number > due:
            found.append(Damage(Flaw.HEAD_MISSING, head=due, until=head.number - 1))
        due, covered = head.number + 1, max(covered, head.size)
        flaw = log.flaw(head)
        if flaw is not None:
            found.append(Damage(flaw, head=head.number))
    return Heads(
        number=rows[-1][0] + 1 if rows else so_far.number,
        due=due,
        covered=covered,
        seen=so_far.seen + len(rows),
        found=tuple(found),
        over=len(rows) < page,
    )


def inspect_kept(work: Work, ctx: Context, so_far: Heads, lines: Sequence[str]) -> Heads:
    """Inspect lines of heads that somebody else kept; `so_far.number` is the first one's place."""
    log = _Log(work, ctx.ring)
    found, covered = [], so_far.covered
    for place, line in enumerate(lines, so_far.number):
        if not line:
            continue
        head = read_head(line)
        if head is None or not is_ours(ctx.ring, head):
            found.append(Damage(Flaw.HEAD_ALTERED, kept=place))
            continue
        covered = max(covered, head.size)
        flaw = log.flaw(head)
        if flaw is not None:
            found.append(Damage(flaw, head=head.number, kept=place))
    return replace(
        so_far,
        number=so_far.number + len(lines),
        covered=covered,
        seen=so_far.seen + len(lines),
        found=tuple(found),
    )


class _Log:
    """The log as one page of heads meets it; heads of an idle time share their size."""

    def __init__(self, work: Work, ring: KeyRing) -> None:
        self._work, self._ring = work, ring
        self._size = log_size(work)
        self._known: tuple[int, bytes | None] = (-1, None)

    def flaw(self, head: Head) -> Flaw | None:
        if head.size > self._size:
            return Flaw.HEAD_AHEAD
        if self._known[0] != head.size:
            self._known = head.size, self._root(head.size)
        root = self._known[1]
        if root is None:
            return Flaw.HEAD_UNPROVEN
        return None if root == head.root else Flaw.HEAD_FORKED

    def _root(self, size: int) -> bytes | None:
        leaves = peak_leaves(self._work, size)
        whole = [leaf for leaf in leaves if leaf is not None and is_sealed(self._ring, leaf)]
        if len(whole) < len(leaves):
            return None
        return Frontier(size, (leaf.completed for leaf in whole)).root()
