"""What inspection finds wrong, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong with an entry, a position of the log, or a signed head."""

    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_ALTERED = "entry_altered"
    ENTRY_REPLACED = "entry_replaced"
    ENTRY_MISSING = "entry_missing"
    ENTRY_UNSEALED = "entry_unsealed"
    LEAF_ALTERED = "leaf_altered"
    LEAF_MISSING = "leaf_missing"
    TREE_BROKEN = "tree_broken"
    HEAD_ALTERED = "head_altered"
    HEAD_MISSING = "head_missing"
    HEAD_AHEAD = "head_ahead"
    HEAD_FORKED = "head_forked"
    HEAD_UNPROVEN = "head_unproven"


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding: the flaw, and the position, entry or head it is about, as far as known.

    `until` is the last of a run of positions or heads; `kept` the line of a file of kept heads.
    """

    flaw: Flaw
    position: int | None = None
    entry: str = ""
    head: int | None = None
    until: int | None = None
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """How far the heads are inspected: `number` the next to read, `due` the next there must be."""

    number: int = 0
    due: int = 0
    covered: int = 0
    """The most leaves that a head with a good signature speaks of."""
    seen: int = 0
    found: tuple[Damage, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Leaves:
    """How far the positions are inspected, with the frontier up to there.

    `position` is the next to read, `size` the leaves that there must have been so far.
    """

    covered: int = 0
    position: int = 0
    size: int = 0
    roots: tuple[bytes, ...] = ()
    damaged_at: int = -1
    orphans: frozenset[bytes] = frozenset()
    """Hashes in altered leaves, by which their entries are known again."""
    purged: int = 0
    found: tuple[Damage, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Strays:
    """How far the entries without a leaf are inspected: those that wait, and those that may not."""

    orphans: frozenset[bytes] = frozenset()
    after: bytes | object | None = None
    waiting: int = 0
    found: tuple[Damage, ...] = ()
    over: bool = False
