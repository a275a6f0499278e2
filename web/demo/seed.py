"""Filling an empty database with the made-up people, through the verbs that everybody else uses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.healthcode.apply import apply
from domain.healthcode.show import renew
from domain.household.browsers import open_holder
from domain.household.claim import members_of
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of, start_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.people.store import person_for_document
from domain.policy.context import Context
from domain.signals.facts import AreaFact, Fact, Level
from domain.signals.record import record_area, record_fact
from domain.storage.work import Work
from web.demo.cast import COUNTY, MadeUp, phones_of
from web.demo.crowd import crowd
from web.demo.papers import PAPERS
from web.demo.people import AT_RISK, LISTED_AREA, ORDINARY
from web.demo.phones import holder_of
from web.demo.places import open_places
from web.demo.staff import seat_officers
from web.demo.stories import FactTold, Telling
from web.wiring import Services

HAND_MADE = (*ORDINARY, *AT_RISK, *PAPERS)
_OFFICE = Actor(Role.COUNTY, division=COUNTY)
_LISTED_DAYS_AGO = 10
_MORNING = timedelta(hours=7)
_LONGEST_STORY = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: a declaration on a phone, or a fact about the person."""

    ctx: Context
    person: MadeUp
    holder_id: UUID
    token: str
    telling: Telling | None = None
    fact: FactTold | None = None
    fact_ids: tuple[UUID, ...] = ()


async def seed(services: Services) -> int:
    """Fill a database that has none of the made-up people; give how many were made."""
    now = services.clock.now()
    await services.db.write(open_places, services.context(_OFFICE))
    first = holder_of(services.ring, HAND_MADE[0].phone)
    if await services.db.read(members_of, services.ring, first):
        return 0
    cast = (*HAND_MADE, *crowd())
    today = day_of(now)
    services.ring.make_days(today - timedelta(days=ago) for ago in range(_LONGEST_STORY))
    steps = sorted(_steps(services, cast, now), key=lambda step: step.ctx.instant)
    await services.db.write(_play, services.context(_OFFICE), steps, phones_of(cast))
    await services.db.write(seat_officers, services.context())
    return len(cast)


def _steps(services: Services, cast: Sequence[MadeUp], now: datetime) -> Iterator[Step]:
    tokens = {phone: new_token() for phone in phones_of(cast)}
    for at, person in enumerate(cast):
        holder_id, token = holder_of(services.ring, person.phone), tokens[person.phone]
        phone = Actor(Role.HOLDER, holder_id)
        ids = tuple(event_id(now) for _ in person.facts)
        for telling in person.tellings:
            ctx = _then(services, phone, now, telling.days_ago, at)
            yield Step(ctx, person, holder_id, token, telling=telling)
        for place, fact in enumerate(person.facts):
            ctx = _then(services, _OFFICE, now, fact.recorded_days_ago, len(cast) + place)
            yield Step(ctx, person, holder_id, token, fact=fact, fact_ids=ids[: place + 1])


def _then(services: Services, actor: Actor, now: datetime, days_ago: int, order: int) -> Context:
    """Give the surroundings of a past act: that morning, one a minute, never ahead."""
    morning = start_of(day_of(now) - timedelta(days=days_ago)) + _MORNING
    latest = now - timedelta(minutes=1) + timedelta(seconds=order)
    instant = min(morning + timedelta(minutes=order), latest)
    return Context(actor, instant, services.ring, services.policies, random_id())


def _play(work: Work, ctx: Context, steps: Iterable[Step], phones: Iterable[int]) -> None:
    """Let it all happen in order, then bring every code up to the present."""
    record_area(work, ctx, _listing(ctx))
    for step in steps:
        if step.telling is not None:
            _declare(work, step, step.telling)
        elif step.fact is not None:
            _record(work, step, step.fact)
    for holder_id in (holder_of(ctx.ring, phone) for phone in phones):
        for member in members_of(work, ctx.ring, holder_id):
            renew(work, ctx, member.person_id, holder_id)


def _declare(work: Work, step: Step, telling: Telling) -> None:
    open_holder(work, step.ctx, step.token, step.holder_id)
    application = step.person.application(telling, day_of(step.ctx.instant))
    apply(work, step.ctx, step.holder_id, application)


def _record(work: Work, step: Step, told: FactTold) -> None:
    person = step.person
    person_id = person_for_document(work, step.ctx, person.document, person.nationality)
    fact = Fact(
        id=step.fact_ids[-1],
        person_id=person_id,
        kind=told.kind,
        day=_day(step.ctx.instant, told),
        recorded_at=step.ctx.instant,
        of=None if told.about is None else step.fact_ids[told.about],
        reference="演示 demo",
    )
    record_fact(work, step.ctx, fact)


def _day(recorded: datetime, told: FactTold) -> date:
    return day_of(recorded) - timedelta(days=told.days_ago - told.recorded_days_ago)


def _listing(ctx: Context) -> AreaFact:
    return AreaFact(
        id=event_id(ctx.instant),
        division=LISTED_AREA,
        level=Level.HIGH,
        listed_on=day_of(ctx.instant) - timedelta(days=_LISTED_DAYS_AGO),
        recorded_at=ctx.instant,
    )
