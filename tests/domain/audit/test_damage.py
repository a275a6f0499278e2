"""What an insider with a console can do to the database, and that inspection names it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.audit.damage import Damage, Flaw
from domain.audit.entry import Entry, leaf_of_entry, mac_of
from domain.audit.heads import sign
from domain.audit.leaf import leaf_mac
from domain.audit.store import entry_row, leaf_row
from domain.audit.stored import ENTRY, HEAD, LEAF, entry_of, leaf_of
from domain.kernel.ids import random_id
from domain.storage.keys import Kind, MemoryKeyRing
from tests.domain.acts import RING
from tests.domain.audit.log import Log, places
from tests.domain.audit.spoil import spoil

SIZE = 120


def damaged(log: Log, table: str, key: str, column: str, at: int) -> None:
    spoil(log.books.work.connection, table, column, key, at)


def test_one_byte_in_each_column_of_60_entries_is_named_and_nothing_else(log: Log) -> None:
    flip_entries(log, 120, every=2)


@pytest.mark.prove
def test_one_byte_in_each_column_of_500_entries_is_named_and_nothing_else(log: Log) -> None:
    flip_entries(log, 1000, every=2)


def flip_entries(log: Log, size: int, every: int) -> None:
    entries = log.sealed(size, batch=100)
    flipped: dict[int, str] = {}
    for position in range(0, size, every):
        column = ENTRY[position // every % len(ENTRY)]
        damaged(log, "audit", "rowid", column, position + 1)
        flipped[position] = column
    found = log.inspect()
    named = {each.position for each in found if each.position is not None}
    assert named == set(flipped)
    assert {each.flaw for each in found} <= {
        Flaw.ENTRY_ALTERED,
        Flaw.ENTRY_UNREADABLE,
        Flaw.ENTRY_MISSING,
    }
    assert all(each.entry == str(entries[each.position]) for each in found if each.position)
    # An entry under another id is named a second time, under the id that it has now.
    renamed = sum(column == "entry_id" for column in flipped.values())
    assert len(found) == len(flipped) + renamed


@pytest.mark.parametrize("column", LEAF)
def test_one_byte_in_a_leaf_is_named(log: Log, column: str) -> None:
    log.sealed(SIZE)
    for position in (0, 17, 63, 101) if column != "node" else (1, 17, 63, 101):
        damaged(log, "audit_leaf", "position", column, position)
    found = [each for each in log.inspect() if each.flaw is not Flaw.HEAD_UNPROVEN]
    if column == "position":
        missing = [each.position for each in found if each.flaw is Flaw.LEAF_MISSING]
        assert missing == [0, 17, 63, 101]
        assert {each.flaw for each in found} == {Flaw.LEAF_MISSING, Flaw.LEAF_ALTERED}
    else:
        expected = (1, 17, 63, 101) if column == "node" else (0, 17, 63, 101)
        assert places(found) == [(Flaw.LEAF_ALTERED, at) for at in expected]


@pytest.mark.parametrize("column", HEAD)
def test_one_byte_in_a_head_is_named(log: Log, column: str) -> None:
    log.sealed(SIZE, batch=20)
    damaged(log, "audit_head", "number", column, 3)
    found = log.inspect()
    if column == "number":
        assert found == [
            Damage(Flaw.HEAD_MISSING, head=3, until=3),
            Damage(Flaw.HEAD_ALTERED, head=3 ^ 1 << 20),
        ]
    else:
        assert found == [Damage(Flaw.HEAD_ALTERED, head=3)]


def test_a_deleted_entry_is_named(log: Log) -> None:
    entries = log.sealed(SIZE)
    log.run("DELETE FROM audit WHERE entry_id = :id", id=entries[40].bytes)
    assert log.inspect() == [Damage(Flaw.ENTRY_MISSING, 40, str(entries[40]))]


def test_an_entry_deleted_with_its_leaf_is_named(log: Log) -> None:
    entries = log.sealed(SIZE)
    for at in (40, 41, 119):
        log.run("DELETE FROM audit WHERE entry_id = :id", id=entries[at].bytes)
        log.run("DELETE FROM audit_leaf WHERE position = :at", at=at)
    found = log.inspect()
    gaps = [each for each in found if each.flaw is Flaw.LEAF_MISSING]
    assert gaps == [
        Damage(Flaw.LEAF_MISSING, 40, until=41),
        Damage(Flaw.LEAF_MISSING, 119, until=119),
    ]
    assert {each.flaw for each in found} == {Flaw.LEAF_MISSING, Flaw.HEAD_AHEAD}


def test_an_inserted_entry_is_named_with_and_without_a_genuine_mac(log: Log) -> None:
    log.sealed(SIZE)
    ctx = log.books.context()
    forged = Entry(random_id(), ctx.instant, "system", None, "purged", None, "", 1, bytes(32))
    kept = replace(forged, entry_id=random_id())
    kept = replace(kept, mac=mac_of(RING, kept))
    for entry in (forged, kept):
        values = {name: getattr(entry, name) for name in ENTRY}
        values |= {"entry_id": entry.entry_id.bytes, "at": f"{entry.at:%Y-%m-%d %H:%M:%S.%f}"}
        places_ = ", ".join(f":{name}" for name in ENTRY)
        log.run(f"INSERT INTO audit ({', '.join(ENTRY)}) VALUES ({places_})", **values)
    found = {each.entry: each.flaw for each in log.inspect()}
    assert found == {
        str(forged.entry_id): Flaw.ENTRY_ALTERED,
        str(kept.entry_id): Flaw.ENTRY_UNSEALED,
    }


def test_two_swapped_entries_are_both_named(log: Log) -> None:
    entries = log.sealed(SIZE)
    one, two, apart = entries[10].bytes, entries[90].bytes, bytes(16)
    for old, new in ((one, apart), (two, one), (apart, two)):
        log.run("UPDATE audit SET entry_id = :new WHERE entry_id = :old", old=old, new=new)
    assert places(log.inspect()) == [(Flaw.ENTRY_ALTERED, 10), (Flaw.ENTRY_ALTERED, 90)]


def test_two_swapped_positions_are_both_named(log: Log) -> None:
    log.sealed(SIZE)
    for old, new in ((10, -1), (90, 10), (-1, 90)):
        log.run("UPDATE audit_leaf SET position = :new WHERE position = :old", old=old, new=new)
    assert places(log.inspect()) == [(Flaw.LEAF_ALTERED, 10), (Flaw.LEAF_ALTERED, 90)]


def test_an_entry_written_anew_with_the_key_still_misses_its_leaf(log: Log) -> None:
    """Somebody with the ring but one slip: the entry's MAC fits, its leaf says otherwise."""
    entries = log.sealed(SIZE)
    row = entry_row(log.books.work, entries[33])
    entry = entry_of(row) if row else None
    assert entry is not None
    entry = replace(entry, fields="other")
    log.run(
        "UPDATE audit SET fields = 'other', mac = :mac WHERE entry_id = :id",
        mac=mac_of(RING, entry),
        id=entry.entry_id.bytes,
    )
    assert log.inspect() == [Damage(Flaw.ENTRY_REPLACED, 33, str(entries[33]))]


