"""Sealed cells open in their own place alone, and keys are kept where others cannot read."""

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.storage.keyfile import FileKeyRing, KeyFileError
from domain.storage.keys import KeyMissingError, Kind, MemoryKeyRing
from domain.storage.sealing import Cell, SealBrokenError, keyed_index, seal, unseal

PERSON = UUID(int=7)
CELL = Cell("claim", "sealed", b"row", PERSON)
DAY = date(2020, 4, 7)
RING = MemoryKeyRing(
    {(Kind.SEAL, 1): b"s" * 32, (Kind.INDEX, 1): b"i" * 32, (Kind.DAY, DAY.toordinal()): b"d" * 32}
)


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_again_and_does_not_show(value: bytes) -> None:
    sealed = seal(RING.current(Kind.SEAL), value, CELL)
    assert unseal(RING, sealed, CELL) == value
    assert len(value) < 4 or value not in sealed


@given(st.integers(min_value=0, max_value=200), st.integers(min_value=0, max_value=7))
def test_any_flipped_bit_is_found(at: int, bit: int) -> None:
    sealed = bytearray(seal(RING.current(Kind.SEAL), b"some answer", CELL))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises((SealBrokenError, KeyMissingError)):
        unseal(RING, bytes(sealed), CELL)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Cell("code", "sealed", b"row", PERSON),
        Cell("claim", "other", b"row", PERSON),
        Cell("claim", "sealed", b"another", PERSON),
        Cell("claim", "sealed", b"row", UUID(int=8)),
    ],
)
def test_a_cell_moved_elsewhere_does_not_open(elsewhere: Cell) -> None:
    with pytest.raises(SealBrokenError):
        unseal(RING, seal(RING.current(Kind.SEAL), b"x", CELL), elsewhere)


@given(st.binary(max_size=80))
def test_any_bytes_are_refused_in_words(junk: bytes) -> None:
    with pytest.raises((SealBrokenError, KeyMissingError)):
        unseal(RING, junk, CELL)


def test_an_index_differs_by_field_and_finds_exact_values() -> None:
    assert keyed_index(RING, "phone", "+8613800000000") == keyed_index(
        RING, "phone", "+8613800000000"
    )
    assert keyed_index(RING, "phone", "1") != keyed_index(RING, "document", "1")


def test_the_key_file_is_private_shared_and_drops_days(tmp_path: Path) -> None:
    path, data = tmp_path / "keys" / "ring.json", tmp_path / "data"
    one, two = FileKeyRing(path, data), FileKeyRing(path, data)
    assert path.stat().st_mode & 0o077 == 0
    one.make_days([DAY, DAY + timedelta(days=1)])
    sealed = seal(one.of_day(DAY), b"fever", CELL)
    assert unseal(two, sealed, CELL) == b"fever"
    assert one.drop_days_before(DAY + timedelta(days=1)) == 1
    two.reread()
    with pytest.raises(KeyMissingError):
        unseal(two, sealed, CELL)


def test_a_ring_inside_the_data_folder_or_open_to_others_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError):
        FileKeyRing(tmp_path / "data" / "ring.json", tmp_path / "data")
    path = tmp_path / "ring.json"
    FileKeyRing(path, tmp_path / "data")
    path.chmod(0o644)
    with pytest.raises(KeyFileError):
        FileKeyRing(path, tmp_path / "data")


def test_a_ring_made_before_a_kind_gains_it_and_keeps_the_rest(tmp_path: Path) -> None:
    path, data = tmp_path / "ring.json", tmp_path / "data"
    first = FileKeyRing(path, data)
    first.make_days([DAY])
    _forget(path, Kind.BACKUP)
    one, two = FileKeyRing(path, data), FileKeyRing(path, data)
    assert one.current(Kind.BACKUP) == two.current(Kind.BACKUP)
    assert one.current(Kind.BACKUP) != first.current(Kind.BACKUP)
    assert one.current(Kind.SEAL) == first.current(Kind.SEAL)
    assert one.of_day(DAY) == first.of_day(DAY)
    assert path.stat().st_mode & 0o077 == 0


def test_a_ring_that_lost_a_kind_of_the_first_release_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    FileKeyRing(path, tmp_path / "data")
    _forget(path, Kind.SEAL)
    with pytest.raises(KeyFileError, match="damaged"):
        FileKeyRing(path, tmp_path / "data")


def _forget(path: Path, kind: Kind) -> None:
    ring = json.loads(path.read_text())
    ring["keys"] = [key for key in ring["keys"] if key[0] != kind]
    path.write_text(json.dumps(ring))


def test_a_damaged_ring_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    path.write_text("{")
    path.chmod(0o600)
    with pytest.raises(KeyFileError):
        FileKeyRing(path, tmp_path / "data")


def test_an_older_ring_gains_the_kinds_that_came_since(tmp_path: Path) -> None:
    file = tmp_path / "keys/ring.json"
    made = FileKeyRing(file, tmp_path / "data")
    seal_key = made.current(Kind.SEAL)
    rows = [row for row in json.loads(file.read_text())["keys"] if row[0] != Kind.CREDENTIAL]
    file.write_text(json.dumps({"version": 1, "keys": rows}))
    opened = FileKeyRing(file, tmp_path / "data")
    assert opened.current(Kind.SEAL) == seal_key
    assert len(opened.held(Kind.CREDENTIAL)) == 1
    again = FileKeyRing(file, tmp_path / "data")
    assert again.held(Kind.CREDENTIAL) == opened.held(Kind.CREDENTIAL)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_next_key_is_made_once_and_seen_by_other_processes(tmp_path: Path) -> None:
    file = tmp_path / "keys/ring.json"
    one, other = (FileKeyRing(file, tmp_path / "data") for _ in range(2))
    one.make_next(Kind.CREDENTIAL, 1_600_000_000)
    one.make_next(Kind.CREDENTIAL, 1_600_000_000)
    other.reread()
    assert [key.number for key in one.held(Kind.CREDENTIAL)] == [1, 1_600_000_000]
    assert other.held(Kind.CREDENTIAL) == one.held(Kind.CREDENTIAL)
