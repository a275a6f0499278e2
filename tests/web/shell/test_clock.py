"""The machine's clock leaps ahead, falls back, or wakes after days of sleep: nothing breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest

from domain.declaration.drafts import Draft, keep_draft
from domain.declaration.prefill import (
    entries_of_health,
    entries_of_identity,
    entries_of_journey,
    entries_of_stay,
)
from domain.declaration.steps import Step
from domain.declaration.terms import Terms
from domain.healthcode.show import shown
from domain.healthcode.tokens import Freshness, freshness, step_at
from domain.household.browsers import holder_by_token, open_holder
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.storage.records import JobRecord
from domain.storage.work import Work
from tests.browse import Browse
from tests.domain.acts import application
from tests.servers import Server, serving, settings_at
from web.jobs import JOBS, run_if_due

_PURGE = next(job for job in JOBS if job.name == "purge")
_KEYS = next(job for job in JOBS if job.name == "day_keys")
_people = iter(range(1, 1000))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own: its clock makes keys and jobs of far days."""
    with serving(settings_at(tmp_path_factory.mktemp("clock"))) as running:
        yield running


@dataclass(frozen=True)
class Phone:
    """A phone with a whole draft, ready to be sent."""

    server: Server
    token: str
    browser: Browse

    def send(self) -> str:
        """Send the draft as its page does; give where the person ends."""
        page = self.browser.get("/declare/check")
        return self.browser.send(page, commitment="yes").path

    def holder(self) -> tuple[UUID, UUID]:
        found = self.server.run(self.server.services.db.read(holder_by_token, self.token))
        assert found is not None
        assert found.person_id is not None
        return found.person_id, found.id

    def colour(self) -> str:
        return self.browser.fetch("GET", "/code/pulse").text


@pytest.fixture
def phone(server: Server) -> Iterator[Phone]:
    """A phone whose draft was filled in at the right time."""
    opened = _phone(server)
    yield opened
    opened.browser.close()


@pytest.mark.parametrize("slept", [timedelta(days=3), timedelta(days=30), timedelta(days=400)])
def test_the_first_declaration_after_a_sleep_is_taken(server: Server, slept: timedelta) -> None:
    with server.later(slept):
        phone = _phone(server)
        assert phone.send() == "/code"
        assert phone.colour() == "green"
        phone.browser.close()


def test_so_is_one_after_the_clock_fell_back_to_days_without_a_key(server: Server) -> None:
    with server.later(timedelta(days=-100)):
        phone = _phone(server)
        assert phone.send() == "/code"
        assert phone.colour() == "green"
        phone.browser.close()


def test_a_clock_that_falls_back_shows_what_was_known_then(server: Server, phone: Phone) -> None:
    assert phone.send() == "/code"
    with server.later(timedelta(seconds=-90)):
        assert phone.colour() == "green"
    with server.later(timedelta(hours=-1)):
        assert phone.colour() == "grey"
        phone.browser.get("/code")
    assert phone.colour() == "green"


def test_a_leap_ahead_ends_a_code_and_coming_back_gives_it_again(
    server: Server, phone: Phone
) -> None:
    assert phone.send() == "/code"
    with server.later(timedelta(days=31)):
        assert phone.colour() == "grey"
    assert phone.colour() == "green"


def test_what_was_declared_ahead_of_time_may_not_be_mended_for_weeks(server: Server) -> None:
    with server.later(timedelta(days=20)):
        phone = _phone(server)
        assert phone.send() == "/code"
        assert _mendable(phone)
    assert not _mendable(phone)
    phone.browser.close()


def test_a_token_from_ahead_is_no_live_code(server: Server) -> None:
    now = server.clock.now()
    assert freshness(step_at(now), now) is Freshness.LIVE
    assert freshness(step_at(now + timedelta(hours=1)), now) is Freshness.AHEAD
    assert freshness(step_at(now - timedelta(hours=1)), now) is Freshness.STALE


def test_a_job_done_ahead_of_time_runs_again_once_the_clock_is_right(server: Server) -> None:
    with server.later(timedelta(days=30)):
        assert server.run(run_if_due(server.services, _KEYS, "ahead"))
    assert server.run(run_if_due(server.services, _KEYS, "right"))
    assert not server.run(run_if_due(server.services, _KEYS, "right"))


def test_a_lease_taken_ahead_of_time_is_void(server: Server) -> None:
    with server.later(timedelta(days=30)):
        server.run(server.services.db.write(_leave_leased, server.clock.now()))
    assert server.run(run_if_due(server.services, _KEYS, "right"))


def test_a_leap_ahead_destroys_nothing_for_a_day(
    server: Server, phone: Phone, capfd: pytest.CaptureFixture[str]
) -> None:
    assert phone.send() == "/code"
    server.run(run_if_due(server.services, _PURGE, "right"))
    with server.later(timedelta(days=90)):
        assert not server.run(run_if_due(server.services, _PURGE, "ahead"))
        assert "job_put_off" in capfd.readouterr().out
        assert not server.run(run_if_due(server.services, _PURGE, "ahead"))
    assert phone.colour() == "green"
    server.run(run_if_due(server.services, _PURGE, "right"))
    assert phone.colour() == "green"


def test_ids_of_events_sort_by_the_clock_and_never_meet(server: Server) -> None:
    now = server.clock.now()
    leaps = [timedelta(days=days) for days in (-30, -1, 0, 1, 30)]
    ids = [event_id(now + leap) for leap in leaps]
    assert ids == sorted(ids)
    assert len({event_id(now) for _ in range(10_000)}) == 10_000


def test_a_clock_before_all_rules_is_not_ready(server: Server) -> None:
    with server.later(timedelta(days=-365 * 50)):
        answer = httpx.get(f"{server.address}/readyz")
        assert answer.status_code == 503
        assert "clock" in answer.text
    assert httpx.get(f"{server.address}/readyz").status_code == 200


def _phone(server: Server) -> Phone:
    token, holder = new_token(), random_id()
    services = server.services
    ctx = services.context()
    number = next(_people)
    stated = application(number, phone=f"+86139{number:08d}")
    entries = {
        **entries_of_identity(stated.identity, stated.relationship),
        **entries_of_journey(stated.journey),
        **entries_of_stay(stated.stay),
        **entries_of_health(stated.health, Terms(ctx.instant)),
    }
    server.run(services.db.write(open_holder, ctx, token, holder))
    draft = Draft(event_id(ctx.instant), Step.CHECK, entries)
    server.run(services.db.write(keep_draft, ctx, holder, draft))
    browser = Browse(server.address)
    browser._client.cookies.set("hc", token)
    return Phone(server, token, browser)


def _mendable(phone: Phone) -> bool:
    services = phone.server.services
    person, holder = phone.holder()
    found = phone.server.run(services.db.read(shown, services.context(), person, holder))
    assert found is not None
    return found.mend_until is not None


def _leave_leased(work: Work, instant: datetime) -> None:
    work.session.merge(JobRecord(name="day_keys", due=instant, leased_until=instant, holder="dead"))
