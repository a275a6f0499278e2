"""A person's life in the books, made of drawn acts; what the code showed is written down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from domain.assessment.values import Assessment
from domain.declaration.depart import depart, stay_on
from domain.declaration.values import Answer, Health, Journey, Symptom, Visit
from domain.healthcode.apply import apply
from domain.healthcode.assessing import assessed, refresh
from domain.household.browsers import open_holder
from domain.household.claim import ties_of
from domain.household.waiting import confirm_claim
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.retention.facts import purge_facts
from domain.retention.purge import purge
from domain.signals.facts import AreaFact, Fact, FactKind, Level
from domain.signals.record import record_area, record_fact
from tests.domain.acts import HEALTHY, STAY, Books, application

PHONES = ("+8613900000001", "+8613900000001", "+8613900000002")
"""Of the three holders: the second is the same phone in another browser, the third a stranger."""

_OPENING = (
    FactKind.CONFIRMED,
    FactKind.SUSPECTED,
    FactKind.CLOSE_CONTACT,
    FactKind.POSITIVE_AGAIN,
    FactKind.EXAMINED_CLEAR,
)
_CLOSING = (FactKind.EXCLUDED, FactKind.DISCHARGED, FactKind.ISOLATION_ENDED)


@dataclass(frozen=True)
class Shown:
    """What a holder's code was at an instant."""

    at: datetime
    holder: UUID
    found: Assessment


class Life:
    """One person, three holders, somebody else's case, a listed place."""

    def __init__(self, books: Books, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self.books = books
        self._draw = draw
        self.holders = [random_id() for _ in PHONES]
        for holder in self.holders:
            open_holder(books.work, books.context(), new_token(), holder)
        self.person: UUID | None = None
        self.case = event_id(books.instant)
        self.facts: list[Fact] = []
        self.listing: AreaFact | None = None
        self.declared: list[tuple[int, UUID]] = []
        self.claimed: set[int] = set()
        self.shown: list[Shown] = []

    def pick(self, most: int) -> int:
        """Draw a number from 0 to below `most`."""
        return self._draw(st.integers(0, most - 1))

    def declare(self) -> None:
        """Declare by one of the holders, perhaps mending their last declaration."""
        by = self.pick(3)
        holder = self.holders[by]
        ctx = self.books.context(holder)
        mine = [declared for who, declared in self.declared if who == by]
        told = replace(
            application(phone=PHONES[by], health=self._health()),
            journey=self._journey(),
            stay=replace(STAY, division=("532528100", "532528101")[self.pick(2)]),
            corrects=mine[-1] if mine and self.pick(2) else None,
        )
        self.person = apply(self.books.work, ctx, holder, told).person_id
        self.declared.append((by, ctx.nonce))
        self.claimed.add(by)

    def record(self) -> None:
        """Record a fact about the person: one that opens, or one that closes another."""
        if self.person is None:
            return
        open_facts = [fact for fact in self.facts if fact.kind not in _CLOSING]
        if open_facts and self.pick(2):
            kind = _CLOSING[self.pick(3)]
            of: UUID | None = open_facts[self.pick(len(open_facts))].id
        else:
            kind = _OPENING[self.pick(5)]
            of = self.case if kind is FactKind.CLOSE_CONTACT else None
        fact = Fact(
            event_id(self.books.instant), self.person, kind, self._day(), self.books.instant, of
        )
        self.facts.append(record_fact(self.books.work, self.books.context(), fact))

    def exclude_the_case(self) -> None:
        """Exclude the case of somebody else, on which contacts hang."""
        other = random_id()
        case = Fact(self.case, other, FactKind.SUSPECTED, self._day(), self.books.instant)
        record_fact(self.books.work, self.books.context(), case)
        gone = replace(case, id=event_id(self.books.instant), kind=FactKind.EXCLUDED, of=self.case)
        record_fact(self.books.work, self.books.context(), gone)

    def list_or_delist(self) -> None:
        """List the place, or delist it again."""
        if self.listing is None or self.listing.delisted_on is not None:
            place = ("4201", "532528100")[self.pick(2)]
            self.listing = AreaFact(
                event_id(self.books.instant), place, Level.HIGH, self._day(), self.books.instant
            )
        else:
            self.listing = replace(self.listing, delisted_on=day_of(self.books.instant))
        record_area(self.books.work, self.books.context(), self.listing)

    def leave_yunnan(self) -> None:
        """Say by one of the phones to have left Yunnan, on some day, or take it back."""
        if self.person is None:
            return
        holder = self.holders[sorted(self.claimed)[self.pick(len(self.claimed))]]
        at = (self.books.work, self.books.context(holder), self.person, holder)
        if self.pick(3):
            depart(*at, {"left_on": [self._day().isoformat()]})
        else:
            stay_on(*at)

    def confirm(self) -> None:
        """Let a claim that waits stand, by a holder whose own does."""
        if self.person is None:
            return
        states = {tie.holder_id: tie.state for tie in ties_of(self.books.work, self.person)}
        standing = [holder for holder, state in states.items() if state.counts]
        waiting = [holder for holder, state in states.items() if not state.counts]
        for other in waiting[:1]:
            ctx = self.books.context(standing[0])
            confirm_claim(self.books.work, ctx, self.person, standing[0], other)

    def look(self) -> None:
        """Open the code on every phone that has one, and write down what it shows."""
        if self.person is None:
            return
        for by in sorted(self.claimed):
            holder = self.holders[by]
            ctx = self.books.context(holder)
            found = assessed(self.books.work, ctx, self.person, holder)
            refresh(self.books.work, ctx, self.person, holder)
            self.shown.append(Shown(self.books.instant, holder, found))

    def clean_up(self) -> None:
        """Purge what has outlived its period."""
        while purge(self.books.work, self.books.context()):
            pass
        purge_facts(self.books.work, self.books.context())

    def pass_time(self) -> None:
        """Let seconds, minutes or days go by."""
        units = ({"seconds": 1}, {"minutes": 10}, {"hours": 9}, {"days": 1}, {"days": 9})
        self.books.instant += timedelta(**units[self.pick(len(units))])

    def _day(self) -> date:
        return day_of(self.books.instant) - timedelta(days=self.pick(12))

    def _health(self) -> Health:
        match self.pick(5):
            case 0:
                return replace(HEALTHY, contact=Answer.YES, contact_on=self._day())
            case 1:
                return replace(HEALTHY, symptoms=frozenset({Symptom.COUGH}))
            case 2:
                return replace(HEALTHY, abroad=Answer.UNKNOWN)
            case _:
                return HEALTHY

    def _journey(self) -> Journey:
        visits = (Visit("4201", self._day()),) if self.pick(3) == 0 else ()
        return Journey(bool(visits), visits=visits)


ACTS = (
    Life.declare,
    Life.declare,
    Life.record,
    Life.record,
    Life.exclude_the_case,
    Life.list_or_delist,
    Life.leave_yunnan,
    Life.confirm,
)


def live(books: Books, draw: Callable[[st.SearchStrategy[int]], int], acts: int) -> Life:
    """Let a life of so many acts pass; between them time goes by and the code is looked at."""
    life = Life(books, draw)
    life.declare()
    for _ in range(acts):
        life.look()
        life.pass_time()
        life.look()
        life.books.instant += timedelta(seconds=1)
        ACTS[life.pick(len(ACTS))](life)
    life.look()
    return life
