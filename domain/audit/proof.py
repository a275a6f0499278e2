"""The proof that one entry is in the log, for whoever holds a head and trusts nobody."""

from dataclasses import dataclass
from uuid import UUID

from domain.audit.heads import Head
from domain.audit.leaf import Leaf
from domain.audit.proofs import inclusion_proof
from domain.audit.store import head_over, leaf_row, perfect
from domain.audit.stored import head_of, leaf_of
from domain.storage.work import Work


@dataclass(frozen=True, slots=True)
class Proof:
    """A leaf, a head over it, and the hashes from the one up to the other's root."""

    leaf: Leaf
    head: Head
    path: tuple[bytes, ...]


def prove(work: Work, entry_id: UUID) -> Proof | None:
    """Prove that an entry is in the log; None where it is not, or no head covers it yet."""
    row = leaf_row(work, entry_id)
    leaf = leaf_of(row) if row else None
    if leaf is None:
        return None
    covering = head_over(work, leaf.position)
    head = head_of(covering) if covering else None
    if head is None:
        return None
    path = inclusion_proof(
        leaf.position, head.size, lambda level, index: perfect(work, level, index)
    )
    return Proof(leaf, head, path)
