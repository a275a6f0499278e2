"""The app's own role on PostgreSQL: it adds to the audit, and can neither change nor delete it."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from domain.audit.note import Act, note
from domain.kernel.actor import ANYONE
from domain.kernel.ids import event_id
from domain.policy.context import Context
from domain.storage.postgres import PostgresDatabase, postgres_engine
from domain.storage.roles import append_only, grant
from domain.storage.work import Work
from tests.domain.acts import NOON, POLICIES, RING
from tests.domain.storage.rows import names, put
from tests.postgres import Cluster

APP = "healthcode_app"
_ROLE = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
CONTEXT = Context(ANYONE, NOON, RING, POLICIES, event_id(NOON))


@pytest.fixture
def app(postgres: Cluster) -> Iterator[PostgresDatabase]:
    """The door as the app's role, its rights given by the owner, twice."""
    url = postgres.fresh()
    owner = postgres_engine(url, 1)
    with owner.begin() as connection:
        known = connection.execute(_ROLE, {"name": APP}).all()
        if not known:
            connection.execute(text(f"CREATE ROLE {APP} LOGIN"))
    grant(owner, APP)
    grant(owner, APP)
    owner.dispose()
    opened = PostgresDatabase(postgres.url(url.rpartition("/")[2], APP))
    yield opened
    opened.close()


def run(work: Work, statement: str) -> None:
    work.connection.execute(text(statement))


def test_it_does_its_daily_work(app: PostgresDatabase) -> None:
    asyncio.run(app.write(put, "one"))
    assert asyncio.run(app.read(names)) == {"one"}
    asyncio.run(app.write(note, CONTEXT, Act.DECLARED, None))


def test_what_may_only_grow_is_the_audit() -> None:
    assert append_only() == ("audit", "audit_head", "audit_leaf")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET act = 'other'",
        "DELETE FROM audit",
        "UPDATE audit_leaf SET hash = mac",
        "DELETE FROM audit_leaf",
        "UPDATE audit_head SET size = 0",
        "DELETE FROM audit_head",
        "TRUNCATE audit",
        "DROP TABLE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "UPDATE alembic_version SET version_num = '0000'",
        "CREATE TABLE mine (name text)",
    ],
)
def test_it_cannot_rewrite_what_was_noted(app: PostgresDatabase, statement: str) -> None:
    asyncio.run(app.write(note, CONTEXT, Act.DECLARED, None))
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        asyncio.run(app.write(run, statement))
