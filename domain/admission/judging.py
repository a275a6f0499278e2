"""Judging one person at a door: what the code says, what was measured, and what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.admission.decide import (
    NO_CODE,
    POSTER,
    AtDoor,
    Decision,
    Read,
    Temperature,
    decide,
    temperature_of,
)
from domain.admission.store import High, ids_of, lately
from domain.admission.values import Call
from domain.credential.trust import Issuer
from domain.healthcode.behind import Behind, Seen, behind
from domain.healthcode.verifying import document_seen
from domain.kernel.actor import Role
from domain.kernel.clock import SKEW
from domain.kernel.days import day_of, start_of
from domain.policy.context import Context
from domain.policy.doors import county_of
from domain.storage.work import Work
from domain.venues.serials import is_poster
from domain.venues.values import Entrance

_BY_EYE = frozenset({Role.DOOR, Role.VENUE})


@dataclass(frozen=True, slots=True)
class Service:
    """Where this service is: its own issuer, and the host and port that its codes name."""

    issuer: Issuer
    host: str


@dataclass(frozen=True, slots=True)
class Lately:
    """What the last day tells of the people at the door.

    `first_high` tells of a first high reading here, long enough ago for a second; `warned` of a
    second one in this county; `scans` counts how often who asks has scanned one of them today.
    """

    first_high: bool = False
    warned: bool = False
    scans: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with all that it was made from."""

    decision: Decision
    read: Read
    people: tuple[Behind, ...]
    temperature: Temperature
    lately: Lately
    name: str = ""
    tail: str = ""


def read_text(work: Work, ctx: Context, call: Call, place: Service) -> Seen | str:
    """Give what was scanned and whose it is; POSTER or NO_CODE for what is no code."""
    if not call.text:
        return NO_CODE
    if is_poster(call.text, place.host):
        return POSTER
    paper = call.paper or call.seen
    return behind(work, ctx, call.text, place.issuer, place.host, as_paper=paper)


def looked(work: Work, ctx: Context, then: Context, call: Call, place: Service) -> Seen | str:
    """Read the text as of `then`; the claim of the one person whose document was seen is verified.

    That is done as of now: a code that is kept is never assessed at an instant long past.
    """
    seen = read_text(work, then, call, place)
    if not isinstance(seen, Seen) or not verify(work, ctx, call, seen.people):
        return seen
    return read_text(work, then, call, place)


def verify(work: Work, ctx: Context, call: Call, people: Sequence[Behind]) -> bool:
    """Verify the claim of the one person whose document was seen; tell whether that is new."""
    by_eye = call.seen and call.refused is None and ctx.actor.role in _BY_EYE
    if not by_eye or len(people) != 1:
        return False
    return document_seen(work, ctx, people[0].person_id, people[0].holder_id)


def judge(work: Work, ctx: Context, entrance: Entrance, call: Call, seen: Seen | str) -> Judged:
    """Judge what was read at an entrance, at the context's instant."""
    if isinstance(seen, str):
        return judged(ctx, entrance, call, Read(seen), (), Lately())
    said, people = seen.verdict, seen.people
    waits = any(each.waits for each in people)
    read = Read(said.answer.value, said.colour, said.document, waits)
    past = of_the_last_day(work, ctx, entrance, call, people)
    return judged(ctx, entrance, call, read, people, past, said.name, said.tail)


def judged(  # noqa: PLR0913, PLR0917 - all that a verdict is made from
    ctx: Context,
    entrance: Entrance,
    call: Call,
    read: Read,
    people: tuple[Behind, ...],
    past: Lately,
    name: str = "",
    tail: str = "",
) -> Judged:
    """Decide, once everything is known."""
    doors = ctx.policies.doors
    temperature = temperature_of(doors, call.temperature, call.reading)
    if temperature is Temperature.HIGH and past.first_high:
        temperature = Temperature.HIGH_AGAIN
    venue = entrance.venue
    door = doors.door_of(venue.kind, arrivals=entrance.arrivals)
    at = AtDoor(door, temperature, call.seen, past.warned, call.leaving)
    return Judged(decide(doors, read, at), read, people, temperature, past, name, tail)


def of_the_last_day(
    work: Work, ctx: Context, entrance: Entrance, call: Call, people: Iterable[Behind]
) -> Lately:
    """Look at the last day's admissions of the people at the door, this one left out."""
    measured = ctx.policies.doors.temperature
    since = ctx.instant - max(measured.first, measured.again)
    whose = [each.person_id for each in people]
    if not whose or ctx.actor.id is None:
        return Lately()
    today = start_of(day_of(ctx.instant))
    scans, rows = lately(work, whose, since, today, ctx.actor.id, call.id)
    own = ids_of(call.id)
    highs = [each for each in rows if each.id not in own]
    return Lately(
        any(_is_first(ctx, entrance.venue.id, each) for each in highs),
        any(_warns(ctx, entrance.venue.division, each) for each in highs),
        scans,
    )


def _is_first(ctx: Context, venue: UUID, each: High) -> bool:
    """Tell whether an admission was the first high reading, of which another is the second."""
    measured, ago = ctx.policies.doors.temperature, ctx.instant - each.at
    high = each.temperature == Temperature.HIGH.value and each.venue == venue
    return high and measured.rest <= ago <= measured.again


def _warns(ctx: Context, division: str, each: High) -> bool:
    twice = each.temperature == Temperature.HIGH_AGAIN.value
    near = county_of(each.division) == county_of(division)
    return twice and near and _ago(ctx, each.at)


def _ago(ctx: Context, at: datetime) -> bool:
    # What was delivered is judged as of then: a reading after it had warned nobody.
    return -SKEW <= ctx.instant - at < ctx.policies.doors.temperature.first
