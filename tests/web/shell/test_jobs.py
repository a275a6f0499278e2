"""Jobs: each due one runs once among many processes, and a failing one leaves the others alone."""

import asyncio
from datetime import timedelta

import pytest

from domain.kernel.days import day_of
from tests.servers import Server
from web.jobs import DAYS_AHEAD, Job, make_day_keys, purge_outlived, run_if_due
from web.wiring import Services


def _counting(name: str, ran: list[str]) -> Job:
    async def run(_: Services) -> None:
        ran.append(name)

    return Job(name, timedelta(hours=1), run)


def test_of_many_runners_one_runs_a_due_job(probe: Server) -> None:
    ran: list[str] = []
    job = _counting("counted", ran)

    async def together() -> list[bool]:
        runners = (run_if_due(probe.services, job, f"runner-{at}") for at in range(20))
        return await asyncio.gather(*runners)

    assert sum(probe.run(together())) == 1
    assert ran == ["counted"]
    with probe.later(timedelta(minutes=59)):
        assert not probe.run(run_if_due(probe.services, job, "again"))
    with probe.later(timedelta(minutes=61)):
        assert probe.run(run_if_due(probe.services, job, "again"))
    assert ran == ["counted", "counted"]


def test_a_failing_job_is_noted_and_due_again(
    probe: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    async def run(_: Services) -> None:
        message = "canary"
        raise RuntimeError(message)

    job = Job("failing", timedelta(days=1), run)
    assert probe.run(run_if_due(probe.services, job, "one"))
    written = capfd.readouterr().out
    assert '"job_failed"' in written
    assert "canary" not in written
    assert not probe.run(run_if_due(probe.services, job, "two"))
    with probe.later(timedelta(minutes=11)):
        assert probe.run(run_if_due(probe.services, job, "two"))


def test_a_job_of_every_few_seconds_is_tried_again_within_a_minute(probe: Server) -> None:
    ran: list[str] = []

    async def run(_: Services) -> None:
        ran.append("ran")
        raise RuntimeError

    job = Job("often", timedelta(seconds=10), run)
    assert probe.run(run_if_due(probe.services, job, "one"))
    with probe.later(timedelta(seconds=61)):
        assert probe.run(run_if_due(probe.services, job, "two"))
    assert ran == ["ran", "ran"]


def test_keys_of_the_coming_days_are_there_before_they_are_needed(probe: Server) -> None:
    probe.run(make_day_keys(probe.services))
    today = day_of(probe.clock.now())
    keys = {probe.services.ring.of_day(today + timedelta(days=at)) for at in range(DAYS_AHEAD)}
    assert len(keys) == DAYS_AHEAD


def test_the_purge_runs_on_an_empty_service_and_keeps_todays_key(probe: Server) -> None:
    probe.run(purge_outlived(probe.services))
    today = day_of(probe.clock.now())
    assert probe.services.ring.of_day(today).number == today.toordinal()
