"""A holder and their claims, as other rooms and the web see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.household.claims import ClaimState
from domain.people.documents import DocumentKind
from domain.people.gender import Gender


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
    """A phone we know: its holder's id, the applicant it shows, the day it was last noted."""

    id: UUID
    person_id: UUID | None
    seen: date


@dataclass(frozen=True, slots=True)
class Member:
    """One applicant of a holder: the claim, and who it says they are.

    `attention` tells that another phone did something which this holder is told of.
    """

    person_id: UUID
    holder_id: UUID
    relationship: str
    state: ClaimState
    known: Known
    attention: bool = False
