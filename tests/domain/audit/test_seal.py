"""Sealing: every committed entry once, whatever its id, in whichever batch, and roots that fit."""

from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from domain.audit.damage import Flaw
from domain.audit.entry import leaf_of_entry
from domain.audit.heads import is_signed_by, public_key, read_head
from domain.audit.note import Act, note
from domain.audit.proof import prove
from domain.audit.proofs import consistency_proof, is_consistent, is_included
from domain.audit.records import AuditLeafRecord, AuditPendingRecord, AuditRecord
from domain.audit.seal import seal, sign_head
from domain.audit.store import entry_row, perfect
from domain.audit.stored import entry_of
from domain.audit.tree import EMPTY, Frontier, peaks
from tests.domain.acts import RING
from tests.domain.audit.log import Log


def test_an_empty_log_has_a_head_too(log: Log) -> None:
    assert seal(log.books.work, log.books.context()) == 0
    assert (log.head().size, log.signed[0].root) == (0, EMPTY)
    assert log.inspect() == []


def test_every_entry_is_sealed_once_and_the_heads_hold(log: Log) -> None:
    entries = log.sealed(200, batch=33)
    assert len(set(entries)) == len(entries) == 200
    assert log.books.session.exec(select(func.count(col(AuditPendingRecord.entry_id)))).one() == 0
    assert [head.number for head in log.signed] == list(range(7))
    assert log.inspect() == []
    assert log.inspect([head.line for head in log.signed]) == []


def test_an_entry_committed_late_under_an_older_id_is_not_missed(log: Log) -> None:
    before = log.sealed(10)
    log.books.pass_time(days=-3)
    note(log.books.work, log.books.context(), Act.DECLARED, None)
    log.books.pass_time(days=4)
    late = log.sealed(5)[10:]
    assert len(late) == 6
    assert min(late) < min(before)
    assert log.inspect() == []


def test_what_waits_is_neither_sealed_nor_damage(log: Log) -> None:
    log.sealed(10)
    log.leave(3)
    assert log.inspect() == []


def test_the_root_is_that_of_the_leaves_and_no_old_leaf_is_read(log: Log) -> None:
    log.sealed(45, batch=10)
    completing = [((index + 1) << level) - 1 for level, index in peaks(45)]
    log.run(f"UPDATE audit_leaf SET node = x'' WHERE position NOT IN {tuple(completing)}")
    frontier = Frontier()
    for entry_id in log.sealed(32, batch=10):
        row = entry_row(log.books.work, entry_id)
        entry = entry_of(row) if row else None
        assert entry is not None
        frontier.add(leaf_of_entry(entry))
    assert sign_head(log.books.work, log.books.context()).root == frontier.root()


def test_a_head_can_be_checked_without_our_ring(log: Log) -> None:
    log.sealed(10)
    line, public = log.head().line, public_key(RING)
    head = read_head(line)
    assert head is not None
    assert is_signed_by(head, public)
    for spoilt in (
        line.replace(" 10 ", " 11 "),
        line[:-4] + ("AQ==" if line.endswith("AA==") else "AA=="),
        line + " ",
        "",
        "a b c d e f g",
    ):
        read = read_head(spoilt)
        assert read is None or not is_signed_by(read, public)


def test_proofs_made_from_the_nodes_hold(log: Log) -> None:
    entries = log.sealed(75, batch=9)
    work, last = log.books.work, log.signed[-1]
    for position, entry_id in enumerate(entries):
        proof = prove(work, entry_id)
        assert proof is not None
        assert (proof.leaf.position, proof.head) == (position, last)
        assert is_included(proof.leaf.hash, position, last.size, proof.path, last.root)
    for first in log.signed:
        proven = prove_growth(log, first.size, last.size)
        assert is_consistent(first.size, first.root, last.size, last.root, proven)


def prove_growth(log: Log, first: int, second: int) -> tuple[bytes, ...]:
    return consistency_proof(
        first, second, lambda level, index: perfect(log.books.work, level, index)
    )


def test_there_is_no_proof_of_what_is_not_sealed(log: Log) -> None:
    log.leave(1)
    (waiting,) = log.books.session.exec(select(AuditRecord.entry_id)).all()
    assert prove(log.books.work, waiting) is None
    seal(log.books.work, log.books.context())
    assert prove(log.books.work, waiting) is None
    log.head()
    assert prove(log.books.work, waiting) is not None


@pytest.mark.parametrize("spoilt", ["role = 'x'", "role = CAST(x'ff' AS TEXT)", "at = '2020'"])
def test_what_was_damaged_while_it_waited_stops_nothing(log: Log, spoilt: str) -> None:
    log.leave(5)
    log.run(f"UPDATE audit SET {spoilt} WHERE rowid = 3")
    assert seal(log.books.work, log.books.context()) == 5
    log.head()
    found = log.inspect()
    assert [each.position for each in found] == [2]
    assert found[0].flaw in {Flaw.ENTRY_ALTERED, Flaw.ENTRY_UNREADABLE}


def test_leaves_stay_when_entries_outlive_their_period(log: Log) -> None:
    entries = log.sealed(20)
    period = log.books.context().policies.retention.audit.length
    assert period is not None
    log.books.instant += period + timedelta(seconds=-10)
    for entry_id in entries[:9]:
        log.run("DELETE FROM audit WHERE entry_id = :id", id=entry_id.bytes)
    assert log.inspect() == []
    log.run("DELETE FROM audit WHERE entry_id = :id", id=entries[12].bytes)
    assert [(each.flaw, each.position) for each in log.inspect()] == [(Flaw.ENTRY_MISSING, 12)]
    assert len(log.books.session.exec(select(AuditLeafRecord.position)).all()) == 20
