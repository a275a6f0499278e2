"""The purge of audit entries: the outlived go, their leaves stay, and the log still verifies."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from domain.audit.damage import Damage, Flaw
from domain.audit.records import AuditLeafRecord, AuditRecord
from domain.retention.purge import purge
from tests.domain.audit.log import Log

PERIOD = timedelta(days=1095)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def purge_all(log: Log) -> None:
    while purge(log.books.work, log.books.context(), at_most=7):
        pass


def entries(log: Log) -> int:
    return log.books.session.exec(select(func.count(col(AuditRecord.entry_id)))).one()


def test_entries_go_after_their_period_and_roots_still_verify(log: Log) -> None:
    old = log.sealed(30, batch=8)
    kept = [head.line for head in log.signed]
    log.books.pass_time(days=10)
    young = log.sealed(20, batch=8)[30:]
    log.books.pass_time(days=1090)
    purge_all(log)
    log.sealed(0)
    left = set(log.books.session.exec(select(AuditRecord.entry_id)))
    assert left & set(old) == set()
    assert left >= set(young)
    assert len(log.books.session.exec(select(AuditLeafRecord.position)).all()) > 50
    assert log.inspect(kept) == []
    log.run("DELETE FROM audit WHERE entry_id = :id", id=young[3].bytes)
    assert log.inspect(kept) == [Damage(Flaw.ENTRY_MISSING, 33, str(young[3]))]
    log.close()


def test_the_last_moment_of_the_period(log: Log) -> None:
    log.sealed(1)
    begun = log.books.instant
    log.books.instant = begun + PERIOD
    purge_all(log)
    assert entries(log) == 1
    log.books.instant = begun + PERIOD + timedelta(milliseconds=1)
    purge_all(log)
    assert entries(log) == 1  # that of the purge itself
    assert log.inspect() == []
    log.close()


def test_what_still_waits_is_not_purged(log: Log) -> None:
    log.leave(3)
    log.books.instant += 2 * PERIOD
    purge_all(log)
    assert entries(log) == 3
    log.sealed(0)
    purge_all(log)
    assert entries(log) == 1
    assert log.inspect() == []
    log.close()
