"""How far a phone sees into what is held about a person: a pure rule (ADR 20)."""

from collections.abc import Iterable
from enum import StrEnum

from domain.assessment.values import Reason
from domain.declaration.values import Relationship
from domain.household.claims import ClaimState
from domain.household.values import Member

_GUARDED = frozenset({Relationship.CHILD, Relationship.WARD})


class Reach(StrEnum):
    """As whom a phone looks at what is held about a person."""

    SELF = "self"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    WAITING = "waiting"

    @property
    def sees_facts(self) -> bool:
        """Tell whether official facts and their evidence are shown (product D3)."""
        return self in {Reach.SELF, Reach.GUARDIAN}

    @property
    def sees_person(self) -> bool:
        """Tell whether anything is shown besides what this phone stated itself."""
        return self is not Reach.WAITING


def reach_of(member: Member) -> Reach:
    """Give as whom a holder looks at one of their applicants.

    A guardian counts as one once the document was seen; until then, and for a parent or anybody
    else, the phone is a proxy's.
    """
    if not member.state.stands:
        return Reach.WAITING
    if member.relationship == Relationship.SELF:
        return Reach.SELF
    seen = member.state is ClaimState.VERIFIED
    return Reach.GUARDIAN if seen and member.relationship in _GUARDED else Reach.PROXY


def reads_others(member: Member) -> bool:
    """Tell whether answers given on other phones are read out.

    Whoever knows a document and its phone number has a standing claim; they learn nothing that
    they did not type (trust T1). Only where the document was seen is a phone known to be theirs.
    """
    return reach_of(member).sees_facts and member.state is ClaimState.VERIFIED


def reasons_for(reach: Reach, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Give the reasons of a colour as they may be told: colour, end and next step to everybody.

    One that rests on an official fact has neither rule nor evidence where facts are not shown.
    """
    if reach.sees_facts:
        return tuple(reasons)
    return tuple(_without_facts(each) for each in reasons)


def _without_facts(reason: Reason) -> Reason:
    if not any(each.official for each in reason.evidence):
        return reason
    return Reason("", reason.colour, (), reason.until, reason.review, reason.next_step)
