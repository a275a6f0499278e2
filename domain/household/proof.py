"""What counts as a fresh proof of who holds the phone, and which way there is to give one: pure.

A cookie opens the code. What shows or changes more than the code (architecture: step-up) wants a
proof by this very browser, not older than the policy's minutes.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from domain.household.values import Holder, Member
from domain.policy.periods import Lapse

_SELF = "self"


class Way(StrEnum):
    """How a browser proves whose it is: the first of these that a household has."""

    PASSKEY = "passkey"
    CODE = "code"
    DOCUMENT = "document"


class ProofFault(StrEnum):
    """What is wrong with a proof, each with one wording whatever the cause behind it."""

    EMPTY = "proof_empty"
    WRONG = "proof_wrong"
    PASSKEY = "proof_passkey"


def way_of(*, passkeys: bool, gateway: bool) -> Way:
    """Give the one way to prove: never a weaker one where there is a stronger."""
    if passkeys:
        return Way.PASSKEY
    return Way.CODE if gateway else Way.DOCUMENT


def is_fresh(holder: Holder | None, instant: datetime, lapse: Lapse) -> bool:
    """Tell whether a browser's proof is fresh; one of further ahead came of a wrong clock."""
    if holder is None or holder.proved_until is None:
        return False
    return instant < holder.proved_until <= instant + lapse.length


def owner_of(members: Sequence[Member]) -> Member | None:
    """Give whose document number proves: who declared for themselves first on this phone.

    Not anybody's of the household: whoever holds the phone could declare themselves into it.
    """
    return next((each for each in members if each.relationship == _SELF), next(iter(members), None))
