"""Which claim a second phone gets on a person: pure rules (architecture: Claims)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ClaimState(StrEnum):
    """How far a holder's tie to a person is believed.

    A released claim is let go by its holder, who sees and does nothing under it any more; what was
    declared under it, and is kept, goes on counting: nobody deletes a risk.
    """

    STANDING = "standing"
    PENDING = "pending"
    VERIFIED = "verified"
    RELEASED = "released"
    ENDED = "ended"

    @property
    def counts(self) -> bool:
        """Tell whether declarations under this claim colour the person."""
        return self in {ClaimState.STANDING, ClaimState.VERIFIED, ClaimState.RELEASED}

    @property
    def stands(self) -> bool:
        """Tell whether its holder may see the person and act for them."""
        return self in {ClaimState.STANDING, ClaimState.VERIFIED}

    @property
    def is_over(self) -> bool:
        """Tell whether its holder has this person no more."""
        return self in {ClaimState.RELEASED, ClaimState.ENDED}


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim on a person: whose, how far believed, and its phone number's keyed index."""

    holder_id: UUID
    state: ClaimState
    phone_index: bytes


def state_of_claim(
    ties: Sequence[Tie], holder_id: UUID, phone_index: bytes, *, texts: bool = False
) -> ClaimState:
    """Give the state of a holder's claim when they declare with this phone number.

    The same document with the same number is the same person, in whatever browser. With another
    number, while somebody else's claim stands, the document is to be seen first. Where text
    messages can be sent (`texts`), the same number waits too, until it is proven. Whoever already
    stands keeps standing when their number changes; whoever let go takes up their own again.
    One that was taken off keeps no number: they come anew, and stand in nobody's way.
    """
    own = next((tie for tie in ties if tie.holder_id == holder_id), None)
    if own is not None and own.state.counts and own.phone_index:
        return own.state if own.state.stands else ClaimState.STANDING
    others = _counting_beside(ties, holder_id)
    if not others or (not texts and any(tie.phone_index == phone_index for tie in others)):
        return ClaimState.STANDING
    return ClaimState.PENDING


def is_same_number(ties: Sequence[Tie], holder_id: UUID) -> bool:
    """Tell whether a holder's claim has the number of somebody else's claim that counts."""
    own = {tie.phone_index for tie in ties if tie.holder_id == holder_id and tie.phone_index}
    return any(tie.phone_index in own for tie in _counting_beside(ties, holder_id))


def _counting_beside(ties: Sequence[Tie], holder_id: UUID) -> list[Tie]:
    """Give the others' claims that count and keep a number."""
    return [
        tie for tie in ties if tie.holder_id != holder_id and tie.state.counts and tie.phone_index
    ]
