"""`healthcode audit`: what it prints, and what its exit status says."""

import asyncio
import base64
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from domain.audit.heads import is_signed_by, read_head
from domain.audit.note import Act, note
from domain.audit.proofs import is_included
from domain.kernel.actor import SYSTEM
from domain.storage.sqlite import sqlite_engine
from domain.storage.work import Work
from tests.servers import settings_at
from web.cli import main, migrate
from web.jobs import seal_audit, sign_audit_head
from web.settings import Settings
from web.wiring import Services, open_services

ENTRIES = 12
Run = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A service with a few sealed entries and a head, named in the environment."""
    chosen = settings_at(tmp_path)
    monkeypatch.setenv("DATA_FOLDER", str(chosen.data))
    monkeypatch.setenv("KEY_FILE", str(chosen.keys))
    monkeypatch.delenv("DEMO", raising=False)
    migrate(chosen)
    asyncio.run(_leave(chosen))
    return chosen


async def _leave(chosen: Settings) -> None:
    services = open_services(chosen)
    for _ in range(ENTRIES):
        await services.db.write(note, services.context(SYSTEM), Act.PURGED, None)
    await sign_audit_head(services)
    services.close()


@pytest.fixture
def run(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; give its status, its lines, and what it said beside them."""
    assert settings.database.exists()

    def ran(*words: str) -> tuple[int, list[str], str]:
        status = main(["audit", *words])
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err

    return ran


def spoil(settings: Settings, statement: str) -> None:
    engine = sqlite_engine(settings.database)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_nothing_wrong_is_status_0_and_counts(run: Run) -> None:
    status, lines, said = run("verify")
    assert (status, lines) == (0, [])
    assert said == "12 positions, 0 of them purged; 0 entries waiting; 1 heads; 0 findings\n"


_AT = "(SELECT entry_id FROM audit_leaf WHERE position = {})"


def test_damage_is_named_line_by_line_and_status_1(settings: Settings, run: Run) -> None:
    spoil(settings, "UPDATE audit SET act = 'declared' WHERE entry_id = " + _AT.format(3))
    spoil(settings, "DELETE FROM audit WHERE entry_id = " + _AT.format(7))
    spoil(settings, "DELETE FROM audit_leaf WHERE position BETWEEN 9 AND 11")
    status, lines, said = run("verify")
    assert status == 1
    assert len(lines) == 7
    assert lines[0] == "head 0: signed more leaves than the log has: cut off or rolled back"
    assert lines[1].startswith("position 3, entry 0")
    assert lines[1].endswith(": altered: its MAC does not fit")
    assert lines[2].endswith(": missing: deleted before its period was over")
    assert lines[3] == "positions 9 to 11: no leaf: removed"
    assert all(": in no leaf and not waiting" in each for each in lines[4:])
    assert "7 findings" in said


def test_heads_kept_elsewhere_show_a_rollback(settings: Settings, run: Run, tmp_path: Path) -> None:
    before = settings.database.read_bytes()
    asyncio.run(_leave(settings))
    _, lines, _ = run("heads")
    kept = tmp_path / "kept.txt"
    kept.write_text("\n".join(lines) + "\n\n")
    assert run("verify", "--heads", str(kept))[:2] == (0, [])
    for part in ("-wal", "-shm"):
        settings.database.with_name(settings.database.name + part).unlink(missing_ok=True)
    settings.database.write_bytes(before)
    assert run("verify")[0] == 0
    status, found, _ = run("verify", "--heads", str(kept))
    assert status == 1
    assert found == [
        "kept line 2, head 1: signed more leaves than the log has: cut off or rolled back",
        "positions 12 to 23: no leaf: removed",
    ]


def test_a_second_keeper_needs_the_public_key_and_a_head_alone(run: Run) -> None:
    _, (line,), _ = run("heads")
    _, (key,), _ = run("key")
    number, _, public = key.partition(" ")
    head = read_head(line)
    assert head is not None
    assert str(head.key_number) == number
    assert is_signed_by(head, base64.b64decode(public))
    assert run("heads", "--from", "1")[1] == []


def test_a_proof_holds_on_paper(settings: Settings, run: Run) -> None:
    engine = sqlite_engine(settings.database)
    with engine.connect() as connection:
        query = "SELECT entry_id FROM audit_leaf WHERE position = 5"
        entry = UUID(bytes=connection.exec_driver_sql(query).scalar_one())
    engine.dispose()
    status, lines, _ = run("proof", str(entry))
    assert status == 0
    _, position, leaf = lines[0].split()
    head = read_head(lines[1].removeprefix("head "))
    assert head is not None
    path = [bytes.fromhex(each.removeprefix("path ")) for each in lines[2:]]
    assert is_included(bytes.fromhex(leaf), int(position), head.size, path, head.root)
    status, lines, said = run("proof", str(UUID(int=1)))
    assert (status, lines) == (1, [])
    assert "no head covers" in said


def test_it_makes_nothing_where_there_is_nothing(settings: Settings, run: Run) -> None:
    assert run("verify", "--heads", "nowhere.txt")[::2] == (
        2,
        "healthcode: there is no file nowhere.txt\n",
    )
    spoil(settings, "DELETE FROM alembic_version")
    assert "healthcode migrate" in run("verify")[2]
    settings.keys.unlink()
    status, _, said = run("verify")
    assert status == 2
    assert said == f"healthcode: there is no key ring {settings.keys}\n"
    assert not settings.keys.exists()


def test_sealing_many_takes_many_batches(settings: Settings, run: Run) -> None:
    async def many() -> None:
        services = open_services(settings)
        for _ in range(3):
            await services.db.write(_notes, services)
        await seal_audit(services)
        services.close()

    def _notes(work: Work, services: Services) -> None:
        for _ in range(400):
            note(work, services.context(SYSTEM), Act.PURGED, None)

    asyncio.run(many())
    assert run("verify")[2].startswith("1212 positions, 0 of them purged; 0 entries waiting")
