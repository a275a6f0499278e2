"""What an applicant, or a proxy for them, states (notice A7, A8, A9; product A2 to A4)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.people.documents import Document
from domain.people.gender import Gender


class Answer(StrEnum):
    """An answer to a question about risk: "I don't know" counts from the declaration."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Symptom(StrEnum):
    """New, or worse than usual (notice A9)."""

    FEVER = "fever"
    COUGH = "cough"
    FATIGUE = "fatigue"


class Transport(StrEnum):
    """How somebody came."""

    PLANE = "plane"
    TRAIN = "train"
    COACH = "coach"
    CAR = "car"
    SHIP = "ship"
    FOOT = "foot"
    OTHER = "other"


class Occupation(StrEnum):
    """An employer is named, or one of these stands in its place."""

    EMPLOYED = "employed"
    FARMING = "farming"
    STUDENT = "student"
    RETIRED = "retired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the applicant is (notice A7). `phone` is E.164; `helper_phone` marks a helper's."""

    phone: str
    helper_phone: bool
    name: str
    document: Document
    gender: Gender
    born: date
    nationality: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay in one place outside the province: division (2 to 6 digits), last day there.

    `first` is the first day where it is known: forms ask only for the last one.
    """

    division: str
    last: date
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One transit leg on the way: where in the traveller's own words, with what, and when."""

    place: str
    transport: Transport
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Journey:
    """The last 14 days outside Yunnan and the way in (notice A8); `outside` False is all of it.

    `departure` is an ISO 3166 code, `left_on` the day on which the way to Yunnan began (Beijing
    days, as people remember them), `arrives_at` an aware UTC instant up to 72 hours ahead, `onward`
    where a stay of less than a day goes on to.
    """

    outside: bool
    departure: str | None = None
    visits: tuple[Visit, ...] = ()
    left_on: date | None = None
    transport: Transport | None = None
    transport_number: str = ""
    seat: str = ""
    arrives_at: datetime | None = None
    legs: tuple[Leg, ...] = ()
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the applicant lives or stays now: township code (9 digits), address, employer."""

    division: str
    address: str
    occupation: Occupation
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The answers of the last 14 days (notice A9). Temperatures are degrees Celsius.

    `contact_on` or `entered_on` None beside a yes: not remembered, it counts from the declaration.
    `symptoms_since` the day before the window stands for "earlier".
    """

    contact: Answer
    contact_on: date | None
    abroad: Answer
    abroad_where: str
    entered_on: date | None
    symptoms: frozenset[Symptom]
    symptoms_unknown: bool = False
    temperature: float | None = None
    symptoms_since: date | None = None


class Consent(StrEnum):
    """How an applicant agreed to somebody else's filling in for them (product D3)."""

    GUARDIAN = "guardian"
    ENTRUSTED = "entrusted"
    ASKED = "asked"
    KNOWS = "knows"
    CARE = "care"


class Relationship(StrEnum):
    """Who the applicant is to the holder."""

    SELF = "self"
    CHILD = "child"
    PARENT = "parent"
    WARD = "ward"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Application:
    """All that one submitted wizard states; `corrects` names the declaration it mends.

    `consent` is how somebody else's applicant agreed to this, "" where one declares for oneself.
    """

    identity: Identity
    journey: Journey
    stay: Stay
    health: Health
    relationship: Relationship
    channel: str = ""
    corrects: UUID | None = None
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """What was said after a declaration of having left Yunnan: the last day there, and when said.

    `left_on` None takes back what was said before. The last word counts until somebody declares
    again; `id` is that of the act, so that a double tap says it once.
    """

    id: UUID
    told_at: datetime
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A stored declaration as rules read it; `daily` is a short report of health alone.

    `corrected` is True once a permitted correction has taken its place: rules pass it over.
    `departures` is what its holder said since of having left Yunnan, oldest first.
    """

    id: UUID
    person_id: UUID
    holder_id: UUID
    declared_at: datetime
    journey: Journey
    stay: Stay
    health: Health
    daily: bool = False
    corrected: bool = False
    departures: tuple[Departure, ...] = ()
