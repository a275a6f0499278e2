"""The calls of a door's device: what it is told, what is refused, and deliveries."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import func, select

from domain.admission.records import AdmissionRecord
from domain.kernel.ids import random_id
from domain.storage.work import Work
from tests.codes import Opened, confirmed_ill
from tests.doors import DoorPhone, code_on, door_phone
from tests.servers import Server

FIELDS = {"key", "answer", "colour", "name", "tail", "act"}


def count(work: Work) -> int:
    return work.session.exec(select(func.count()).select_from(AdmissionRecord)).one()


def admissions(server: Server) -> int:
    return server.run(server.services.db.read(count))


def test_a_green_is_told_in_six_fields(server: Server, door: DoorPhone, person: Opened) -> None:
    told = door.scan(code_on(server, person))
    assert set(told) == FIELDS
    assert told | {"tail": ""} == {
        "key": "let_in",
        "answer": "checked",
        "colour": "green",
        "name": "王*明",
        "tail": "",
        "act": "let_in",
    }


def test_whatever_is_answered_staff_see_those_fields_alone(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    """T12: colour, masked name, a number's end; never a document, a number, a reason, a place."""
    number = f"TEST{person.number:05d}"
    live, old = code_on(server, person), code_on(server, person, late=9)
    for stated in (
        {"text": live},
        {"text": live, "temperature": "high"},
        {"text": live, "seen": True},
        {"text": old},
        {"text": old, "paper": True},
        {"text": ""},
        {"text": "hello"},
        {"text": server.settings.origin + door.door.path},
    ):
        answer = door.send("/verify/admit", door.call(**stated))
        told = answer.json()
        assert set(told) == FIELDS, stated
        assert len(told["tail"]) in {0, 2}
        for secret in (number, "王小明", str(person.person), f"{person.number:09d}"):
            assert secret not in answer.text


def test_a_fact_recorded_a_moment_ago_counts_at_the_door(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    text = code_on(server, person)
    assert door.scan(text)["key"] == "let_in"
    confirmed_ill(server, person.person)
    assert door.scan(text)["key"] == "stop"


def test_the_same_id_is_one_admission_however_often_it_comes(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    before, call = admissions(server), door.call(code_on(server, person))
    answers = {door.send("/verify/admit", call).text for _ in range(4)}
    assert len(answers) == 1
    call |= {"temperature": "high_again", "reading": 38.2}
    assert door.send("/verify/admit", call).json()["key"] == "refer"
    assert admissions(server) == before + 1


def test_a_delivery_counts_once_and_says_what_would_have_been_otherwise(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    before, text = admissions(server), code_on(server, person)
    calls = [door.call(text, told=told) for told in ("let_in", "stop")]
    with server.later(timedelta(hours=2)):
        for _ in range(3):
            answer = door.send("/verify/deliver", {"admissions": [*calls, {"id": 7}]}).json()
            assert answer == {
                "taken": [each["id"] for each in calls],
                "otherwise": {calls[1]["id"]: "let_in"},
                "refused": [2],
            }
    assert admissions(server) == before + 2


def test_what_a_phone_kept_from_another_venue_is_not_this_ones(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    before, text = admissions(server), code_on(server, person)
    here = door.browser.get("/verify").tree.find(".//*[@data-here]")
    assert here is not None
    own = json.loads(here.get("data-here") or "")["venue"]
    calls = [door.call(text, venue=each) for each in (random_id().hex, own)]
    answer = door.send("/verify/deliver", {"admissions": calls}).json()
    assert answer == {"taken": [calls[1]["id"]], "otherwise": {}, "refused": [0]}
    assert admissions(server) == before + 1


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        {"id": "x"},
        {"temperature": "hot"},
        {"reading": 99},
        {"refused": "because"},
        {"told": "<script>"},
        {"at": -1},
        {"text": "a" * 9000},
        {"venue": "another"},
        {"seen": "yes"},
    ],
)
def test_what_is_no_call_is_refused_whole(door: DoorPhone, sent: Any) -> None:
    whole = door.call("") | sent if isinstance(sent, dict) and sent else sent
    answer = door.send("/verify/admit", whole)
    assert (answer.status_code, answer.json()) == (422, {"error": "unreadable"})


def test_too_many_at_once_are_no_delivery(door: DoorPhone) -> None:
    answer = door.send("/verify/deliver", {"admissions": [1] * 101})
    assert answer.status_code == 422


def test_a_form_of_another_browser_and_none_at_all_are_refused(
    server: Server, door: DoorPhone
) -> None:
    other = door_phone(server)
    before = admissions(server)
    for path in ("/verify/admit", "/verify/deliver"):
        for token in ("", "A" * 88):
            assert door.send(path, door.call(""), token).status_code == 403
        stolen = DoorPhone(server, door.door, door.browser, other.token)
        assert stolen.send(path, door.call("")).status_code == 403
    other.browser.forget()
    assert other.send("/verify/admit", other.call("")).status_code == 403
    other.browser.close()
    assert admissions(server) == before


def test_a_door_is_its_session_s_own(server: Server, door: DoorPhone, person: Opened) -> None:
    """Two doors that use one id have an admission each: neither can touch the other's."""
    other, before = door_phone(server), admissions(server)
    call = door.call(code_on(server, person))
    for phone in (door, other):
        assert phone.send("/verify/admit", call).json()["key"] == "let_in"
    assert admissions(server) == before + 2
    other.browser.close()
