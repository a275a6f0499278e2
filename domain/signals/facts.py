"""Official facts as rules read them (product B6: officers record facts, rules make colours)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class FactKind(StrEnum):
    """The listed kinds of fact about a person."""

    CONFIRMED = "confirmed"
    ASYMPTOMATIC = "asymptomatic"
    SUSPECTED = "suspected"
    CLOSE_CONTACT = "close_contact"
    EXCLUDED = "excluded"
    DISCHARGED = "discharged"
    ISOLATION_ENDED = "isolation_ended"
    TEST_RESULT = "test_result"
    EXAMINED_CLEAR = "examined_clear"
    POSITIVE_AGAIN = "positive_again"
    DIED = "died"


class Outcome(StrEnum):
    """What a test found."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Level(StrEnum):
    """How high the risk of a listed area is; low-risk areas are not listed."""

    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Fact:
    """One official fact about one person.

    `day` is the Beijing day of the event: onset, last contact, discharge, exclusion, sampling,
    examination, death. `of` is what the fact names: a contact's case, the fact that a discharge,
    an end of isolation or an exclusion closes, the suspicion that a confirmation takes the place
    of, the case that a positive test belongs to, the declaration whose symptoms were examined.
    `recorded_at` is when it became official: before that it was not known and changed nothing.
    `reference` is where the evidence lies, such as a report's number.
    """

    id: UUID
    person_id: UUID
    kind: FactKind
    day: date
    recorded_at: datetime
    of: UUID | None = None
    result: Outcome | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AreaFact:
    """An area's time on the list of medium- and high-risk areas.

    `division` has 2 (province) to 9 digits (township). It is listed on the days from `listed_on`
    up to the day before `delisted_on`, None while it still is. `delisted_at` is when the
    delisting was recorded.
    """

    id: UUID
    division: str
    level: Level
    listed_on: date
    recorded_at: datetime
    delisted_on: date | None = None
    delisted_at: datetime | None = None


_NO_AREAS: Mapping[str, tuple[AreaFact, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Areas:
    """All listings, found by division code; `learned` are the instants of recording, in order."""

    by_code: Mapping[str, tuple[AreaFact, ...]] = field(default_factory=lambda: _NO_AREAS)
    learned: tuple[datetime, ...] = ()

    def __iter__(self) -> Iterator[AreaFact]:
        """Go through the listings."""
        for listings in self.by_code.values():
            yield from listings

    def learned_after(self, instant: datetime) -> datetime | None:
        """Give the first recording after an instant, None for none."""
        at = bisect_right(self.learned, instant)
        return self.learned[at] if at < len(self.learned) else None


def areas_of(listings: Iterable[AreaFact]) -> Areas:
    """Arrange listings by division code."""
    by_code: dict[str, list[AreaFact]] = {}
    learned = set()
    for listing in listings:
        by_code.setdefault(listing.division, []).append(listing)
        learned |= {listing.recorded_at, listing.delisted_at or listing.recorded_at}
    arranged = {code: tuple(found) for code, found in by_code.items()}
    return Areas(MappingProxyType(arranged), tuple(sorted(learned)))
