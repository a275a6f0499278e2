"""What only heads show: a tail cut off, an older copy put back, a history written anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.audit.damage import Damage, Flaw
from tests.domain.audit.log import Log

SIZE = 100


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Log]:
    """Another log under the same ring: what somebody with the keys would write instead."""
    (tmp_path / "other").mkdir()
    opened = Log(tmp_path / "other")
    yield opened
    opened.close()


def kept(log: Log) -> list[str]:
    return [head.line for head in log.signed]


def test_a_tail_cut_off_is_named_by_position(log: Log) -> None:
    log.sealed(SIZE, batch=40)
    log.run("DELETE FROM audit WHERE rowid > 90")
    log.run("DELETE FROM audit_leaf WHERE position >= 90")
    assert log.inspect() == [
        Damage(Flaw.HEAD_AHEAD, head=2),
        Damage(Flaw.LEAF_MISSING, 90, until=99),
    ]


def test_a_tail_cut_off_with_its_heads_is_seen_by_who_kept_them(log: Log) -> None:
    log.sealed(SIZE, batch=40)
    log.run("DELETE FROM audit WHERE rowid > 90")
    log.run("DELETE FROM audit_leaf WHERE position >= 90")
    log.run("DELETE FROM audit_head WHERE size > 90")
    assert log.inspect() == []
    assert log.inspect(kept(log)) == [
        Damage(Flaw.HEAD_AHEAD, head=2, kept=3),
        Damage(Flaw.LEAF_MISSING, 90, until=99),
    ]


def test_a_log_that_went_on_after_a_cut_is_a_fork(log: Log) -> None:
    log.sealed(SIZE, batch=40)
    log.run("DELETE FROM audit WHERE rowid > 90")
    log.run("DELETE FROM audit_leaf WHERE position >= 90")
    log.run("DELETE FROM audit_head WHERE size > 90")
    before = kept(log)
    log.sealed(50)
    assert log.inspect() == []
    assert log.inspect(before) == [Damage(Flaw.HEAD_FORKED, head=2, kept=3)]
    assert log.inspect(before[:2]) == []


def test_a_history_written_anew_with_the_ring_is_a_fork(log: Log, other: Log) -> None:
    log.sealed(SIZE, batch=40)
    other.sealed(SIZE, batch=40)
    assert other.inspect() == []
    assert [each.flaw for each in other.inspect(kept(log))] == [Flaw.HEAD_FORKED] * 3


def test_a_removed_head_and_a_spoilt_line_are_named(log: Log) -> None:
    log.sealed(SIZE, batch=20)
    log.run("DELETE FROM audit_head WHERE number IN (1, 2)")
    lines = kept(log)
    lines[4] = lines[4].replace(" 100 ", " 101 ")
    assert log.inspect([*lines, "", "nonsense"]) == [
        Damage(Flaw.HEAD_MISSING, head=1, until=2),
        Damage(Flaw.HEAD_ALTERED, kept=5),
        Damage(Flaw.HEAD_ALTERED, kept=7),
    ]


def test_heads_of_an_idle_time_hold(log: Log) -> None:
    log.sealed(3)
    for _ in range(20):
        log.head()
    assert log.inspect(kept(log)) == []


def test_a_head_over_a_damaged_leaf_is_said_to_be_unproven(log: Log) -> None:
    log.sealed(SIZE, batch=SIZE)
    log.run("UPDATE audit_leaf SET hash = zeroblob(32) WHERE position = 63")
    assert [(each.flaw, each.position, each.head) for each in log.inspect()] == [
        (Flaw.HEAD_UNPROVEN, None, 0),
        (Flaw.LEAF_ALTERED, 63, None),
    ]
