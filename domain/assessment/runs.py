"""A run: one ground's way through time, from what is known, whatever the instant of asking."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from domain.assessment.days import through
from domain.assessment.values import Evidence
from domain.kernel.colour import Colour
from domain.policy.rulesets import Review


class Phase(NamedTuple):
    """A stretch of a run, up to `ends` (exclusive; None for ever).

    `until` is the end that the person is told; None while an event is waited for, with the last
    day of the review.
    """

    colour: Colour
    ends: datetime | None
    until: datetime | None
    review: date | None
    step: str


class Run(NamedTuple):
    """What one piece of evidence leads to under a ground, phase after phase.

    `start` is the first instant of day 0. `rests_on` are the ids of the declaration, the facts and
    the listing it was found from. `fresh_after` tells that green needs health answers given once
    the run is over.
    """

    evidence: tuple[Evidence, ...]
    start: datetime
    phases: tuple[Phase, ...]
    rests_on: tuple[UUID, ...]
    fresh_after: bool = False

    @property
    def end(self) -> datetime | None:
        """Give the exclusive end of the run, None where it has none yet."""
        return self.phases[-1].ends

    def phase_at(self, instant: datetime) -> Phase | None:
        """Give the phase that an instant lies in, or None once the run is over."""
        for phase in self.phases:
            if phase.ends is None or instant < phase.ends:
                return phase
        return None


def dated(colour: Colour, day: date, days: int, step: str) -> Phase:
    """Give the one phase of a ground that runs through `days` days after `day`."""
    end = through(day, days)
    return Phase(colour, end, end, None, step)


def waiting_officially(
    colour: Colour, known_on: date, review: Review, step: str
) -> tuple[Phase, ...]:
    """Give the phases of an official ground that waits for its event, and never turns green.

    Unreviewed it goes to the level above, and later turns grey, under review.
    """
    reviewed = through(known_on, review.within_days)
    late = through(known_on, review.within_days + review.grey_after_days)
    return (
        Phase(colour, reviewed, None, _day(known_on, review.within_days), step),
        Phase(
            colour,
            late,
            None,
            _day(known_on, review.within_days + review.grey_after_days),
            review.overdue_step,
        ),
        Phase(Colour.GREY, None, None, None, review.under_review_step),
    )


def waiting_declared(
    colour: Colour, known_on: date, review: Review, step: str
) -> tuple[Phase, ...]:
    """Give the phases of a declared ground that waits for its event: grey past its review."""
    reviewed = through(known_on, review.within_days)
    return (
        Phase(colour, reviewed, None, _day(known_on, review.within_days), step),
        Phase(Colour.GREY, None, None, None, review.under_review_step),
    )


def _day(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
