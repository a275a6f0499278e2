"""The purge: what has outlived its period goes, in small bites, and then its days' keys."""

from datetime import date

from sqlalchemy import CursorResult, Delete, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col, delete, select

from domain.audit.note import Act, note
from domain.declaration.records import DeclarationRecord
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.retention.conditions import RULES, since_answers
from domain.retention.venues import empty_persons
from domain.storage.keys import KeyMissingError
from domain.storage.work import Work

BITE = 500


def purge(work: Work, ctx: Context, at_most: int = BITE) -> int:
    """Delete up to `at_most` rows of each table that outlived their period; give how many.

    Of a closed venue only who answered for it goes.

    Run it again until it gives 0: no bite holds the writer for long.
    """
    gone = {
        str(rule.record.__tablename__): delete_where(work, rule.record, rule.goes(ctx), at_most)
        for rule in RULES
    }
    gone["venue"] += empty_persons(work, ctx, at_most)
    tables = [name for name, count in gone.items() if count]
    if tables:
        note(work, ctx, Act.PURGED, None, tables)
    return sum(gone.values())


def days_in_use(work: Work, ctx: Context) -> tuple[date, ...]:
    """Give the outlived days whose keys still seal an answer that a waiting ground rests on."""
    outlived = col(DeclarationRecord.declared_at) < since_answers(ctx)
    instants = work.session.exec(select(DeclarationRecord.declared_at).where(outlived)).all()
    return tuple(sorted({day_of(instant) for instant in instants}))


def days_without_key(work: Work, ctx: Context) -> tuple[date, ...]:
    """Give the days of kept answers that this ring cannot open, as with an old copy of it."""
    instants = work.session.exec(select(DeclarationRecord.declared_at)).all()
    return tuple(day for day in sorted({day_of(at) for at in instants}) if not _opens(ctx, day))


def keys_needed_from(ctx: Context) -> date:
    """Give the first day whose key is kept whether or not anything is sealed under it."""
    return day_of(since_answers(ctx))


def delete_where(
    work: Work, record: type[SQLModel], condition: ColumnElement[bool], at_most: int = BITE
) -> int:
    """Delete up to so many rows of a table that a condition names; give how many."""
    keys = tuple(record.__table__.primary_key.columns)  # type: ignore[attr-defined]
    chosen = select(*keys).where(condition).limit(at_most)
    gone: Delete = delete(record).where(tuple_(*keys).in_(chosen))
    done = work.connection.execute(gone.execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)  # noqa: S101 - a DELETE always gives one
    return int(done.rowcount)


def _opens(ctx: Context, day: date) -> bool:
    try:
        ctx.ring.of_day(day)
    except KeyMissingError:
        return False
    return True
