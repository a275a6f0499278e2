"""Checking in: one tap registers the shown applicant, or any chosen of the phone, at an entrance.

It never looks at a colour and never changes one (product B6); who is let in is another act.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.healthcode.together import MOST, show_together
from domain.household.members import person_named, shown_on
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Problem
from domain.limits.spend import spend
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.lost import Lost, door_of
from domain.venues.presence import is_presence_number
from domain.venues.recording import record
from domain.venues.values import Entrance
from domain.venues.visits import CheckedIn, Direction, How, Tapped, Visit, instant_of_tap

NUMBER = "number"
WITH = "with"


class CheckInFault(StrEnum):
    """What can be wrong with a check-in."""

    NUMBER_WRONG = "number_wrong"
    NUMBER_TOO_OFTEN = "number_too_often"
    NOBODY = "nobody_chosen"


@dataclass(frozen=True, slots=True)
class Tap:
    """What somebody tapped: the poster's serial, which way, who by their names on the phone.

    `number` is what was typed of the number at the door; `tapped` is told of a tap without a
    network alone.
    """

    serial: bytes
    direction: Direction
    names: tuple[str, ...]
    number: str = ""
    tapped: Tapped | None = None


def check_in(
    work: Work, ctx: Context, holder_id: UUID, tap: Tap
) -> CheckedIn | Lost | tuple[Problem, ...]:
    """Register people of a phone at an entrance; the same nonce again is the same check-in.

    Raises DomainError NOT_FOUND for somebody who is not on the phone.
    """
    entrance = door_of(work, tap.serial)
    if isinstance(entrance, Lost):
        return entrance
    named = (person_named(work, ctx.ring, holder_id, name) for name in tap.names)
    people = tuple(dict.fromkeys(named))
    if not people:
        return (Problem(WITH, CheckInFault.NOBODY),)
    wrong = _number_fault(work, ctx, holder_id, entrance, tap)
    if wrong is not None:
        return (Problem(NUMBER, wrong),)
    found = register(work, visits_of(ctx, holder_id, entrance, people, tap), entrance)
    if len(people) <= MOST and people != (shown_on(work, holder_id),):
        # They are shown under one QR; past the limit of a day each is shown alone.
        with contextlib.suppress(DomainError):
            show_together(work, ctx, holder_id, tap.names)
    return found


def visits_of(
    ctx: Context, holder_id: UUID, entrance: Entrance, people: Sequence[UUID], tap: Tap
) -> tuple[Visit, ...]:
    """Give what a phone's tap says, a visit for each person: id and instant are the same."""
    at, how = ctx.instant, How.TAP
    if tap.tapped is not None:
        at, how = instant_of_tap(tap.tapped, ctx.instant)
    way = direction_at(entrance, tap.direction)
    where = entrance.venue.id, entrance.id, way, how, ctx.instant
    return tuple(Visit(person, holder_id, ctx.nonce, at, *where) for person in people)


def register(work: Work, visits: Sequence[Visit], entrance: Entrance) -> CheckedIn:
    """Store what happened at an entrance, whoever they are and whatever was typed."""
    own, at = record(work, visits)[0]
    people = tuple(visit.person_id for visit in visits)
    return CheckedIn(own, entrance, visits[0].direction, at, people)


def direction_at(entrance: Entrance, direction: Direction) -> Direction:
    """Give the direction that counts: out only where the venue asks for it."""
    return direction if entrance.exits else Direction.IN


def _number_fault(
    work: Work, ctx: Context, holder_id: UUID, entrance: Entrance, tap: Tap
) -> CheckInFault | None:
    """Hold the number typed against the day's; a try counts, and too many are not looked at."""
    if not entrance.presence or direction_at(entrance, tap.direction) is Direction.OUT:
        return None
    rate, whose = ctx.policies.limits.presence_tries, holder_id.bytes
    day = day_of(ctx.instant if tap.tapped is None else tap.tapped.at)
    if not spend(work, ctx.instant, "presence_tries", rate, whose).allowed:
        return CheckInFault.NUMBER_TOO_OFTEN
    if is_presence_number(ctx.ring, entrance.id, day, tap.number):
        spend(work, ctx.instant, "presence_tries", rate, whose, -1)
        return None
    return CheckInFault.NUMBER_WRONG
