"""Many at once: five tries at a code, one use of it, five codes to a number; in four processes."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from domain.kernel.actor import ANYONE
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, check_code, send_code
from domain.policy.context import Context
from domain.storage.door import Database
from tests.databases import Place, open_door
from tests.domain.acts import NOON, POLICIES, RING

HERE = Binding("+8613900000001", Purpose.LOOK_UP, b"b" * 32)
ASKER = Asker(b"n" * 16, "zh")
CODE = "042917"
PROCESSES, EACH = 4, 25


def context() -> Context:
    return Context(ANYONE, NOON, RING, POLICIES, random_id())


async def _send(database: Database, binding: Binding) -> str:
    try:
        await database.write(send_code, context(), binding, ASKER, CODE)
    except DomainError as refusal:
        return refusal.code.value
    return "sent"


async def _check(database: Database, typed: str) -> str:
    fault = await database.write(check_code, context(), HERE, typed)
    return "taken" if fault is None else fault.value


def in_a_process(place: Place, act: str, which: int) -> list[str]:
    """Send or check many times at once in a process of its own; give what came of each."""

    async def scenario() -> list[str]:
        database = open_door(place)
        try:
            if act == "send":
                browsers = [bytes([which, each]) * 16 for each in range(EACH)]
                bound = [Binding(HERE.phone, HERE.purpose, browser) for browser in browsers]
                return await asyncio.gather(*(_send(database, each) for each in bound))
            return await asyncio.gather(*(_check(database, act) for _ in range(EACH)))
        finally:
            database.close()

    return asyncio.run(scenario())


def everywhere(place: Place, act: str) -> list[str]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        found = pool.map(partial(in_a_process, place, act), range(PROCESSES))
        return [each for some in found for each in some]


def _prepared(place: Place) -> None:
    async def scenario() -> None:
        database = open_door(place)
        await database.write(send_code, context(), HERE, ASKER, CODE)
        database.close()

    asyncio.run(scenario())


def test_five_of_a_hundred_tries_are_looked_at(place: Place) -> None:
    _prepared(place)
    found = everywhere(place, "000000")
    assert found.count(CodeFault.WRONG.value) == 5
    assert found.count(CodeFault.OVER.value) == PROCESSES * EACH - 5


def test_a_code_is_taken_once_of_a_hundred_times(place: Place) -> None:
    _prepared(place)
    found = everywhere(place, CODE)
    assert found.count("taken") == 1
    assert found.count(CodeFault.OVER.value) == PROCESSES * EACH - 1


def test_five_of_a_hundred_codes_go_to_one_number(place: Place) -> None:
    found = everywhere(place, "send")
    assert found.count("sent") == 5
    assert found.count("too_many") == PROCESSES * EACH - 5
