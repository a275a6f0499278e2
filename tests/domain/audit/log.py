"""What the tests of this room do to a log: leave entries, seal, spoil, inspect."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.audit.covering import inspect_heads, inspect_kept
from domain.audit.damage import Damage, Flaw, Heads, Leaves, Strays
from domain.audit.heads import Head
from domain.audit.inspect import inspect_leaves, inspect_strays
from domain.audit.note import Act, note
from domain.audit.records import AuditLeafRecord
from domain.audit.seal import seal, sign_head
from domain.kernel.ids import random_id
from tests.databases import empty_file, open_engine
from tests.domain.acts import Books

Place = tuple[Flaw, int | None]


class Log:
    """One audit log in a file, which an insider with a console can do anything to."""

    def __init__(self, folder: Path) -> None:
        self.books = Books(open_engine(empty_file(folder / "log.db")))
        # One transaction for all: these tests are not about what is on the disk.
        self.books.work.connection.exec_driver_sql("BEGIN")
        self.signed: list[Head] = []

    def leave(self, count: int) -> None:
        """Leave entries of several shapes."""
        for at in range(count):
            self.books.pass_time(seconds=1)
            actor = random_id() if at % 3 else None
            person = random_id() if at % 4 else None
            fields = ("journey", "health") if at % 2 else ()
            note(self.books.work, self.books.context(actor), Act.DECLARED, person, fields)

    def sealed(self, count: int, batch: int = 64) -> list[UUID]:
        """Leave and seal entries, with a head after every batch; give them by position."""
        self.leave(count)
        while seal(self.books.work, self.books.context(), batch):
            self.head()
        return self.positions()

    def head(self) -> Head:
        self.signed.append(sign_head(self.books.work, self.books.context()))
        return self.signed[-1]

    def positions(self) -> list[UUID]:
        by_position = select(AuditLeafRecord.entry_id).order_by(col(AuditLeafRecord.position))
        return list(self.books.session.exec(by_position))

    def run(self, statement: str, **values: Any) -> None:
        """Do as an insider with a console would."""
        done = self.books.work.connection.exec_driver_sql(statement, values)
        assert done.rowcount != 0, statement

    def close(self) -> None:
        self.books.close()
        self.books.engine.dispose()

    def inspect(
        self, kept: Sequence[str] = (), page: int = 7, between: Callable[[], object] = int
    ) -> list[Damage]:
        """Inspect as `audit verify` does, in pages so small that every seam is walked over.

        `between` runs after every page.
        """
        work, ctx = self.books.work, self.books.context()
        heads = Heads()
        found: list[Damage] = []
        while not heads.over:
            heads = inspect_heads(work, ctx, heads, page)
            found += heads.found
            between()
        told = inspect_kept(work, ctx, Heads(number=1), kept)
        found += told.found
        leaves = Leaves(covered=max(heads.covered, told.covered))
        while not leaves.over:
            leaves = inspect_leaves(work, ctx, leaves, page)
            found += leaves.found
            between()
        strays = Strays(leaves.orphans)
        while not strays.over:
            strays = inspect_strays(work, ctx, strays, page)
            found += strays.found
            between()
        return found


def places(found: Sequence[Damage]) -> list[Place]:
    return [(each.flaw, each.position) for each in found]