def test_a_leaf_written_anew_with_the_key_breaks_the_tree(log: Log) -> None:
    """Somebody with the ring who rewrites entry and leaf is betrayed by tree and heads."""
    entries = log.sealed(SIZE)
    entry_id = entries[32]
    row, sealed = entry_row(log.books.work, entry_id), leaf_row(log.books.work, entry_id)
    entry = entry_of(row) if row else None
    leaf = leaf_of(sealed) if sealed else None
    assert entry is not None
    assert leaf is not None
    entry = replace(entry, fields="other")
    entry = replace(entry, mac=mac_of(RING, entry))
    leaf = replace(leaf, hash=leaf_of_entry(entry))
    log.run(
        "UPDATE audit SET fields = 'other', mac = :mac WHERE entry_id = :id",
        mac=entry.mac,
        id=entry_id.bytes,
    )
    log.run(
        "UPDATE audit_leaf SET hash = :hash, mac = :mac WHERE position = 32",
        hash=leaf.hash,
        mac=leaf_mac(RING, leaf),
    )
    assert places(log.inspect()) == [(Flaw.TREE_BROKEN, 33)]


def test_deleting_what_waits_is_seen(log: Log) -> None:
    log.sealed(SIZE)
    log.leave(2)
    waiting = "(SELECT min(entry_id) FROM audit_pending)"
    log.run(f"DELETE FROM audit WHERE entry_id = {waiting}")
    assert [each.flaw for each in log.inspect()] == [Flaw.ENTRY_MISSING]
    log.run("DELETE FROM audit_pending")
    assert [each.flaw for each in log.inspect()] == [Flaw.ENTRY_UNSEALED]


def test_another_ring_finds_nothing_genuine(log: Log) -> None:
    log.sealed(5)
    head = sign(MemoryKeyRing({(Kind.AUDIT, 1): bytes(32)}), 0, 5, log.books.instant, bytes(32))
    assert log.inspect([head.line]) == [Damage(Flaw.HEAD_ALTERED, kept=1)]


def test_a_position_far_away_does_not_stop_inspection_or_sealing(log: Log) -> None:
    log.sealed(SIZE)
    log.run("UPDATE audit_leaf SET position = 1099511627776 WHERE position = 119")
    log.books.instant += timedelta(hours=1)
    log.sealed(10)
    found = log.inspect()
    flaws = [(each.flaw, each.position, each.until) for each in found if each.position is not None]
    assert flaws[0] == (Flaw.LEAF_ALTERED, 1099511627776, None)
    assert flaws[1] == (Flaw.LEAF_MISSING, 119, 1099511627776)
