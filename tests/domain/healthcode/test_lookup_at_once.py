"""A look-up's limit is exact, however many ask at once in however many processes."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

from domain.healthcode.asking import Asked
from domain.healthcode.lookup import look_up
from domain.healthcode.values import LookedUp
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from domain.people.documents import Document, DocumentKind
from domain.policy.context import Context
from tests.databases import Place, open_door
from tests.domain.acts import NOON, POLICIES, RING

ASKED = Asked("+8613900000001", Document(DocumentKind.PASSPORT, "TEST00001"), "VN")


def ask_many(place: Place, times: int) -> int:
    """Look the same numbers up in a process of its own; give how often it was let."""

    async def scenario() -> int:
        database = open_door(place)
        ctx = Context(Actor(Role.SYSTEM), NOON, RING, POLICIES, random_id())
        asked = [database.write(look_up, ctx, ASKED, b"n" * 16) for _ in range(times)]
        answers = await asyncio.gather(*asked)
        database.close()
        return sum(isinstance(answer, LookedUp) for answer in answers)

    return asyncio.run(scenario())


def let_in_four(place: Place, each: int) -> int:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(partial(ask_many, place), [each] * 4))


def test_exactly_five_of_forty_are_looked_for(place: Place) -> None:
    assert let_in_four(place, 10) == POLICIES.limits.lookup_by_phone.most


@pytest.mark.prove
def test_exactly_five_of_four_hundred_are_looked_for(place: Place) -> None:
    assert let_in_four(place, 100) == POLICIES.limits.lookup_by_phone.most
