"""Filling in a step: it is kept, right or wrong, and the next one comes; what is refused."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.kernel.days import BEIJING
from tests.browse import Browse, filled
from tests.browser.wizard import days_ago, fresh_phone, resident_number
from tests.servers import Server
from tests.web.declare.steps import (
    STEPS,
    Sent,
    by_train,
    declare,
    errors_of,
    fill,
    passport,
    resident,
    value_of,
)


def test_all_steps_lead_to_the_check_with_every_answer(browse: Browse) -> None:
    page = fill(browse, resident(journey=by_train()))
    for words in ("王秀英", "湖北省武汉市", "G1371", "14:30", "元阳县南沙镇", "菜园村12号", "务农"):
        assert words in page.text, words
    changes = [href for href in page.links().values() if href.startswith("/declare/")]
    assert changes[-5:] == [f"/declare/{step}" for step in STEPS]


@pytest.mark.parametrize("step", STEPS)
def test_an_empty_step_says_what_is_missing_beside_each_field(browse: Browse, step: str) -> None:
    page = fill(browse, resident(), step)
    answer = browse.post(f"/declare/{step}", {"csrf": filled(page.forms()[0])["csrf"]}, 422)
    found = errors_of(answer)
    assert found
    assert answer.title.startswith("错误")
    for field, words in found.items():
        assert answer.text.count(words) > 1, "in the summary, and beside the field"
        answer.by_id(field)


@pytest.mark.parametrize(
    ("step", "changed", "field", "words"),
    [
        ("who", {"name": "123"}, "name", "文字"),
        ("who", {"name": "岩" * 5000}, "name", "最多150"),
        ("who", {"phone": "12345"}, "phone", "没有这样的号码"),
        ("document", {"number": "532528196005020025"}, "number", "错了一位"),
        ("document", {"number": "532528600502002"}, "number", "15位"),
        ("document", {"kind": "spaceship"}, "kind", "证件类型"),
        ("journey", by_train() | {"visit_1_place": "元阳"}, "visit_1_place", "没有找到"),
        ("journey", by_train() | {"visit_1_place": "昆明"}, "visit_1_place", "省外"),
        ("journey", by_train() | {"arrival_day": days_ago(-4)}, "arrival_day", "靠后"),
        ("journey", by_train() | {"arrival_day": days_ago(1)}, "arrival_day", "早于出发"),
        ("journey", by_train() | {"left_day": days_ago(20)}, "left_day", "14天以前"),
        ("journey", by_train() | {"arrival_time": "noonish"}, "arrival_time", "08:30"),
        ("journey", by_train() | {"transport_number": ""}, "transport_number", "车次"),
        ("journey", by_train() | {"visit_1_day": days_ago(-2)}, "visit_1_day", "之后"),
        ("address", {"county": "533102"}, "county", "县"),
        ("health", {"symptoms": ["none", "fever"]}, "symptoms", "不能"),
        (
            "health",
            {"symptoms": "fever", "temperature": "44", "since_day": days_ago(0)},
            "temperature",
            "34到43",
        ),
    ],
)
def test_what_cannot_be_is_told_in_words_and_kept_as_typed(
    browse: Browse, step: str, changed: Sent, field: str, words: str
) -> None:
    sent = resident()
    page = fill(browse, sent, step)
    answer = browse.send(page, 422, **(sent[step] | changed))
    assert words in errors_of(answer)[field]
    if field in {"name", "phone", "number", "arrival_time", "visit_1_place"}:
        assert value_of(answer, field)
    assert browse.get("/declare").path == f"/declare/{step}"


@pytest.mark.parametrize("hours", [48, 71])
def test_one_arrives_up_to_72_hours_ahead(browse: Browse, server: Server, hours: int) -> None:
    at = (server.clock.now() + timedelta(hours=hours)).astimezone(BEIJING)
    train = by_train() | {"arrival_day": at.date().isoformat(), "arrival_time": f"{at:%H:%M}"}
    assert fill(browse, resident(journey=train)).path == "/declare/check"


@pytest.mark.parametrize(
    "document",
    [
        passport(),
        passport() | {"kind": "border_pass", "number": "滇边民证 0012345"},
        passport() | {"kind": "birth_certificate", "number": "S530012345", "nationality": ""},
        passport() | {"kind": "other", "number": "难民证-7", "nationality": "ZZ"},
        passport() | {"born_year": "1920", "number": "PX1920001"},
        {
            "kind": "hkm_permit",
            "number": "H12345678",
            "born_year": "1970年5月2日",
            "gender": "male",
        },
    ],
    ids=["passport", "border pass", "newborn", "other", "born 1920", "Hong Kong"],
)
def test_no_document_of_real_people_is_refused(browse: Browse, document: Sent) -> None:
    fill(browse, resident(document=document), "journey")


def test_two_tabs_write_into_one_draft(browse: Browse) -> None:
    sent = resident()
    fill(browse, sent, "address")
    one, other = browse.get("/declare/who"), browse.get("/declare/address")
    browse.send(one, **(sent["who"] | {"name": "王二英"}))
    browse.send(other, **sent["address"])
    page = browse.send(browse.get("/declare/health"), **sent["health"])
    assert page.path == "/declare/check"
    assert "王二英" in page.text


def test_two_fresh_tabs_make_one_draft(browse: Browse) -> None:
    one, other = browse.get("/declare"), browse.get("/declare")
    browse.send(one, name="王一", phone=fresh_phone())
    browse.send(other, name="王二", phone=fresh_phone())
    assert value_of(browse.get("/declare/who"), "name") == "王二"


def test_a_stranger_s_draft_is_neither_read_nor_written(browse: Browse, server: Server) -> None:
    mine = filled(fill(browse, resident(), "document").forms()[0])["draft"][0]
    thief = Browse(server.address)
    page = thief.get("/declare")
    page = thief.send(page, draft=mine, name="李四", phone=fresh_phone())
    assert value_of(thief.get("/declare/who"), "name") == "李四"
    thief.close()
    assert value_of(browse.get("/declare/who"), "name") == "王秀英"


@pytest.mark.parametrize("draft", ["", "x", "0" * 5000, str(UUID(int=7))])
def test_a_garbled_draft_is_a_new_one(browse: Browse, draft: str) -> None:
    page = browse.send(browse.get("/declare"), draft=draft, name="岩", phone=fresh_phone())
    assert page.path == "/declare/document"


def test_a_step_of_a_declared_draft_leads_to_the_code(browse: Browse) -> None:
    sent = resident()
    old = fill(browse, sent, "health")
    browse.send(browse.send(old, **sent["health"]), commitment="yes")
    assert browse.send(old, **sent["health"]).path == "/code"


def test_the_language_changes_on_the_step_and_what_is_typed_stays(browse: Browse) -> None:
    page = browse.send(browse.get("/declare"), name="岩", phone="12", lang="en")
    assert page.h1 == "Who are you?"
    assert (value_of(page, "name"), value_of(page, "phone")) == ("岩", "12")
    assert errors_of(page) == {}


def test_what_hangs_on_an_answer_goes_with_it(browse: Browse) -> None:
    sent = resident(journey=by_train())
    fill(browse, sent, "address")
    browse.send(browse.get("/declare/journey"), outside="no")
    page = browse.send(browse.get("/declare/address"), **sent["address"])
    page = browse.send(page, **sent["health"])
    assert "武汉" not in page.text


def test_who_comes_straight_from_abroad_need_not_say_it_twice(browse: Browse) -> None:
    walked = {
        "outside": "yes",
        "departure": "VN",
        "left_day": days_ago(0),
        "transport": "foot",
        "arrival_day": days_ago(0),
        "arrival_time": "0:00",
    }
    page = fill(browse, resident(document=passport(), journey=walked), "health")
    form = filled(page.forms()[0])
    known = (form["abroad"], form["abroad_where"], form["entered_day"])
    assert known == (["yes"], ["VN"], [days_ago(0)])
    refused = browse.send(page, 422, contact="no", abroad="no", symptoms="none")
    assert "境外" in errors_of(refused)["abroad"]


def test_an_enormous_form_is_refused(browse: Browse) -> None:
    token = filled(browse.get("/declare").forms()[0])["csrf"][0]
    answer = browse.fetch("POST", "/declare/who", data={"csrf": token, "name": "x" * 2_000_000})
    assert answer.status_code == 413


def test_the_same_number_again_is_the_same_person(browse: Browse, server: Server) -> None:
    sent = resident(document={"kind": "resident_id", "number": resident_number()})
    declare(browse, sent)
    other = Browse(server.address)
    assert "绿码" in declare(other, sent).text
    other.close()
