"""What is held as one JSON document: versioned, its names stable (docs/my-data.md).

The structs are the form: their JSON Schema is docs/my-data.schema.json, held by a test. A field is
added with a default; a name that changes or goes is a new version of FORM.
"""

from datetime import date, datetime

from msgspec import Struct

from domain.mydata.exported_phone import Passkey, Phone, Reminder, ThisPhone

FORM = "yunnan-health-code/my-data/1"


class Identity(Struct, frozen=True):
    """Who this phone says the person is. `phone` is E.164, `nationality` ISO 3166."""

    name: str
    gender: str
    born: date
    nationality: str
    phone: str
    helper_phone: bool
    document_kind: str
    document_number: str
    relationship: str
    kept_until: datetime | None


class Document(Struct, frozen=True):
    """A document that leads to the person; the number only where this phone stated it."""

    kind: str
    number: str
    kept_until: datetime | None


class Visit(Struct, frozen=True):
    """A stay outside the province: division code and last day."""

    division: str
    last: date


class Leg(Struct, frozen=True):
    """One transit leg."""

    place: str
    transport: str
    number: str
    day: date


class Journey(Struct, frozen=True):
    """The 14 days before the declaration; `outside` false is all of it."""

    outside: bool
    departure: str | None
    visits: tuple[Visit, ...]
    left_on: date | None
    transport: str | None
    transport_number: str
    seat: str
    arrives_at: datetime | None
    legs: tuple[Leg, ...]
    onward: str


class Stay(Struct, frozen=True):
    """Where the person lives or stays: township code, address, what they do."""

    division: str
    address: str
    occupation: str
    employer: str


class Health(Struct, frozen=True):
    """The health answers; temperatures are degrees Celsius."""

    contact: str
    contact_on: date | None
    abroad: str
    abroad_where: str
    entered_on: date | None
    symptoms: tuple[str, ...]
    symptoms_unknown: bool
    temperature: float | None
    symptoms_since: date | None


class Departure(Struct, frozen=True):
    """What was said of having left Yunnan: the last day there; null takes back what was said."""

    told_at: datetime
    left_on: date | None


class Declaration(Struct, frozen=True):
    """One declaration; journey, stay and health are null where another phone gave it.

    `departures` is what was said since of having left Yunnan, oldest first.
    """

    declared_at: datetime
    by_this_phone: bool
    daily: bool
    corrected: bool
    journey: Journey | None
    stay: Stay | None
    health: Health | None
    kept_until: datetime | None
    departures: tuple[Departure, ...] = ()


class Evidence(Struct, frozen=True):
    """One piece of what a reason rests on."""

    code: str
    official: bool
    day: date | None
    place: str
    symptoms: tuple[str, ...]
    count: int
    needed: int


class Reason(Struct, frozen=True):
    """Why a colour: the rule of the rule set, its evidence, its end or review, the next step."""

    rule: str
    colour: str
    evidence: tuple[Evidence, ...]
    until: datetime | None
    review: date | None
    next_step: str


class Code(Struct, frozen=True):
    """The colour as it is at `made_at`; `until` is exclusive."""

    colour: str
    registered: datetime | None
    until: datetime | None
    last_kept: datetime
    rule_set: str
    reasons: tuple[Reason, ...]


class Fact(Struct, frozen=True):
    """One official fact about the person, and where its evidence lies."""

    kind: str
    day: date
    recorded_at: datetime
    result: str | None
    reference: str
    kept_at_least_until: datetime | None


class Objection(Struct, frozen=True):
    """An objection of this phone's to another one's answer or claim."""

    about: str
    made_at: datetime
    due_at: datetime
    kept_until: datetime


class Lookup(Struct, frozen=True):
    """That the code was looked up by phone and document number."""

    at: datetime
    kept_until: datetime


class CheckIn(Struct, frozen=True):
    """That the person passed an entrance: in or out, how it was told, the place by its names."""

    at: datetime
    direction: str
    how: str
    venue: str
    venue_in_english: str
    entrance: str
    division: str
    kept_until: datetime


class Done(Struct, frozen=True):
    """One act about the person: which, by whom, the names of the fields it changed."""

    at: datetime
    act: str
    by: str
    office: str | None
    fields: tuple[str, ...]
    kept_until: datetime


class Admission(Struct, frozen=True):
    """That a door checked the person: where, the colour it saw ("" for none), what was done."""

    at: datetime
    venue: str
    venue_in_english: str
    entrance: str
    division: str
    how: str
    colour: str
    act: str
    document_seen: bool
    turned_away: bool
    kept_until: datetime


class MyData(Struct, frozen=True):
    """The whole; `seen_as` is self, guardian, proxy or waiting and decides what is in it."""

    form: str
    made_at: datetime
    seen_as: str
    identity: Identity
    documents: tuple[Document, ...]
    code: Code | None
    declarations: tuple[Declaration, ...]
    facts: tuple[Fact, ...]
    phones: tuple[Phone, ...]
    told_of_risks_at: tuple[datetime, ...]
    lookups: tuple[Lookup, ...]
    objections: tuple[Objection, ...]
    this_phone: ThisPhone
    history: tuple[Done, ...]
    visits: tuple[CheckIn, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    passkeys: tuple[Passkey, ...] = ()
    admissions: tuple[Admission, ...] = ()
