"""Acknowledged writes a second: the writer's groups beside the same verb committed by itself."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.clients import Acknowledged, Write, acknowledged, on_loop
from bench.disk import fsync_ms
from bench.surroundings import SUBJECT, bare_insert, bare_row, surroundings
from bench.table import Figure
from domain.audit.note import Act, note
from domain.storage.migrate import upgrade
from domain.storage.postgres import PostgresDatabase
from domain.storage.sqlite import sqlite_engine, writing_engine
from domain.storage.work import Work
from domain.storage.writer import GroupingWriter
from tests.postgres import Cluster

CLIENTS = (8, 64, 512)
ROUNDS = 5
SECONDS = 0.8
CONNECTIONS = 8
TOGETHER = 64
_GOALS = {8: "≥ 1", 64: "≥ 3 (slow)"}  # slow: fsync > 1 ms


@dataclass
class Pair:
    """Two ways of writing, measured in turn, with the disk's probe around each round."""

    ours: list[Acknowledged] = field(default_factory=list)
    other: list[Acknowledged] = field(default_factory=list)
    probes: list[float] = field(default_factory=list)

    def figures(self, name: str, other: str, goal: str) -> list[Figure]:
        """Give both rates, and how many times the other's ours is, round by round."""
        ratios = [a.per_second / b.per_second for a, b in zip(self.ours, self.other, strict=True)]
        rates = [each.per_second for each in self.ours]
        beside = [each.per_second for each in self.other]
        probe = f"fsync {spread(self.probes)} ms"
        told = f"{other} {median(beside):,.0f} ({spread(beside)})"
        return [
            Figure(f"{name}_per_s", median(rates), "writes/s", f"{spread(rates)}; {told}", ""),
            Figure(f"{name}_gain", median(ratios), "×", f"{spread(ratios)}; {probe}", goal),
        ]


def spread(values: list[float]) -> str:
    """Give the least and the most."""
    digits = 0 if min(values) >= TOGETHER else 2
    return f"{min(values):,.{digits}f}–{max(values):,.{digits}f}"


def one_row(work: Work) -> None:
    """Write what an event writes: one row with its MAC."""
    note(work, surroundings(), Act.DECLARED, SUBJECT)


def sqlite_figures(folder: Path) -> list[Figure]:
    """Measure groups beside single commits: the same thread, engine, pragmas and verb."""
    path = folder / "grouping.db"
    engine = sqlite_engine(path)
    upgrade(engine)
    engine.dispose()
    return on_loop(_sqlite(path))


async def _sqlite(path: Path) -> list[Figure]:
    grouped = GroupingWriter(writing_engine(path))
    single = GroupingWriter(writing_engine(path), group_seconds=0)
    figures = []
    for clients in CLIENTS:
        pair = await in_turn(
            lambda: grouped.run(one_row), lambda: single.run(one_row), path.parent, clients
        )
        figures += pair.figures(f"sqlite_{clients}", "one commit each", _GOALS.get(clients, ""))
    grouped.close()
    single.close()
    return figures


def postgres_figures(running: Cluster) -> list[Figure]:
    """Measure the door beside the driver's own insert and commit in as many threads.

    No verb of the product is grouped on PostgreSQL yet: what many rows in one insert would give
    stands beside it, by the driver alone.
    """
    url = running.fresh()
    return [*on_loop(_postgres(url, running.folder)), _rows_together(url)]


async def _postgres(url: str, folder: Path) -> list[Figure]:
    door, plain = PostgresDatabase(url, CONNECTIONS), PostgresDatabase(url, CONNECTIONS)
    held = threading.local()
    statement = bare_insert(1, "%s")

    def bare() -> None:
        if not hasattr(held, "connection"):
            held.connection = psycopg.connect(url, prepare_threshold=None)
        held.connection.execute(statement, bare_row(raw=False))
        held.connection.commit()

    figures = []
    for clients in CLIENTS:
        pair = await in_turn(
            lambda: door.write(one_row),
            lambda: plain._writers.run(bare),  # noqa: SLF001 - the same threads, no door
            folder,
            clients,
        )
        figures += pair.figures(f"postgres_{clients}", "driver alone", "")
    door.close()
    plain.close()
    return figures


def _rows_together(url: str) -> Figure:
    """Measure many rows in one insert and commit beside as many of each, one connection."""
    ratios = []
    with psycopg.connect(url, prepare_threshold=None) as connection:

        def commits(rows: int) -> None:
            values = [value for _ in range(rows) for value in bare_row(raw=False)]
            connection.execute(bare_insert(rows, "%s"), values)
            connection.commit()

        for _ in range(ROUNDS):
            single = sum(_seconds(lambda: commits(1)) for _ in range(TOGETHER))
            ratios += [single / _seconds(lambda: commits(TOGETHER))]
    told = f"{spread(ratios)}; {TOGETHER} rows in one VALUES, one connection"
    return Figure("postgres_values_gain", median(ratios), "×", told, "")


def _seconds(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def in_turn(ours: Write, other: Write, folder: Path, clients: int) -> Pair:
    """Measure two ways of writing round by round, each first in turn."""
    pair = Pair(probes=[fsync_ms(folder)])
    for at in range(ROUNDS):
        turns = [(ours, pair.ours), (other, pair.other)]
        for write, found in turns if at % 2 else reversed(turns):
            found.append(await acknowledged(write, clients, SECONDS))
        pair.probes.append(fsync_ms(folder))
    return pair
