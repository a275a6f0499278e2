"""A limit is exact: of many processes asking at once, exactly N pass."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context

from domain.limits.spend import spend
from domain.policy.periods import Rate
from domain.storage.door import Database
from tests.databases import Place, open_door

NOON = datetime(2020, 4, 7, 4, 0, tzinfo=UTC)
LIMIT = Rate(most=20, seconds=3600, source="a test")
SUBJECT = b"s" * 16


def spend_many(place: Place, times: int) -> int:
    """Spend in a process of its own; give how many were allowed."""

    async def scenario() -> int:
        database = open_door(place)
        asked = [database.write(spend, NOON, "lookup", LIMIT, SUBJECT) for _ in range(times)]
        answers = await asyncio.gather(*asked)
        database.close()
        return sum(answer.allowed for answer in answers)

    return asyncio.run(scenario())


def test_exactly_n_of_400_pass_in_four_processes(place: Place) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        allowed = sum(pool.map(partial(spend_many, place), [100] * 4))
    assert allowed == LIMIT.most


def test_a_window_ends_and_another_subject_is_not_touched(
    database: Database,
) -> None:
    async def scenario() -> list[bool]:
        one = Rate(most=1, seconds=3600, source="a test")
        asked = [(NOON, SUBJECT), (NOON, SUBJECT), (NOON, b"t" * 16)]
        asked.append((NOON + timedelta(hours=1), SUBJECT))
        answers = [await database.write(spend, at, "one", one, subject) for at, subject in asked]
        assert answers[1].retry_after == 3600
        return [answer.allowed for answer in answers]

    assert asyncio.run(scenario()) == [True, False, True, True]


def test_what_is_given_back_can_be_spent_again(database: Database) -> None:
    async def scenario() -> list[bool]:
        one = Rate(most=1, seconds=3600, source="a test")
        spent = (NOON, "one", one, SUBJECT)
        first = await database.write(spend, *spent)
        await database.write(spend, *spent, -1)
        answers = [first, await database.write(spend, *spent), await database.write(spend, *spent)]
        return [answer.allowed for answer in answers]

    assert asyncio.run(scenario()) == [True, True, False]


def test_a_clock_that_leaps_and_comes_back_gives_nothing_away(database: Database) -> None:
    """What was spent in a window stays spent, wherever the clock has been meanwhile."""

    async def scenario() -> list[bool]:
        one = Rate(most=1, seconds=3600, source="a test")
        leaps = [timedelta(), timedelta(days=30), timedelta(), timedelta(days=30), timedelta(-1)]
        answers = [await database.write(spend, NOON + by, "one", one, SUBJECT) for by in leaps]
        return [answer.allowed for answer in answers]

    assert asyncio.run(scenario()) == [True, True, False, False, True]
