"""Tables keep the house's rules: a period for each, and the person's id first in the key."""

import msgspec
from sqlalchemy import Integer, UniqueConstraint
from sqlmodel import SQLModel

from domain.policy.periods import Retention
from domain.retention.keeping import FOREVER, KEPT
from domain.storage.migrate import load_records

# Tables that stand apart from people, with what their key begins with and why.
_APART = {"job", "service", "counter", "area", "area_revision"}
# A queue: what waits is found by when it is due, whosever it is.
_APART |= {"outbox"}
_APART |= {"audit", "audit_pending", "audit_leaf", "audit_head"}
# What a poster says is public, and found by what its QR holds.
_APART |= {"poster"}
# Tables whose key holds a number on purpose: positions of a log are counted.
_COUNTED = {"audit_leaf", "audit_head"}
# Tables whose key holds a number drawn by chance, which tells nothing.
_DRAWN = {"status"}
_FIRST = ("person_id", "holder_id", "venue_id", "account_id", "division", "token_hash", "handle")


def _tables() -> set[str]:
    load_records()
    return set(SQLModel.metadata.tables)


def test_every_table_has_a_period() -> None:
    assert _tables() == set(KEPT)


def test_every_period_is_one_of_the_policy() -> None:
    periods = {field.name for field in msgspec.structs.fields(Retention)}
    assert set(KEPT.values()) - {FOREVER} <= periods


def test_no_key_is_counted_up() -> None:
    """A serial number tells how many there are, and two hosts would count alike."""
    load_records()
    for name, table in SQLModel.metadata.tables.items():
        for column in table.primary_key.columns:
            counted = isinstance(column.type, Integer) and column.foreign_keys == set()
            assert not counted or name in _COUNTED | _DRAWN, f"{name}.{column.name} is a number"


def test_what_is_unique_is_so_within_its_first_column() -> None:
    """A table spread over machines can promise no other uniqueness."""
    load_records()
    for name, table in SQLModel.metadata.tables.items():
        first = next(iter(table.primary_key.columns)).name
        unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
        columns = [each.columns for each in unique]
        columns += [index.columns for index in table.indexes if index.unique]
        assert all(first in names for names in columns), f"{name} has another unique key"


def test_references_stay_with_the_person_or_lead_to_reference_tables() -> None:
    load_records()
    for name, table in SQLModel.metadata.tables.items():
        for key in table.foreign_keys:
            near = key.parent.name == key.column.name == "person_id"
            assert near or key.column.table.name in _APART, (
                f"{name} refers to {key.target_fullname}"
            )


def test_tables_of_people_begin_with_the_person() -> None:
    load_records()
    for name, table in SQLModel.metadata.tables.items():
        first = next(iter(table.primary_key.columns)).name
        assert name in _APART or first.startswith(_FIRST) or first.endswith("_index"), (
            f"{name} begins with {first}"
        )
