"""Which claim a second phone gets on a person: pure rules (architecture: Claims)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ClaimState(StrEnum):
    """How far a holder's tie to a person is believed."""

    STANDING = "standing"
    PENDING = "pending"
    VERIFIED = "verified"
    ENDED = "ended"

    @property
    def counts(self) -> bool:
        """Tell whether declarations under this claim colour the person."""
        return self in {ClaimState.STANDING, ClaimState.VERIFIED}


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim on a person: whose, how far believed, and its phone number's keyed index."""

    holder_id: UUID
    state: ClaimState
    phone_index: bytes


def state_of_claim(ties: Sequence[Tie], holder_id: UUID, phone_index: bytes) -> ClaimState:
    """Give the state of a holder's claim when they declare with this phone number.

    The same document with the same number is the same person, in whatever browser. With another
    number, while somebody else's claim stands, the document is to be seen first. Whoever already
    stands keeps standing when their number changes.
    """
    own = next((tie for tie in ties if tie.holder_id == holder_id), None)
    if own is not None and own.state.counts:
        return own.state
    others = [tie for tie in ties if tie.holder_id != holder_id and tie.state.counts]
    if not others or any(tie.phone_index == phone_index for tie in others):
        return ClaimState.STANDING
    return ClaimState.PENDING
