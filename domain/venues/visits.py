"""What a check-in is made from, and what came of it (product E4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.kernel.clock import SKEW
from domain.venues.values import Entrance

APART = timedelta(seconds=60)
"""Scans of one person at one entrance that follow each other within so much are one check-in."""
OLDEST = timedelta(days=7)
"""How late a tap without a network is taken at its own instant."""


class Direction(StrEnum):
    """Which way somebody passed."""

    IN = "in"
    OUT = "out"


class How(StrEnum):
    """How a check-in came about: tapped, by itself after declaring, or delivered later.

    Of one that is CLOCKED the phone's clock was off: its instant was set right by the server's.
    """

    TAP = "tap"
    ARRIVED = "arrived"
    OFFLINE = "offline"
    CLOCKED = "clocked"

    @property
    def late(self) -> bool:
        """Tell whether it was told some time after the tap."""
        return self in {How.OFFLINE, How.CLOCKED}


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one entrance, as somebody says; the writer decides whether it is a new one."""

    person_id: UUID
    holder_id: UUID
    check_in_id: UUID
    at: datetime
    venue_id: UUID
    entrance_id: UUID
    direction: Direction
    how: How
    delivered_at: datetime

    @property
    def place(self) -> tuple[UUID, UUID, str]:
        """Give what scans within a minute must share to be one check-in."""
        return self.person_id, self.entrance_id, self.direction.value


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What a tap led to: who is registered where and since when, the first one's id for all."""

    check_in_id: UUID
    entrance: Entrance
    direction: Direction
    at: datetime
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Tapped:
    """An instant that a phone tells of, by its own clock: of the tap, and of its delivery."""

    at: datetime
    sent_at: datetime


def instant_of_tap(tapped: Tapped, now: datetime) -> tuple[datetime, How]:
    """Give when a tap without a network was, by our clock, and whether the phone's was off.

    The delivery tells by how much; what would then lie ahead of us, or further back than a week,
    counts as tapped now.
    """
    off = now - tapped.sent_at
    right = abs(off) <= SKEW
    at = tapped.at if right else tapped.at + off
    if now - OLDEST <= at <= now:
        return at, How.OFFLINE if right else How.CLOCKED
    ahead = right and now < at <= now + SKEW
    return now, How.OFFLINE if ahead else How.CLOCKED
