"""Who may take another's phone off a person's code: pure rules (product D3)."""

from domain.household.values import GUARDIANS, SELF, Sharer
from domain.people.ages import CONSENTS, GROWN

_CARED_FOR = frozenset({"ward"})


def may_remove(mine: Sharer, theirs: Sharer, age: int) -> bool:
    """Tell whether one holder may end another's claim on a person of this age in whole years.

    The person removes whoever fills in for them, from the age at which they agree to that
    themselves. A guardian removes a proxy who is none, and a guardian who came later: so nobody
    who comes later shuts out who was there first. No one ends a person's own claim.
    """
    if not mine.state.stands or theirs.relationship == SELF or mine.holder_id == theirs.holder_id:
        return False
    if mine.relationship == SELF:
        return age >= CONSENTS
    if not is_guardian(mine.relationship, age):
        return False
    return not is_guardian(theirs.relationship, age) or mine.since < theirs.since


def is_guardian(relationship: str, age: int) -> bool:
    """Tell whether such a claim is a guardian's: of a child, or of somebody in their care."""
    return relationship in (GUARDIANS if age < GROWN else _CARED_FOR)
