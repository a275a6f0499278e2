"""What made-up people declare: answers and journeys, told in days before today (Beijing days)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.declaration.values import Answer, Health, Journey, Symptom, Transport, Visit
from domain.kernel.days import BEIJING
from domain.signals.facts import FactKind

ARRIVAL = time(14, 30)


@dataclass(frozen=True, slots=True)
class Telling:
    """One declaration, so many days ago; `today` is the day on which the story is told."""

    days_ago: int
    health: Callable[[date], Health]
    journey: Callable[[date], Journey]


@dataclass(frozen=True, slots=True)
class FactTold:
    """One official fact: the event's day, when it was recorded, and the earlier fact it closes.

    `about` is the place of that earlier fact among the person's, counted from 0.
    """

    kind: FactKind
    days_ago: int
    recorded_days_ago: int
    about: int | None = None


def well(_today: date) -> Health:
    """Nothing to report."""
    return Health(
        contact=Answer.NO,
        contact_on=None,
        abroad=Answer.NO,
        abroad_where="",
        entered_on=None,
        symptoms=frozenset(),
    )


def met_a_case(days_ago: int) -> Callable[[date], Health]:
    """Tell of close contact without protection, so many days ago."""

    def health(today: date) -> Health:
        return Health(
            contact=Answer.YES,
            contact_on=today - timedelta(days=days_ago),
            abroad=Answer.NO,
            abroad_where="",
            entered_on=None,
            symptoms=frozenset(),
        )

    return health


def unwell(*symptoms: Symptom, temperature: float | None = None) -> Callable[[date], Health]:
    """Tell of symptoms since yesterday."""

    def health(today: date) -> Health:
        return Health(
            contact=Answer.NO,
            contact_on=None,
            abroad=Answer.NO,
            abroad_where="",
            entered_on=None,
            symptoms=frozenset(symptoms),
            temperature=temperature,
            symptoms_since=today - timedelta(days=1),
        )

    return health


def entered(
    country: str, days_ago: int, *symptoms: Symptom, temperature: float | None = None
) -> Callable[[date], Health]:
    """Tell of having come from abroad, so many days ago, with or without symptoms."""

    def health(today: date) -> Health:
        return Health(
            contact=Answer.NO,
            contact_on=None,
            abroad=Answer.YES,
            abroad_where=country,
            entered_on=today - timedelta(days=days_ago),
            symptoms=frozenset(symptoms),
            temperature=temperature,
            symptoms_since=today - timedelta(days=1) if symptoms else None,
        )

    return health


def at_home(_today: date) -> Journey:
    """Not outside Yunnan in 14 days."""
    return Journey(outside=False)


def walked_in(country: str, days_ago: int) -> Callable[[date], Journey]:
    """Tell of having walked in over the border."""

    def journey(today: date) -> Journey:
        day = today - timedelta(days=days_ago)
        return Journey(
            outside=True,
            departure=country,
            left_on=day,
            transport=Transport.FOOT,
            arrives_at=_at(day),
        )

    return journey


def came_by_train(
    division: str, number: str, seat: str, days_ago: int
) -> Callable[[date], Journey]:
    """Tell of having come by train from a stay elsewhere in the country."""

    def journey(today: date) -> Journey:
        day = today - timedelta(days=days_ago)
        return Journey(
            outside=True,
            departure="CN",
            visits=(Visit(division, last=day, first=day - timedelta(days=6)),),
            left_on=day,
            transport=Transport.TRAIN,
            transport_number=number,
            seat=seat,
            arrives_at=_at(day),
        )

    return journey


def _at(day: date) -> datetime:
    return datetime.combine(day, ARRIVAL, BEIJING).astimezone(UTC)
