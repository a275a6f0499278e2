"""The scan's short way: the same answer as the route's, the same guards, one admission by both."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select, update

from domain.accounts.records import ShiftRecord
from domain.admission.plain import admit_by_phone
from domain.admission.records import AdmissionRecord, AlertRecord
from domain.storage.work import Work
from tests.codes import Opened, confirmed_ill
from tests.doors import DoorPhone, code_on
from tests.servers import Server

Headers = Mapping[str, str]
BY_THE_ROUTE: Headers = {"Content-Type": "application/json; charset=utf-8"}
"""A type that the short way leaves to the route."""
WAYS: tuple[Headers, ...] = ({}, BY_THE_ROUTE)
ADMIT = "/verify/admit"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note each call that comes to the short way's verb: whether it was taken there."""
    seen: list[bool] = []
    many = admit_by_phone.many

    def noted(work: Work, calls: Any) -> Any:
        answers = many(work, calls)
        seen.extend(each is not None for each in answers)
        return answers

    monkeypatch.setattr(admit_by_phone, "many", noted)
    return seen


def kept(server: Server, door: DoorPhone) -> list[dict[str, Any]]:
    """Give every admission at a door, in the order of their ids."""

    def rows(work: Work) -> list[dict[str, Any]]:
        at = col(AdmissionRecord.venue_id) == door.door.venue
        order = col(AdmissionRecord.admission_id)
        found = work.session.exec(select(AdmissionRecord).where(at).order_by(order)).all()
        return [row.model_dump() for row in found]

    return server.run(server.services.db.read(rows))


def alerts(server: Server) -> int:
    def count(work: Work) -> int:
        return work.session.exec(select(func.count()).select_from(AlertRecord)).one()

    return server.run(server.services.db.read(count))


def test_both_ways_answer_and_keep_the_same(
    server: Server, door: DoorPhone, person: Opened, short: list[bool]
) -> None:
    text = code_on(server, person)
    calls = [door.call(text, told="let_in") for _ in WAYS]
    quick, slow = (
        door.send(ADMIT, call, headers=way) for call, way in zip(calls, WAYS, strict=True)
    )
    assert short == [True]
    assert quick.json() == slow.json()
    drop = {"date", "vary"}
    assert {k: v for k, v in quick.headers.items() if k not in drop} == {
        k: v for k, v in slow.headers.items() if k not in drop
    }
    one, two = kept(server, door)
    own = {"admission_id", "at", "taken_at"}
    assert {k: v for k, v in one.items() if k not in own} == {
        k: v for k, v in two.items() if k not in own
    }


def test_an_id_by_both_ways_is_one_admission(
    server: Server, door: DoorPhone, person: Opened, short: list[bool]
) -> None:
    call = door.call(code_on(server, person))
    answers = [door.send(ADMIT, call, headers=way) for way in (*WAYS, *reversed(WAYS))]
    assert len({each.text for each in answers}) == 1
    assert short == [True, False]
    assert len(kept(server, door)) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"temperature": "high"},
        {"temperature": "measured", "reading": 36.6},
        {"seen": True},
        {"paper": True},
        {"refused": "full"},
        {"text": ""},
        {"text": "hello"},
        {"temperature": "lukewarm"},
    ],
    ids="-".join,
)
def test_what_is_more_is_the_routes(
    server: Server, door: DoorPhone, person: Opened, short: list[bool], more: dict[str, Any]
) -> None:
    sent = [door.call(code_on(server, person)) | more for _ in WAYS]
    quick, slow = (
        door.send(ADMIT, call, headers=way) for call, way in zip(sent, WAYS, strict=True)
    )
    assert (quick.status_code, quick.text) == (slow.status_code, slow.text)
    assert not any(short)


def test_a_risk_recorded_a_moment_ago_is_stopped_and_told(
    server: Server, door: DoorPhone, person: Opened, short: list[bool]
) -> None:
    text, before = code_on(server, person), alerts(server)
    assert door.scan(text)["key"] == "let_in"
    confirmed_ill(server, person.person)
    assert door.scan(text)["key"] == "stop"
    assert short == [True, False]
    assert alerts(server) == before + 1


def test_a_fever_of_the_day_is_looked_at_by_the_route(
    server: Server, door: DoorPhone, person: Opened, short: list[bool]
) -> None:
    text = code_on(server, person)
    door.scan(text, temperature="high")
    door.scan(text, temperature="high_again")
    slow = door.send(ADMIT, door.call(text), headers=BY_THE_ROUTE).json()
    assert door.scan(text) == slow
    assert short == [False]


def test_one_scanned_over_and_over_is_told(
    server: Server, door: DoorPhone, person: Opened, short: list[bool]
) -> None:
    most, before = server.services.policies.doors.often.most, alerts(server)
    for _ in range(most):
        door.scan(code_on(server, person))
    assert short == [True] * most
    assert alerts(server) == before
    door.scan(code_on(server, person))
    assert not short[-1]
    assert alerts(server) == before + 1


FORGED: Mapping[str, Headers] = {
    "no token": {"X-CSRFToken": ""},
    "a token of nobody": {"X-CSRFToken": "A" * 88},
    "another site's frame": {"Sec-Fetch-Site": "cross-site"},
    "a neighbour's host": {"Sec-Fetch-Site": "same-site"},
    "another origin": {"Origin": "https://elsewhere.example"},
    "another origin by its port": {"Origin": "http://localhost:1"},
}


@pytest.mark.parametrize("how", FORGED)
@pytest.mark.parametrize("way", WAYS, ids=["short", "route"])
def test_a_forged_call_admits_nobody(
    server: Server, door: DoorPhone, person: Opened, how: str, way: Headers
) -> None:
    headers = {**FORGED[how], **way}
    answer = door.send(ADMIT, door.call(code_on(server, person)), headers=headers)
    assert answer.status_code == 403
    assert kept(server, door) == []


@pytest.mark.parametrize("way", WAYS, ids=["short", "route"])
def test_a_shift_that_was_ended_admits_nobody_from_that_moment(
    server: Server, door: DoorPhone, person: Opened, way: Headers
) -> None:
    def end(work: Work) -> None:
        at = col(ShiftRecord.venue_id) == door.door.venue
        work.session.exec(update(ShiftRecord).where(at).values(ended_at=server.clock.now()))

    text = code_on(server, person)
    assert door.send(ADMIT, door.call(text), headers=way).status_code == 200
    server.run(server.services.db.write(end))
    assert door.send(ADMIT, door.call(text), headers=way).status_code == 401
    assert len(kept(server, door)) == 1


@pytest.mark.parametrize("way", WAYS, ids=["short", "route"])
def test_a_shift_is_over_after_its_hours(
    server: Server, door: DoorPhone, person: Opened, way: Headers
) -> None:
    with server.later(timedelta(hours=12, minutes=1)):
        answer = door.send(ADMIT, door.call(code_on(server, person)), headers=way)
    assert answer.status_code == 401
    assert kept(server, door) == []
