"""Recurring jobs with leases: of many processes one runs each, and a dead one's lease lapses."""

from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlmodel import col, update

from domain.storage.records import JobRecord
from domain.storage.work import Work


def take_lease(
    work: Work, name: str, runner: str, instant: datetime, lease: timedelta = timedelta(minutes=5)
) -> bool:
    """Take a due job for this runner; tell whether it is now ours to run."""
    if work.session.get(JobRecord, name) is None:
        work.session.add(JobRecord(name=name, due=instant))
        work.session.flush()
    taken = work.session.exec(
        update(JobRecord)
        .where(
            col(JobRecord.name) == name,
            col(JobRecord.due) <= instant,
            or_(col(JobRecord.leased_until).is_(None), col(JobRecord.leased_until) <= instant),
        )
        .values(leased_until=instant + lease, holder=runner)
        .execution_options(synchronize_session=False)
    )
    return taken.rowcount == 1


def end_lease(work: Work, name: str, runner: str, due: datetime) -> None:
    """Give the job back, due again at `due`, where the lease is still this runner's."""
    work.session.exec(
        update(JobRecord)
        .where(col(JobRecord.name) == name, col(JobRecord.holder) == runner)
        .values(leased_until=None, holder=None, due=due)
        .execution_options(synchronize_session=False)
    )
