"""The days' partitions of check-ins on PostgreSQL: made ahead, dropped whole when outlived.

SQLite has one table. A check-in whose day has no partition, as after a long sleep or far back,
lies in `check_in_rest`: none is ever refused for it, and the purge deletes it there.
"""

from datetime import date, timedelta

from sqlalchemy import text

from domain.kernel.days import day_of, end_of, start_of
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.visits import OLDEST

DAYS_AHEAD = 14
_PREFIX = "check_in_"
_FOUND = text(
    "SELECT child.relname FROM pg_inherits "
    "JOIN pg_class child ON child.oid = pg_inherits.inhrelid "
    "JOIN pg_class parent ON parent.oid = pg_inherits.inhparent "
    "WHERE parent.relname = 'check_in' AND pg_table_is_visible(parent.oid)"
)
_IN_REST = text("SELECT 1 FROM check_in_rest WHERE at >= :first AND at < :after LIMIT 1")


def make_partitions(work: Work, ctx: Context) -> int:
    """Make what is missing from a week back, for late taps, to two weeks ahead; give how many."""
    if work.connection.dialect.name != "postgresql":
        return 0
    held = _days(work)
    first, last = day_of(ctx.instant - OLDEST), day_of(ctx.instant) + timedelta(days=DAYS_AHEAD)
    wanted = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(_made(work, day) for day in wanted if day not in held)


def drop_partitions(work: Work, ctx: Context) -> int:
    """Drop the days that are outlived as a whole; give how many."""
    period = ctx.policies.retention.visits.length
    if work.connection.dialect.name != "postgresql" or period is None:
        return 0
    gone = [day for day in _days(work) if end_of(day) <= ctx.instant - period]
    for day in gone:
        work.connection.execute(text(f"DROP TABLE {_name(day)}"))
    return len(gone)


def _days(work: Work) -> frozenset[date]:
    names = work.connection.execute(_FOUND).scalars()
    digits = (name.removeprefix(_PREFIX) for name in names)
    return frozenset(
        date(int(each[:4]), int(each[4:6]), int(each[6:])) for each in digits if each.isdigit()
    )


def _made(work: Work, day: date) -> bool:
    """Make a day's partition, but where check-ins of that day lie in the rest already."""
    edges = {"first": start_of(day), "after": end_of(day)}
    if work.connection.execute(_IN_REST, edges).first() is not None:
        return False
    first, after = (edge.isoformat() for edge in edges.values())
    work.connection.execute(
        text(
            f"CREATE TABLE IF NOT EXISTS {_name(day)} PARTITION OF check_in "
            f"FOR VALUES FROM ('{first}') TO ('{after}')"
        )
    )
    return True


def _name(day: date) -> str:
    return f"{_PREFIX}{day:%Y%m%d}"
