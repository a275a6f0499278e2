"""A hot statement prepared once: compiled by SQLAlchemy, run by the driver's own cursor.

SQLAlchemy's execution of a keyed read costs several times the read itself (bench/core.py), so the
few statements that every page, poll and check-in needs go past it: same SQL, same column types, no
result objects. A cold read has no need of this.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.selectable import Select, TextualSelect
from sqlalchemy.types import TypeEngine

from domain.storage.work import Work

_Turn = Callable[[Any], Any] | None
Rows = list[tuple[Any, ...]]
Statement = Select[*tuple[Any, ...]] | TextualSelect


class Prepared:
    """One statement with named parameters that gives rows: a select, or a text of columns named."""

    def __init__(self, statement: Statement) -> None:
        """Keep the statement; it is compiled at its first run on a dialect."""
        self._statement = statement
        self._plans: dict[str, _Plan] = {}

    def all(self, work: Work, **values: object) -> Rows:
        """Give every row, columns turned as their types say."""
        dialect = work.connection.dialect
        plan = self._plans.get(dialect.name)
        if plan is None:
            plan = self._plans[dialect.name] = _Plan(self._statement, dialect)
        cursor = work.connection.connection.cursor()
        try:
            cursor.execute(plan.sql, plan.bound(values))
            return plan.turned(cursor.fetchall())
        except plan.fault as error:
            # As SQLAlchemy would raise it: whoever runs verbs again looks for its kinds.
            raise DBAPIError.instance(plan.sql, None, error, plan.fault, True) from error
        finally:
            cursor.close()

    def first(self, work: Work, **values: object) -> tuple[Any, ...] | None:
        """Give the first row, or None."""
        rows = self.all(work, **values)
        return rows[0] if rows else None


class _Plan:
    """A statement as one dialect's driver wants it."""

    __slots__ = ("_binds", "_places", "_turns", "fault", "sql")

    def __init__(self, statement: Statement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.fault: type[Exception] = dialect.loaded_dbapi.Error
        binds: Any = compiled.binds
        places: list[str] | None = getattr(compiled, "positiontup", None)
        self._places = places
        self._binds = [
            (name, _impl(binds[name].type, dialect).bind_processor(dialect), binds[name].value)
            for name in dict.fromkeys(places or binds)
        ]
        turns: list[_Turn] = [
            _impl(column.type, dialect).result_processor(dialect, None)
            for column in statement.selected_columns
        ]
        self._turns = [(at, turn) for at, turn in enumerate(turns) if turn is not None]

    def bound(self, values: dict[str, object]) -> Any:
        """Give the parameters in the driver's own form."""
        ready = {
            name: values.get(name, fixed) if turn is None else turn(values.get(name, fixed))
            for name, turn, fixed in self._binds
        }
        return ready if self._places is None else [ready[name] for name in self._places]

    def turned(self, rows: Sequence[Any]) -> Rows:
        """Give the rows with each column turned into its Python value."""
        found: Rows = []
        for row in rows:
            values = list(row)
            for at, turn in self._turns:
                values[at] = turn(values[at])
            found.append(tuple(values))
        return found


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """Give a type as the dialect has it; our own decorated types turn values themselves."""
    return kind.dialect_impl(dialect)
