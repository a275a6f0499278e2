"""Inspecting the positions of the log and the entries beside it, a page at a time.

Each call reads one page and says how far it came, so that millions of rows take no more memory
than a thousand. No exception stops it: what cannot be read is named too.
"""

from dataclasses import replace

from domain.audit.damage import Damage, Flaw, Leaves, Strays
from domain.audit.entry import Entry, is_genuine, leaf_of_entry
from domain.audit.leaf import Leaf, is_sealed
from domain.audit.store import UNKNOWN, entries_without_leaf, leaves_from, waiting_for_nothing
from domain.audit.stored import LEAF, Row, entry_of, id_of, leaf_of
from domain.audit.tree import Frontier, height_at, peaks
from domain.kernel.ids import instant_of
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.work import Work

PAGE = 1000


def inspect_leaves(work: Work, ctx: Context, so_far: Leaves, page: int = PAGE) -> Leaves:
    """Inspect the next positions: leaf, entry and tree; at the end, what heads say was there."""
    rows = leaves_from(work, so_far.position, page)
    pace = _Pace(ctx, so_far)
    for position, row in rows:
        pace.step(position, row)
    over = len(rows) < page
    if over and pace.frontier.size < so_far.covered:
        pace.miss(so_far.covered)
    return replace(
        so_far,
        position=rows[-1][0] + 1 if rows else so_far.position,
        size=pace.frontier.size,
        roots=pace.frontier.roots,
        damaged_at=pace.damaged_at,
        orphans=so_far.orphans | pace.orphans,
        purged=so_far.purged + pace.purged,
        found=tuple(pace.found),
        over=over,
    )


def inspect_strays(work: Work, ctx: Context, so_far: Strays, page: int = PAGE) -> Strays:
    """Inspect the next entries that no leaf names; in the end, what waits without an entry."""
    rows = entries_without_leaf(work, so_far.after, page)
    found = []
    waiting = so_far.waiting
    for entry_id, waits, row in rows:
        flaw = _stray(ctx.ring, so_far, row, waits=waits)
        if flaw is not None:
            found.append(Damage(flaw, entry=_named(entry_id)))
        waiting += waits
    over = len(rows) < page
    if over:
        gone = waiting_for_nothing(work, page)
        found += [Damage(Flaw.ENTRY_MISSING, entry=_named(each)) for each in gone]
    after = rows[-1][0] if rows else so_far.after
    return replace(so_far, after=after, waiting=waiting, found=tuple(found), over=over)


class _Pace:
    """One page's walk along the positions."""

    def __init__(self, ctx: Context, so_far: Leaves) -> None:
        period = ctx.policies.retention.audit.length
        assert period is not None  # noqa: S101 - the policy file gives it in days
        self.ring, self.began = ctx.ring, ctx.instant - period
        self.frontier = Frontier(so_far.size, so_far.roots)
        self.damaged_at = so_far.damaged_at
        self.orphans: set[bytes] = set()
        self.purged = 0
        self.found: list[Damage] = []

    def step(self, position: int, row: Row | None) -> None:
        leaf = None if row is None else leaf_of(row[: len(LEAF)])
        rest: Row = () if row is None else row[len(LEAF) :]
        if leaf is None or not is_sealed(self.ring, leaf):
            self._unsealed(position, leaf, rest)
            return
        if position > self.frontier.size:
            self.miss(position)
        self._grow(leaf)
        flaw = self._entry_flaw(leaf, rest)
        if flaw is not None:
            self.found.append(Damage(flaw, position, str(leaf.entry_id)))

    def miss(self, until: int) -> None:
        """Name the positions up to one as missing, and go on there with nothing known before."""
        first = self.frontier.size
        self.found.append(Damage(Flaw.LEAF_MISSING, first, until=until - 1))
        self.frontier = Frontier(until, (UNKNOWN for _ in peaks(until)))
        self.damaged_at = until - 1

    def _unsealed(self, position: int, leaf: Leaf | None, rest: Row) -> None:
        entry = entry_of(rest) if rest else None
        name = "" if leaf is None else str(leaf.entry_id)
        self.found.append(Damage(Flaw.LEAF_ALTERED, position, name))
        hashed = UNKNOWN if leaf is None else leaf.hash
        self.orphans.add(hashed)
        if position == self.frontier.size:
            whole = entry is not None and is_genuine(self.ring, entry)
            self.frontier.add(leaf_of_entry(entry) if entry and whole else hashed)
            self.damaged_at = position

    def _grow(self, leaf: Leaf) -> None:
        """Add a leaf; what its own MAC vouches for beats what damaged leaves before it give."""
        made = self.frontier.add(leaf.hash)
        if made != leaf.completed:
            first = leaf.position + 1 - (1 << height_at(leaf.position))
            if self.damaged_at < first:
                self.found.append(Damage(Flaw.TREE_BROKEN, leaf.position, str(leaf.entry_id)))
            self.frontier.correct_last(leaf.completed)

    def _entry_flaw(self, leaf: Leaf, rest: Row) -> Flaw | None:
        if rest[0] is None:
            outlived = instant_of(leaf.entry_id) < self.began
            self.purged += outlived
            return None if outlived else Flaw.ENTRY_MISSING
        entry = entry_of(rest)
        if entry is None:
            return Flaw.ENTRY_UNREADABLE
        if not is_genuine(self.ring, entry):
            return Flaw.ENTRY_ALTERED
        return None if leaf_of_entry(entry) == leaf.hash else Flaw.ENTRY_REPLACED


def _stray(ring: KeyRing, so_far: Strays, row: Row, *, waits: bool) -> Flaw | None:
    entry: Entry | None = entry_of(row) if row else None
    if entry is None:
        return Flaw.ENTRY_UNREADABLE
    if not is_genuine(ring, entry):
        return Flaw.ENTRY_ALTERED
    known = waits or leaf_of_entry(entry) in so_far.orphans
    return None if known else Flaw.ENTRY_UNSEALED


def _named(stored: object) -> str:
    read = id_of(stored)
    if read is not None:
        return str(read)
    return stored.hex() if isinstance(stored, bytes) else repr(stored)
