"""Phones with a code in a running server, made by the product's own verbs, and what they cost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import text

from domain.declaration.values import Health
from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.sqlite import SQLiteDatabase
from domain.storage.work import Work
from tests.browse import Browse
from tests.domain.acts import HEALTHY, application
from tests.servers import Server
from web.jobs import JOBS_TASK

_numbers = count(20_000)
_OWN_TABLES = ("audit", "browser", "claim", "code", "counter", "declaration", "handle", "holder")


@dataclass(frozen=True)
class Opened:
    """A phone that has a code: its browser, its cookie's token, and whose it is."""

    browser: Browse
    token: str
    holder: UUID
    person: UUID
    number: int


def open_phone(
    server: Server,
    *,
    number: int | None = None,
    phone: str | None = None,
    health: Health = HEALTHY,
    language: str = "zh-CN",
) -> Opened:
    """Declare 王小明 (another person for another number) on a new phone; it may begin to browse."""
    number = next(_numbers) if number is None else number
    token, holder, held = new_token(), random_id(), server.services
    server.run(held.db.write(open_holder, held.context(), token, holder))
    person = declare_on(server, holder, number, phone=phone, health=health)
    browser = Browse(server.address, language)
    browser.keep("hc", token)
    return Opened(browser, token, holder, person, number)


def declare_on(
    server: Server,
    holder: UUID,
    number: int,
    *,
    phone: str | None = None,
    health: Health = HEALTHY,
) -> UUID:
    """Declare once more on a phone; give the person."""
    held = server.services
    ctx = held.context(Actor(Role.HOLDER, holder), event_id(held.clock.now()))
    stated = application(number, phone=phone or f"+8613{number:09d}", health=health)
    return server.run(held.db.write(apply, ctx, holder, stated)).person_id


def confirmed_ill(server: Server, person: UUID) -> None:
    """Let it become official that a person is a confirmed case."""
    held = server.services
    now = held.clock.now()
    fact = Fact(event_id(now), person, FactKind.CONFIRMED, day_of(now), now)
    server.run(held.db.write(record_fact, held.context(), fact))


def rows(server: Server) -> dict[str, int]:
    """Count what is stored, by table."""

    def counted(work: Work) -> dict[str, int]:
        found = {}
        for table in _OWN_TABLES:
            statement = text(f"SELECT count(*) FROM {table}")
            found[table] = int(work.connection.execute(statement).scalar_one())
        return found

    return server.run(server.services.db.read(counted))


@contextmanager
def statements(server: Server) -> Iterator[list[str]]:
    """Collect the SELECTs that the server's reader runs meanwhile, but for those of its jobs."""
    db: Any = server.services.db
    assert isinstance(db, SQLiteDatabase)
    driver: Any = db._reader.connection.dbapi_connection
    seen: list[str] = []

    def note(statement: str) -> None:
        task = asyncio.current_task()  # reads run inline on the server's loop
        by_job = task is not None and task.get_name() == JOBS_TASK
        if statement.startswith("SELECT") and not by_job:
            seen.append(statement)

    driver.set_trace_callback(note)
    try:
        yield seen
    finally:
        driver.set_trace_callback(None)
