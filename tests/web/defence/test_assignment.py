"""T10, mass assignment: no POST takes a field that its form does not have, however it is spelt."""

import csv
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.declaration.drafts import open_draft
from domain.declaration.fields import BEGUN, OWN, is_own
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.made_up import Form
from tests.web.defence.objects import own_form
from tests.web.defence.phones import Household
from tests.web.defence.rows import POSTS, ROWS
from tests.web.defence.tables import Rows, readable

_CASES = Path(__file__).parents[2] / "cases/hostile/privileged.csv"
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.title,
    "{}[]".format,
    "_{}".format,
    "person.{}".format,
    "person[{}]".format,
    "{}__set".format,
)


def privileged(other: Household) -> Iterator[tuple[str, str]]:
    """Give each field that nobody may set, with a value somebody would like it to have."""
    ids = {
        "person": str(other.holder.person_id),
        "holder": str(other.holder.id),
        "draft": str(other.draft),
    }
    with _CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], row["value"].format(**ids)


def test_there_are_enough_of_them(others: dict[str, Household]) -> None:
    assert len(list(privileged(others["other"]))) >= 25


def batches(route: str, other: Household) -> Iterator[Form]:
    """Give all privileged fields at once, a batch for each spelling."""
    own = {*ROWS[route].objects, "csrf"}
    for spelling in SPELLINGS:
        batch = {spelling(name): value for name, value in privileged(other)}
        yield {name: value for name, value in batch.items() if name not in own}


def _hold(held: Server, own: Household, route: str, sent: Iterator[Form]) -> int:
    """Send a route's own form, then it again with each batch: the rows end up the same."""
    row = ROWS[route]
    method, path, form = own_form(route, own)
    own.phone.send(method, path, form)
    plain, count = readable(held), 0
    for batch in sent:
        assert own.phone.send(method, path, {**batch, **form}, params=batch).status_code < 500
        assert _steady(readable(held), row.grows) == _steady(plain, row.grows), batch
        draft = held.run(held.services.db.read(open_draft, held.services.ring, own.holder.id))
        if draft is not None:
            assert all(_belongs(name) for name in draft.entries)
        count += len(batch)
    return count


def _belongs(field: str) -> bool:
    return field in BEGUN or any(is_own(step, field) for step in OWN)


def _steady(rows: Rows, grows: frozenset[str]) -> Rows:
    return {name: each for name, each in rows.items() if name not in grows}


@pytest.mark.parametrize("route", POSTS)
def test_what_a_form_does_not_have_changes_nothing(
    held: Server, own: Household, others: dict[str, Household], route: str, tally: Tally
) -> None:
    count = _hold(held, own, route, batches(route, others["other"]))
    tally("T10", fields=count, set=0)


@pytest.mark.prove
@pytest.mark.parametrize("route", POSTS)
def test_each_field_alone_changes_nothing(
    held: Server, own: Household, others: dict[str, Household], route: str, tally: Tally
) -> None:
    alone = (
        {name: value}
        for batch, _ in itertools.product(batches(route, others["other"]), [0])
        for name, value in batch.items()
    )
    tally("T10", fields=_hold(held, own, route, alone), set=0)
