"""What is held about one person, as one phone may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.accounts.credentials import Passkey
from domain.admission.about import Checked
from domain.assessment.values import Reason
from domain.audit.note import Act
from domain.declaration.entries import Entries
from domain.declaration.values import Declaration
from domain.healthcode.values import Objection
from domain.household.claims import ClaimState
from domain.household.values import Member
from domain.kernel.actor import Role
from domain.kernel.colour import Colour
from domain.mydata.keeping import Until
from domain.mydata.reach import Reach
from domain.notices.reminders import Asked
from domain.people.documents import DocumentKind
from domain.policy.periods import Retention
from domain.signals.facts import Fact
from domain.venues.visited import Visited


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that leads to the person; `number` whole where this phone stated it, else ''."""

    kind: DocumentKind
    number: str


@dataclass(frozen=True, slots=True)
class Stated:
    """One declaration: when, until when it is kept, and what it says where that is read out.

    `own` tells that this phone gave it.
    """

    declared_at: datetime
    own: bool
    corrected: bool
    daily: bool
    until: Until
    answers: Declaration | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The colour as last assessed; reasons as far as they may be told to this phone."""

    colour: Colour
    registered: datetime | None
    until: datetime | None
    assessed_at: datetime
    policy: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone that has the person: this one or another, since when, how far believed."""

    this: bool
    state: ClaimState
    since: datetime
    active_at: datetime


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection that this phone made, and until when it is kept."""

    objection: Objection
    until: datetime


@dataclass(frozen=True, slots=True)
class Lookup:
    """That the code was looked up by phone and document number, and when."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Index:
    """A status index: the shard's prefecture, the random number, what was last signed under it.

    `paper` is a printed card's, `ended` tells that its credential is good no more.
    """

    division: str
    number: int
    colour: Colour
    paper: bool
    ended: bool
    issued: datetime
    expires: datetime
    withdrawn: datetime | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Drafted:
    """Answers typed and not sent on this phone: the step, when last saved, the fields."""

    step: str
    updated_at: datetime
    until: datetime
    entries: Entries


@dataclass(frozen=True, slots=True)
class Technical:
    """What makes the code work: browsers by their last day, the phone's key, indexes, the draft."""

    browsers: tuple[date, ...]
    key_registered: datetime | None
    indexes: tuple[Index, ...]
    handles: tuple[tuple[date, datetime], ...]
    draft: Drafted | None


@dataclass(frozen=True, slots=True)
class Own:
    """What is held of whoever has the phone: by what they are reminded, what protects the codes."""

    reminders: tuple[Asked, ...]
    passkeys: tuple[Passkey, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held about one applicant of a phone, as far as this phone may see it.

    `identity_until` and `papers_until` are when the identity and the document go; `mend_until`
    until when the last answers of this phone may be corrected freely, None where that is over.
    `visits` are the check-ins and `admissions` the doors that checked them, each with until when
    it is kept. `own` is None where the applicant is somebody else than whoever has the phone.
    """

    at: datetime
    periods: Retention
    reach: Reach
    member: Member
    identity_until: Until
    papers: tuple[Paper, ...]
    papers_until: Until
    stated: tuple[Stated, ...]
    judged: Judged | None
    facts: tuple[Fact, ...]
    facts_until: Until
    phones: tuple[Phone, ...]
    told: tuple[datetime, ...]
    lookups: tuple[Lookup, ...]
    objections: tuple[Objected, ...]
    technical: Technical
    own: Own | None
    mend_until: datetime | None
    visits: tuple[tuple[Visited, datetime], ...] = ()
    admissions: tuple[tuple[Checked, datetime], ...] = ()


class By(StrEnum):
    """Who did an act, as far as it is told."""

    THIS_PHONE = "this_phone"
    OTHER_PHONE = "other_phone"
    OFFICE = "office"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Done:
    """One act about the person: when, what, by whom, which fields changed, until when it is kept.

    `role` is the office's where an officer did it.
    """

    at: datetime
    act: Act
    by: By
    role: Role
    fields: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class History:
    """One page of acts, newest first; pages count from 1."""

    acts: tuple[Done, ...]
    page: int
    has_more: bool
