"""What runs by itself: day keys, the purge, the audit log. Of many processes one runs each job.

An idle process only reads: once in ten seconds a few rows tell that nothing is due.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from domain.audit.seal import BATCH, SEAL_JOB, seal, sign_head
from domain.audit.store import is_waiting
from domain.healthcode.lists import (
    entries_after,
    keep_lists,
    lists_of_shard,
    renew_stale,
    signed_lists,
)
from domain.healthcode.shards import shards
from domain.kernel.actor import SYSTEM
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError
from domain.notices.outbox import has_open
from domain.retention.facts import purge_facts
from domain.retention.purge import days_in_use, days_without_key, keys_needed_from, purge
from domain.storage.backup import back_up, drop_between, drop_outlived, name_at
from domain.storage.jobs import LEASE, due_at, end_lease, put_off, take_lease
from domain.storage.work import Work
from web.check_ins import drop_check_in_days, make_check_in_days
from web.errors import place_of
from web.outbox import empty_outbox, write_reminders
from web.settings import Settings
from web.trust import doubts
from web.wiring import Services, open_services

# Two weeks: a copy of the ring that was made so long ago still holds the key of today.
DAYS_AHEAD = 15
JOBS_TASK = "jobs"
"""The name of the task in which they all run, by which what it does is told from what is asked."""
_LOOK = 10.0
_LEAST_LOOK = 0.5
_MOST_BITES = 10_000
_MOST_BATCHES = 100
_DAY = timedelta(days=1)
_RETRY = timedelta(minutes=10)
_LEAST_RETRY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Job:
    """One recurring job: its name in the lease table, how often it is due, what it does.

    `needed` tells by a read whether a due job has anything to do; `lease` is how long a process
    that died in it keeps the others from it.
    One with patience that is later than that waits one more turn: the clock may have leapt ahead.
    """

    name: str
    every: timedelta
    run: Callable[[Services], Awaitable[None]]
    needed: Callable[[Work], bool] | None = None
    lease: timedelta = LEASE
    patience: timedelta | None = None


async def make_day_keys(services: Services) -> None:
    """Make the keys of today and the coming days, so that no request ever has to."""
    today = day_of(services.clock.now())
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    await asyncio.to_thread(services.ring.make_days, days)


async def have_todays_key(services: Services) -> None:
    """Make the coming days' keys now where the clock passed them all, as after days of sleep."""
    if not services.ring.has_day(day_of(services.clock.now())):
        await make_day_keys(services)


async def purge_outlived(services: Services) -> None:
    """Delete in bites until nothing is left, destroy keys not in use, sweep up."""
    ctx = services.context(SYSTEM)
    await drop_check_in_days(services)
    for _ in range(_MOST_BITES):
        if await services.admin.write(purge, ctx) == 0:
            break
    last = await services.admin.write(purge_facts, ctx)
    while last is not None:
        last = await services.admin.write(purge_facts, ctx, last)
    used = await services.db.read(days_in_use, ctx)
    await asyncio.to_thread(services.ring.drop_days_before, keys_needed_from(ctx), used)
    await services.admin.sweep()


async def purge_now(settings: Settings) -> tuple[date, ...]:
    """Purge from outside a running service; give the days whose answers the ring cannot open."""
    services = open_services(settings)
    try:
        await purge_outlived(services)
        return await services.db.read(days_without_key, services.context(SYSTEM))
    finally:
        services.close()


async def back_up_here(services: Services) -> None:
    """Back up into BACKUP_FOLDER."""
    folder = services.settings.backup_folder
    assert folder is not None  # noqa: S101 - jobs_of makes the job only where it is set
    now, database = services.clock.now(), services.settings.database
    await asyncio.to_thread(back_up, database, services.ring, folder / name_at(now), now)


async def drop_old_backups(services: Services) -> None:
    """Thin out BACKUP_FOLDER, and drop what would outlive its period before the next turn."""
    folder = services.settings.backup_folder
    assert folder is not None  # noqa: S101 - jobs_of makes the job only where it is set
    now, keep = services.clock.now(), services.policies.retention.backups.length
    assert keep is not None  # noqa: S101 - the policy file gives it in days
    await asyncio.to_thread(drop_between, folder, now)
    await asyncio.to_thread(drop_outlived, folder, now, keep - _DAY)


async def seal_audit(services: Services) -> None:
    """Seal what was committed since the last time, a batch at a time."""
    ctx = services.context(SYSTEM)
    for _ in range(_MOST_BATCHES):
        if await services.db.write(seal, ctx) < BATCH:
            break


