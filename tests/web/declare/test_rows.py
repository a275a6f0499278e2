"""Buttons that change what a step asks: a row more or fewer, other lists; nothing typed is lost."""

import pytest

from tests.browse import Browse, Page, filled
from tests.browser.wizard import days_ago
from tests.web.declare.steps import by_train, errors_of, fill, resident, value_of


def select_of(page: Page, name: str) -> list[str]:
    return [each.get("value", "") for each in page.by_id(name).iter("option")]


def test_a_place_and_a_leg_are_added_and_dropped(browse: Browse) -> None:
    page = fill(browse, resident(), "journey")
    page = browse.send(page, **by_train(), stay="add visit")
    assert value_of(page, "visit_1_place") in {"武汉", "湖北省武汉市"}
    page = browse.send(page, visit_2_place="长沙", visit_2_day=days_ago(3), stay="add leg")
    page = browse.send(page, leg_1_place="贵阳", stay="drop visit 1")
    assert errors_of(page) == {}
    assert value_of(page, "visit_1_place") == "长沙"
    assert value_of(page, "leg_1_place") == "贵阳"
    page = browse.send(page, stay="drop leg 1")
    assert "leg_1_place" not in filled(page.forms()[0])


@pytest.mark.parametrize(("group", "most"), [("visit", 6), ("leg", 4)], ids=["places", "legs"])
def test_there_are_only_so_many_rows(browse: Browse, group: str, most: int) -> None:
    page = fill(browse, resident(), "journey")
    for _row in range(most + 2):
        page = browse.send(page, outside="yes", departure="CN", stay=f"add {group}")
    fields = filled(page.forms()[0])
    assert f"{group}_{most}_place" in fields
    assert f"{group}_{most + 1}_place" not in fields


@pytest.mark.parametrize("stay", ["add", "add moon", "drop visit x", "drop leg 99", "dance"])
def test_a_strange_button_changes_nothing(browse: Browse, stay: str) -> None:
    page = fill(browse, resident(), "journey")
    page = browse.send(page, **by_train(), stay=stay)
    assert page.path == "/declare/journey"
    assert value_of(page, "transport_number") == "g1371"


def test_the_lists_lead_from_prefecture_to_township(browse: Browse) -> None:
    page = fill(browse, resident(), "address")
    page = browse.send(page, address="口岸路1号", stay="elsewhere")
    page = browse.send(page, prefecture="5325", county="532532", stay="list")
    assert value_of(page, "address") == "口岸路1号"
    assert all(code.startswith("532532") for code in select_of(page, "township")[1:])
    page = browse.send(page, prefecture="5301", stay="list")
    assert all(code.startswith("5301") for code in select_of(page, "county")[1:])
    assert select_of(page, "township") == [""]


def test_english_names_stand_with_their_parent(browse: Browse) -> None:
    page = fill(browse, resident())
    page = browse.get("/declare/check?lang=en")
    assert "Nansha Town, Yuanyang County" in page.text


def test_another_kind_of_document_asks_other_questions(browse: Browse) -> None:
    page = fill(browse, resident(), "document")
    page = browse.send(page, kind="birth_certificate", number="S5300", stay="list")
    assert value_of(page, "number") == "S5300"
    page.by_id("born")
    page.by_id("gender")
    assert "nationality" not in filled(page.forms()[0])
