"""Recurring jobs with leases: of many processes one runs each, and a dead one's lease lapses."""

import contextlib
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from domain.storage.records import JobRecord
from domain.storage.work import Work

LEASE = timedelta(minutes=5)
_ENDLESS = timedelta(days=3650)


def take_lease(  # noqa: PLR0913, PLR0917 - a verb's values
    work: Work,
    name: str,
    runner: str,
    instant: datetime,
    every: timedelta = _ENDLESS,
    lease: timedelta = LEASE,
) -> bool:
    """Take a due job for this runner; tell whether it is now ours to run.

    Due or leased further ahead than a turn takes can only come of a clock that was ahead and was
    put back: such a time is void, or the job would rest until the clock has caught up.
    """
    if work.session.get(JobRecord, name) is None:
        work.session.add(JobRecord(name=name, due=instant))
        work.session.flush()
    taken = work.session.exec(
        update(JobRecord)
        .where(
            col(JobRecord.name) == name,
            or_(col(JobRecord.due) <= instant, col(JobRecord.due) > instant + every),
            or_(
                col(JobRecord.leased_until).is_(None),
                col(JobRecord.leased_until) <= instant,
                col(JobRecord.leased_until) > instant + lease,
            ),
        )
        .values(leased_until=instant + lease, holder=runner)
        .execution_options(synchronize_session=False)
    )
    return taken.rowcount == 1


def put_off(work: Work, name: str, instant: datetime, patience: timedelta, by: timedelta) -> bool:
    """Put a job off where it is late by more than `patience`; tell whether it was.

    Either nothing ran for so long, or the clock has leapt ahead: what cannot be undone waits until
    somebody had the time to see it.
    """
    done = work.session.exec(
        update(JobRecord)
        .where(col(JobRecord.name) == name, col(JobRecord.due) < instant - patience)
        .values(due=instant + by)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount == 1


def due_at(work: Work) -> dict[str, datetime]:
    """Give when each known job can be taken next: when due, and not leased to anybody."""
    jobs = work.session.exec(select(JobRecord)).all()
    return {job.name: max(job.due, job.leased_until or job.due) for job in jobs}


def one_at_a_time(work: Work, name: str, instant: datetime) -> None:
    """Let one transaction at a time past, on any engine; the next waits until this one ends.

    It holds whoever has the lease: a runner that was thought dead and comes back waits too.
    """
    hold = update(JobRecord).where(col(JobRecord.name) == name).values(name=name)
    hold = hold.execution_options(synchronize_session=False)
    if work.session.exec(hold).rowcount == 0:
        with contextlib.suppress(IntegrityError), work.session.begin_nested():
            work.session.add(JobRecord(name=name, due=instant))
            work.session.flush()
        work.session.exec(hold)


def end_lease(work: Work, name: str, runner: str, due: datetime) -> None:
    """Give the job back, due again at `due`, where the lease is still this runner's."""
    work.session.exec(
        update(JobRecord)
        .where(col(JobRecord.name) == name, col(JobRecord.holder) == runner)
        .values(leased_until=None, holder=None, due=due)
        .execution_options(synchronize_session=False)
    )
