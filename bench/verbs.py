"""What a verb costs the processor beside a bare insert through the driver, on both databases."""

import sqlite3
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.clients import acknowledged, on_loop
from bench.grouping import CONNECTIONS, one_row, spread
from bench.people import application
from bench.surroundings import bare_insert, bare_row, surroundings
from bench.table import Figure
from domain.declaration.drafts import Draft, keep_draft
from domain.declaration.steps import Step
from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.storage.door import Database
from domain.storage.migrate import upgrade
from domain.storage.postgres import PostgresDatabase
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine
from domain.storage.work import Work
from tests.postgres import Cluster

ROUNDS = 5
SECONDS = 0.5
CLIENTS = 64
BARE_ROWS = 400
TOGETHER = 40
_NUMBERS = count(1)


def verb_figures(folder: Path, running: Cluster) -> list[Figure]:
    """Measure each verb on each database; the server's own processes are not counted."""
    path, url = folder / "verbs.db", running.fresh()
    engine = sqlite_engine(path)
    upgrade(engine)
    engine.dispose()
    held = sqlite3.connect(path, isolation_level=None)
    found = on_loop(_measured("sqlite", SQLiteDatabase(path), lambda: _bare_sqlite(held)))
    held.close()
    with psycopg.connect(url, prepare_threshold=None) as connection:
        door = PostgresDatabase(url, CONNECTIONS)
        found += on_loop(_measured("postgres", door, lambda: _bare_postgres(connection)))
    return found


async def _measured(name: str, door: Database, bare: Callable[[], None]) -> list[Figure]:
    verbs = {"note": one_row, "draft": _draft, "declaration": _declaration}
    spent: dict[str, list[float]] = {verb: [] for verb in verbs}
    inserts = []
    for _ in range(ROUNDS):
        began = time.process_time()
        bare()
        inserts.append((time.process_time() - began) / BARE_ROWS)
        for verb, run in verbs.items():
            found = await acknowledged(lambda run=run: door.write(run), CLIENTS, SECONDS)  # type: ignore[misc] # bound now
            spent[verb].append(found.cpu_each)
    door.close()
    return [_figure(name, verb, found, inserts) for verb, found in spent.items()]


def _figure(name: str, verb: str, spent: list[float], inserts: list[float]) -> Figure:
    ratios = [each / bare for each, bare in zip(spent, inserts, strict=True)]
    each, bare = median(spent) * 1e6, median(inserts) * 1e6
    told = f"{spread(ratios)}; {each:.0f} µs, bare insert {bare:.0f} µs"
    return Figure(f"{name}_{verb}_cpu", median(ratios), "× insert", told, "")


def _bare_sqlite(connection: sqlite3.Connection) -> None:
    """Insert rows as groups do: some in each transaction."""
    statement = bare_insert(1, "?")
    for _ in range(BARE_ROWS // TOGETHER):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(TOGETHER):
            connection.execute(statement, bare_row(raw=True))
        connection.execute("COMMIT")


def _bare_postgres(connection: psycopg.Connection[Any]) -> None:
    """Insert rows as verbs do: one in each transaction."""
    statement = bare_insert(1, "%s")
    for _ in range(BARE_ROWS):
        connection.execute(statement, bare_row(raw=False))
        connection.commit()


def _draft(work: Work) -> None:
    """Save a step of a new phone."""
    ctx, holder = surroundings(), random_id()
    open_holder(work, ctx, new_token(), holder)
    entries = {"name": ("测试人",), "phone": ("13900000001",)}
    keep_draft(work, ctx, holder, Draft(event_id(ctx.instant), Step.DOCUMENT, entries))


def _declaration(work: Work) -> None:
    """Take the declaration of a new person on a new phone."""
    ctx, holder = surroundings(), random_id()
    open_holder(work, ctx, new_token(), holder)
    apply(work, ctx, holder, application(next(_NUMBERS)))
