"""A holder, their claims, browsers and passkeys, as other rooms and the web see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.household.claims import ClaimState
from domain.people.documents import DocumentKind
from domain.people.gender import Gender

SELF = "self"
"""The relationship of whoever declares for themselves."""
GUARDIANS = frozenset({"child", "ward"})
"""The relationships of those whom a guardian has on their phone."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who a claim says the person is; sealed with the claim, never shared between claims.

    `phone` is E.164; `document` is the number itself, for prefilling and its last two characters.
    """

    name: str
    gender: Gender
    born: date
    nationality: str
    phone: str
    helper_phone: bool
    document_kind: DocumentKind
    document: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A phone we know: its holder's id, the applicant it shows, the day it was last noted.

    `proved_until` is how long this browser's last proof is fresh; `renewed` tells that its token
    came in place of another one, which still opens until this one was seen. `members` counts its
    applicants.
    """

    id: UUID
    person_id: UUID | None
    seen: date
    proved_until: datetime | None = None
    renewed: bool = False
    members: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One applicant of a holder: the claim, and who it says they are.

    `attention` tells that another phone did something which this holder is told of, `consent` how
    the person agreed to being filled in for ("" for one's own claim).
    """

    person_id: UUID
    holder_id: UUID
    relationship: str
    state: ClaimState
    known: Known
    attention: bool = False
    consent: str = ""

    @property
    def own(self) -> bool:
        """Tell whether the applicant is the holder themselves."""
        return self.relationship == SELF

    @property
    def sees_evidence(self) -> bool:
        """Tell whether the evidence of official facts is theirs to see (product D3).

        It is the person's own once their claim counts, and a guardian's whose claim was verified.
        """
        verified = self.state is ClaimState.VERIFIED and self.relationship in GUARDIANS
        return verified or (self.own and self.state.stands)


@dataclass(frozen=True, slots=True)
class Sharer:
    """A holder who has a person on their phone, as the person's other holders are told of them."""

    holder_id: UUID
    relationship: str
    state: ClaimState
    since: datetime


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that is let in. `name` is what a form calls it by; `here` marks the one that asks.

    `opened` is unknown of browsers that came before it was noted.
    """

    name: str
    opened: date | None
    seen: date
    here: bool
