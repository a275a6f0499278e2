"""Tables keep the house's rules: a period for each, and the person's id first in the key."""

import msgspec
from sqlmodel import SQLModel

from domain.policy.periods import Retention
from domain.retention.keeping import FOREVER, KEPT
from domain.storage.migrate import load_records

# Tables that stand apart from people, with what their key begins with and why.
_APART = {"job", "service", "counter", "audit", "area", "area_revision"}
_FIRST = ("person_id", "holder_id", "venue_id", "account_id", "division", "token_hash", "handle")


def _tables() -> set[str]:
    load_records()
    return set(SQLModel.metadata.tables)


def test_every_table_has_a_period() -> None:
    assert _tables() == set(KEPT)


def test_every_period_is_one_of_the_policy() -> None:
    periods = {field.name for field in msgspec.structs.fields(Retention)}
    assert set(KEPT.values()) - {FOREVER} <= periods


def test_tables_of_people_begin_with_the_person() -> None:
    load_records()
    for name, table in SQLModel.metadata.tables.items():
        first = next(iter(table.primary_key.columns)).name
        assert name in _APART or first.startswith(_FIRST) or first.endswith("_index"), (
            f"{name} begins with {first}"
        )
