"""A code as its own phone shows it, as a poll sees it, and as any camera sees it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.assessment.values import Reason
from domain.credential.verdict import Verdict
from domain.household.values import Member
from domain.kernel.colour import Colour

WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.GREY, Colour.GREEN)
"""At a door grey comes before green: it is not let in without applying again."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What an application led to; `again` where the same one had been taken before.

    `corrected` tells whether a correction that was asked for took effect: after the policy's
    window it is taken as a further declaration instead.
    """

    person_id: UUID
    holder_id: UUID
    colour: Colour
    again: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Pulse:
    """What changes on a shown code: its colour and version; `stale` asks for a fresh assessment."""

    colour: Colour
    version: int
    stale: bool


class About(StrEnum):
    """What an objection is about: a risk answer of another phone, or its waiting claim."""

    ANSWER = "answer"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class RiskTold:
    """A risk answer of another phone, not answered yet: that it was given, and when; no more."""

    declaration_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection made: about what, when, and by when it is to be answered.

    `about_id` is the declaration, or for a claim the other holder.
    """

    about: About
    about_id: UUID
    made_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What one phone is told of others: of those that have the same person, and of look-ups."""

    told: tuple[RiskTold, ...] = ()
    objections: tuple[Objection, ...] = ()
    lookups: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code on its own phone. `until` is the exclusive end; None waits for an event.

    `handle` names the code in today's QR, or is None on the first look of a day. Until
    `mend_until` a slip may be corrected. `veiled` tells that the reasons leave official evidence
    out, which is not this holder's to see. `waiting` are holders whose claim on the same person
    waits for the document to be seen, where one's own claim stands; `news` what else other phones
    did. `left_on` is the day on which one says to have left Yunnan since. `beside` is everybody on
    the phone, this one among them, where there is anybody else; `parted` are the masked names of
    whom others took off it.
    """

    member: Member
    colour: Colour
    version: int
    registered: datetime | None
    until: datetime | None
    reasons: tuple[Reason, ...]
    policy: str
    handle: bytes | None
    stale: bool
    mend_until: datetime | None = None
    waiting: tuple[UUID, ...] = ()
    news: News = field(default_factory=News)
    left_on: date | None = None
    veiled: bool = False
    beside: tuple["ShownCode", ...] = ()
    parted: tuple[str, ...] = ()


class Look(StrEnum):
    """What looking at a QR led to; LOOKED_UP is live and wants a look at the document."""

    LIVE = "live"
    LOOKED_UP = "looked_up"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Card:
    """The public card of any camera: colour, masked name and times, only of a live picture.

    `looked_up` is when the picture was got by a look-up, for a document to be checked beside it.
    A group's is the worst one's, with everybody's in `together`, the worst first.
    """

    look: Look
    colour: Colour | None = None
    masked: str = ""
    registered: datetime | None = None
    until: datetime | None = None
    looked_up: datetime | None = None
    together: tuple["Card", ...] = ()


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up shows: nothing that was not on the public card, and a QR until `through`.

    `known` False stands for no such code, or numbers that do not belong together: which, is not
    told. `handle` is the QR's, which then opens nothing.
    """

    known: bool
    colour: Colour
    masked: str
    registered: datetime | None
    until: datetime | None
    handle: bytes
    at: datetime
    through: datetime


@dataclass(frozen=True, slots=True)
class TooOften:
    """A look-up past a limit, with the seconds to wait; nothing was looked for."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a scanned text; `online` where it was looked up rather than read from it."""

    verdict: Verdict
    online: bool = False