async def sign_audit_head(services: Services) -> None:
    """Sign the audit log as it stands, grown or not: a head that fails to come is a sign too."""
    await seal_audit(services)
    await services.db.write(sign_head, services.context(SYSTEM))


async def build_lists(services: Services) -> None:
    """Sign every shard's status lists anew, from codes brought up to the present."""
    begun = services.clock.now()
    last = await services.db.write(renew_stale, services.context(SYSTEM))
    while last is not None:
        last = await services.db.write(renew_stale, services.context(SYSTEM), last)
    ctx = services.context(SYSTEM)
    for number, shard in enumerate(shards()):
        entries: dict[int, Colour] = {}
        after: int | None = -1
        while after is not None:
            some, after = await services.db.read(entries_after, ctx, shard, after)
            entries |= some
        held = await services.db.read(lists_of_shard, number)
        made = await asyncio.to_thread(signed_lists, ctx, shard, begun, entries, held)
        await services.db.write(keep_lists, made)


async def doubt_trust(services: Services) -> None:
    """Log what phones without a network will not believe, before it is too late and after."""
    for doubt in doubts(services.trusted, services.ring, services.clock.now()):
        structlog.get_logger().warning("trust_list", doubt=doubt)


JOBS = (
    Job("day_keys", timedelta(hours=1), make_day_keys),
    Job("check_in_days", timedelta(hours=6), make_check_in_days),
    Job("purge", _DAY, purge_outlived, patience=3 * _DAY),
    Job(SEAL_JOB, timedelta(seconds=10), seal_audit, is_waiting, timedelta(minutes=1)),
    Job("status_lists", timedelta(hours=1), build_lists, lease=timedelta(minutes=30)),
    Job("trust_list", _DAY, doubt_trust),
    Job("reminders", _DAY, write_reminders),
    Job("outbox", timedelta(seconds=5), empty_outbox, has_open),
    Job("sign_audit_head", timedelta(minutes=10), sign_audit_head),
)


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Give the jobs to run: backups only where there is a folder for them."""
    if settings.backup_folder is None:
        return JOBS
    return (
        *JOBS,
        Job("backup", timedelta(minutes=settings.backup_minutes), back_up_here),
        Job("old_backups", _DAY, drop_old_backups, patience=3 * _DAY),
    )


async def run_jobs(services: Services) -> None:
    """Look for due jobs when the next one is due, at most every ten seconds, until cancelled."""
    runner = secrets.token_hex(8)
    while True:
        wait = _LOOK
        try:
            wait = await look(services, runner)
        except Exception as error:  # noqa: BLE001 - a disk that fails for a while ends no jobs
            _note_failure("look", error)
        await asyncio.sleep(wait + secrets.randbelow(500) / 1000)


async def look(services: Services, runner: str, jobs: Sequence[Job] | None = None) -> float:
    """Run what is due and needed; give the seconds until it is worth looking again."""
    jobs = jobs_of(services.settings) if jobs is None else jobs
    due = await services.db.read(due_at)
    now = services.clock.now()
    for job in jobs:
        if _may_be_due(job, due.get(job.name, now), now) and await _is_needed(services, job):
            await run_if_due(services, job, runner)
    due, now = await services.db.read(due_at), services.clock.now()
    ahead = [(due[job.name] - now).total_seconds() for job in jobs if job.name in due]
    return max(_LEAST_LOOK, min([_LOOK, *(each for each in ahead if each > 0)]))


async def run_if_due(services: Services, job: Job, runner: str) -> bool:
    """Run a job where it is due and its lease is ours; a failed one is due again before long."""
    now = services.clock.now()
    with contextlib.suppress(DomainError):
        if job.patience is not None and await services.db.write(
            put_off, job.name, now, job.patience, job.every
        ):
            structlog.get_logger().warning("job_put_off", job=job.name)
            return False
        if not await services.db.write(take_lease, job.name, runner, now, job.every, job.lease):
            return False
        due = now + job.every
        try:
            await job.run(services)
        except Exception as error:  # noqa: BLE001 - a failing job must not end the others
            _note_failure(job.name, error)
            due = now + min(_RETRY, max(_LEAST_RETRY, job.every))
        await services.db.write(end_lease, job.name, runner, due)
        return True
    return False


def _may_be_due(job: Job, due: datetime, now: datetime) -> bool:
    """Tell whether a job is due, or dated further ahead than only a wrong clock can have done."""
    return due <= now or due > now + max(job.every, job.lease)


async def _is_needed(services: Services, job: Job) -> bool:
    return job.needed is None or await services.db.read(job.needed)


def _note_failure(job: str, error: Exception) -> None:
    fault = {"kind": type(error).__name__, "place": place_of(error)}
    structlog.get_logger().error("job_failed", job=job, **fault)
