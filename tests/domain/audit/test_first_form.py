"""Entries from before the log: they are sealed like all others, and their old MACs still hold."""

import hashlib
import hmac
from pathlib import Path

from alembic import command
from sqlalchemy import Connection
from sqlmodel import Session

from domain.audit.damage import Flaw, Leaves
from domain.audit.inspect import inspect_leaves
from domain.audit.note import Act, note
from domain.audit.seal import seal
from domain.kernel.ids import event_id, random_id
from domain.storage.keys import Kind
from domain.storage.migrate import _config, upgrade
from domain.storage.sqlite import sqlite_engine
from domain.storage.work import Work
from tests.domain.acts import NOON, RING
from tests.domain.audit.test_sealers import CONTEXT


def insert_as_it_was(connection: Connection, subject: bytes | None) -> None:
    entry, actor = event_id(NOON), random_id()
    at = "2020-04-07 04:00:00"
    parts = (str(entry), f"{at}+00:00", "holder", str(actor), "declared")
    text = "\x1f".join((*parts, subject.hex() if subject else "", "journey,health"))
    mac = hmac.digest(RING.derived(Kind.AUDIT, "entry"), text.encode(), hashlib.sha256)
    connection.exec_driver_sql(
        "INSERT INTO audit VALUES (?, ?, 'holder', ?, 'declared', ?, 'journey,health', ?)",
        (entry.bytes, f"{at}.000000", actor.bytes, subject, mac),
    )


def test_old_entries_wait_for_the_sealer_and_are_genuine(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "old.db")
    with engine.connect() as connection:
        command.upgrade(_config(connection), "0001")
        insert_as_it_was(connection, b"s" * 16)
        insert_as_it_was(connection, None)
    upgrade(engine)
    with Session(engine) as session:
        work = Work(session.connection(), session)
        note(work, CONTEXT, Act.DECLARED, None)
        assert seal(work, CONTEXT) == 3
        assert inspect_leaves(work, CONTEXT, Leaves()).found == ()
        work.connection.exec_driver_sql("UPDATE audit SET subject = x'' WHERE subject IS NULL")
        work.connection.exec_driver_sql("UPDATE audit SET act = 'left' WHERE act = 'declared'")
        found = inspect_leaves(work, CONTEXT, Leaves()).found
        assert [each.position for each in found] == [0, 1, 2]
        assert {each.flaw for each in found} == {Flaw.ENTRY_ALTERED, Flaw.ENTRY_UNREADABLE}
    engine.dispose()
