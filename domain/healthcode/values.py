"""A code as its own phone shows it, as a poll sees it, and as any camera sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.assessment.values import Reason
from domain.household.values import Member
from domain.kernel.colour import Colour


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


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code on its own phone. `until` is the exclusive end; None waits for an event.

    `handle` names the code in today's QR, or is None on the first look of a day. Until
    `mend_until` a slip may be corrected. `waiting` are holders whose claim on the same person waits
    for the document to be seen, where one's own claim stands.
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


class Look(StrEnum):
    """What looking at a QR led to."""

    LIVE = "live"
    STALE = "stale"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Card:
    """The public card of any camera: colour, masked name and times, only of a live picture."""

    look: Look
    colour: Colour | None = None
    masked: str = ""
    registered: datetime | None = None
    until: datetime | None = None
