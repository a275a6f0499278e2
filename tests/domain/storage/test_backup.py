"""Backups: whole, private, sealed, thinned out; restored only when everything is right."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.kernel.days import day_of
from domain.storage.backup import (
    BackupError,
    back_up,
    clear_leftovers,
    drop_between,
    drop_outlived,
    name_at,
)
from domain.storage.locks import LockedError, locked
from domain.storage.migrate import is_current
from domain.storage.restore import restore
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine
from tests.domain.storage.conftest import MADE, Home, home_at


def backed_up(home: Home) -> Path:
    target = home.backups / name_at(MADE)
    back_up(home.database, home.ring(), target, MADE)
    return target


def test_a_backup_is_private_sealed_and_leaves_nothing_beside_it(home: Home) -> None:
    home.put("a-name-to-look-for")
    target = backed_up(home)
    assert target.name == "healthcode-20200407T040000Z.backup"
    assert target.stat().st_mode & 0o777 == 0o600
    assert b"a-name-to-look-for" not in target.read_bytes()
    assert b"CREATE TABLE" not in target.read_bytes()
    assert [path.name for path in home.backups.iterdir()] == [target.name]
    assert not (home.data / "backup.part").exists()


def test_it_comes_back_as_it_was_and_what_came_later_is_gone(home: Home) -> None:
    home.put("before")
    target = backed_up(home)
    home.put("after")
    described = restore(target, home.database, home.ring(), replace=True)
    assert home.names() == {"before"}
    assert described.instant == MADE
    assert described.tables["service"] == 1
    assert home.database.stat().st_mode & 0o777 == 0o600


def test_a_log_of_the_old_database_never_meets_the_new_one(home: Home) -> None:
    home.put("before")
    target = backed_up(home)
    with closing(sqlite3.connect(home.database)) as left:
        left.execute("PRAGMA wal_autocheckpoint=0")
        left.execute("INSERT INTO service VALUES ('unfinished', 'x')")
        left.commit()
        log = home.database.with_name("healthcode.db-wal")
        kept = log.read_bytes()
    assert kept
    log.write_bytes(kept)
    restore(target, home.database, home.ring(), replace=True)
    assert home.names() == {"before"}


def test_a_database_is_not_overwritten_unasked(home: Home) -> None:
    target = backed_up(home)
    home.put("newer")
    with pytest.raises(BackupError, match="--replace"):
        restore(target, home.database, home.ring())
    assert home.names() == {"newer"}


def test_nothing_is_replaced_while_a_service_holds_it(home: Home) -> None:
    target = backed_up(home)
    service = SQLiteDatabase(home.database)
    with pytest.raises(BackupError, match="stop it first"):
        restore(target, home.database, home.ring(), replace=True)
    service.close()
    restore(target, home.database, home.ring(), replace=True)


def test_nothing_is_replaced_while_another_tool_has_it_open(home: Home) -> None:
    target = backed_up(home)
    with closing(sqlite3.connect(home.database)) as tool:
        tool.execute("SELECT count(*) FROM service").fetchone()
        with pytest.raises(BackupError, match="stop it first"):
            restore(target, home.database, home.ring(), replace=True)


def test_no_service_starts_while_a_restore_runs(home: Home) -> None:
    with locked(home.database.with_name("healthcode.db.lock")), pytest.raises(LockedError):
        SQLiteDatabase(home.database)


def test_a_damaged_database_is_replaced(home: Home) -> None:
    home.put("sound")
    target = backed_up(home)
    home.database.write_bytes(b"no database at all" * 400)
    restore(target, home.database, home.ring(), replace=True)
    assert home.names() == {"sound"}


def test_a_newer_schema_is_refused_with_a_line(home: Home) -> None:
    _stand_at(home, "9999")
    target = backed_up(home)
    before = home.database.read_bytes()
    with pytest.raises(BackupError, match="newer than this release"):
        restore(target, home.database, home.ring(), replace=True)
    assert home.database.read_bytes() == before


def test_a_backup_of_the_first_schema_is_brought_to_the_newest(tmp_path: Path) -> None:
    home = home_at(tmp_path / "old", "0001")
    home.put("from long ago")
    target = backed_up(home)
    assert restore(target, home.database, home.ring(), replace=True).revision == "0001"
    engine = sqlite_engine(home.database)
    assert is_current(engine)
    engine.dispose()
    assert home.names() == {"from long ago"}


def test_an_unsound_backup_places_nothing(home: Home, tmp_path: Path) -> None:
    engine = sqlite_engine(home.database)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("CREATE TABLE child (at INTEGER REFERENCES job (name))")
        connection.exec_driver_sql("INSERT INTO child VALUES (7)")
    engine.dispose()
    target = backed_up(home)
    elsewhere = tmp_path / "elsewhere" / "healthcode.db"
    elsewhere.parent.mkdir()
    with pytest.raises(BackupError, match="not sound"):
        restore(target, elsewhere, home.ring())
    assert not elsewhere.exists()


def test_another_services_ring_is_refused_in_words(home: Home, tmp_path: Path) -> None:
    target = backed_up(home)
    other = home_at(tmp_path / "other")
    with pytest.raises(BackupError, match="another key ring"):
        restore(target, other.database, other.ring(), replace=True)


def test_one_backup_runs_at_a_time_and_leftovers_go(home: Home) -> None:
    left = home.data / "backup.part"
    left.mkdir()
    (left / "healthcode.db").write_bytes(b"left by a killed one")
    with locked(home.data / "backup.lock"):
        with pytest.raises(BackupError, match="another backup"):
            backed_up(home)
        clear_leftovers(home.database)
        assert left.exists()
    clear_leftovers(home.database)
    assert not left.exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(home: Home) -> None:
    with pytest.raises(BackupError, match="No such file"):
        back_up(home.database, home.ring(), home.root / "nowhere" / "x", MADE)
    assert not (home.data / "backup.part").exists()
    target = backed_up(home)
    with pytest.raises(BackupError, match="there already"):
        back_up(home.database, home.ring(), target, MADE)


def test_old_backups_go_and_nothing_else_does(home: Home) -> None:
    days = [0, 34, 35, 36, 400]
    for ago in days:
        (home.backups / name_at(MADE - timedelta(days=ago))).touch()
    for other in ("notes.txt", "healthcode-spring.backup", "healthcode-20200101T000000Z.backup.x"):
        (home.backups / other).touch()
    gone = drop_outlived(home.backups, MADE, timedelta(days=35))
    assert gone == sorted(name_at(MADE - timedelta(days=ago)) for ago in (36, 400))
    assert len(list(home.backups.iterdir())) == 6


def test_of_days_gone_by_the_last_backup_stays(home: Home) -> None:
    made = [MADE - timedelta(hours=hours) for hours in range(100)]
    for instant in made:
        (home.backups / name_at(instant)).touch()
    drop_between(home.backups, MADE)
    left = {path.name for path in home.backups.iterdir()}
    fresh = {name_at(instant) for instant in made if instant >= MADE - timedelta(days=1)}
    assert fresh <= left
    older = [i for i in made if i < MADE - timedelta(days=1)]
    assert left - fresh == {
        name_at(max(i for i in older if day_of(i) == day)) for day in {day_of(i) for i in older}
    }


def _stand_at(home: Home, revision: str) -> None:
    engine = sqlite_engine(home.database)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))
    engine.dispose()
