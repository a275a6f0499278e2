"""A few ordinary neighbours to fill the townships, made by Faker when a database is seeded."""

from importlib import import_module
from typing import Any

from domain.places.divisions import children_of
from web.demo.cast import COUNTY, MadeUp, resident, told
from web.i18n import mark

NEIGHBOUR = mark("A neighbour, to fill the list.")
NEIGHBOURS = 6
FIRST_PHONE = 41
_SEED = 532528
_YOUNGEST, _OLDEST = 18, 80


def crowd() -> tuple[MadeUp, ...]:
    """Make the neighbours, each in another township; none where Faker is not installed.

    The same ones every time but for their age: numbers have right check digits.
    """
    try:
        faker: Any = import_module("faker").Faker("zh_CN")
    except ModuleNotFoundError:
        return ()
    faker.seed_instance(_SEED)
    towns = children_of(COUNTY)
    return tuple(_neighbour(faker, at, towns[-1 - at].code[6:]) for at in range(NEIGHBOURS))


def _neighbour(faker: Any, at: int, town: str) -> MadeUp:
    number = faker.ssn(min_age=_YOUNGEST, max_age=_OLDEST, gender="FM"[at % 2], area_code=COUNTY)
    return MadeUp(
        FIRST_PHONE + at,
        "甲乙丙丁戊己庚辛"[at] + faker.first_name(),
        resident(number),
        NEIGHBOUR,
        town=town,
        tellings=told(2 * at + 1),
    )
