"""Counts of doors: each who may count, and only what is theirs."""

from dataclasses import replace

from domain.admission.figures import Figures, figures_of
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of
from domain.kernel.ids import random_id
from domain.policy.places import Sector
from tests.domain.acts import Books, in_contact
from tests.domain.admission.doors import code_of, person, post
from web.contexts.figures import figures_page
from web.i18n import load_catalogues, use_language


def counted(books: Books, actor: Actor) -> Figures:
    return figures_of(books.work, replace(books.context(), actor=actor), day_of(books.instant))


def test_each_counts_what_is_theirs(books: Books) -> None:
    market, school = post(books), post(books, sector=Sector.EDUCATION, division="532528100")
    for door in (market, market, school):
        door.scan(code_of(books, person(books)))
    market.scan(code_of(books, person(books, in_contact())))
    own, theirs = counted(books, market.actor), counted(books, school.actor)
    assert (own.total, own.colours, own.acts) == (
        3,
        {"green": 2, "red": 1},
        {"let_in": 2, "stop": 1},
    )
    assert own.hours == {12: 3}
    assert theirs.total == 1
    manager = Actor(Role.VENUE, random_id(), "532528213", None, market.door.venue)
    assert counted(books, manager).total == 3
    totals = {
        "532528": 4,
        "532528213": 3,
        "532528100": 1,
        "5301": 0,
    }
    for division, total in totals.items():
        assert counted(books, Actor(Role.COUNTY, random_id(), division)).total == total
    sector = Actor(Role.SECTOR, random_id(), "532528", "education")
    assert counted(books, sector).total == 1


def test_a_sector_s_office_sees_few_of_a_kind_as_few(books: Books) -> None:
    load_catalogues()
    use_language("en")
    market = post(books)
    for _ in range(2):
        market.scan(code_of(books, person(books, in_contact())))
    shown = []
    for actor in (market.actor, Actor(Role.SECTOR, random_id(), "53", "markets")):
        ctx = replace(books.context(), actor=actor)
        found = figures_page(ctx, counted(books, actor))
        shown.append(dict(found.colours)["Red"])
    assert shown == ["2", "< 5"]
