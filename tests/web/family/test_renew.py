"""Renewing several people on one page: all typed stays, one tap or two make one of each."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.declaration.values import Relationship
from tests.browse import Page
from tests.codes import Opened, rows
from tests.page_checks import text_of
from tests.servers import Server
from tests.web.family.homes import add, ref


def well(name: str) -> dict[str, str]:
    return {f"{name}_contact": "no", f"{name}_abroad": "no", f"{name}_symptoms": "none"}


def family_of(server: Server, opened: Opened) -> tuple[list[str], list[UUID]]:
    people = [opened.person, add(server, opened, "王小宝")]
    people.append(add(server, opened, "李秀英", Relationship.PARENT, born=1950))
    return [ref(server, opened, each) for each in people], people


def sent(opened: Opened, page: Page, status: int = 200, **changed: Any) -> Page:
    return opened.browser.send(page, status, **changed)


def ticked(page: Page) -> list[str]:
    boxes = [each for each in page.tree.iter("input") if each.get("name") == "who"]
    return [each.get("value", "") for each in boxes if each.get("checked") is not None]


def test_those_who_run_out_are_ticked_and_one_commitment_renews_them(
    server: Server, opened: Opened
) -> None:
    names, _ = family_of(server, opened)
    assert ticked(opened.browser.get("/family/renew")) == []
    with server.later(timedelta(days=13)):
        assert "快到期" in opened.browser.get("/family").text
        page = opened.browser.get("/family/renew")
        assert ticked(page) == names
        before = rows(server)
        answers: dict[str, Any] = {"same": "yes", "commitment": "yes"}
        for name in names:
            answers |= well(name)
        for _ in range(2):
            assert sent(opened, page, **answers).path == "/family"
        after = rows(server)
        assert after["declaration"] - before["declaration"] == 3
        assert "快到期" not in opened.browser.get("/family").text


def test_one_bad_answer_loses_nothing_that_was_typed(server: Server, opened: Opened) -> None:
    names, _ = family_of(server, opened)
    page = opened.browser.get("/family/renew")
    answers: dict[str, Any] = {"who": names, "same": "yes", **well(names[0]), **well(names[1])}
    before = rows(server)
    answers |= {f"{names[1]}_symptoms": ["fever"], f"{names[1]}_temperature": "hot"}
    wrong = sent(opened, page, 422, **answers)
    assert rows(server) == before
    summary = text_of(wrong.by_id("errors"))
    for words in ("王小宝 ·", "李秀英 ·", "请先勾选承诺"):
        assert words in summary
    assert "王小明 ·" not in summary
    assert ticked(wrong) == names
    assert wrong.by_id(f"{names[1]}_temperature").get("value") == "hot"
    assert wrong.by_id(f"{names[0]}_contact").get("checked") is not None


def test_nobody_ticked_is_asked_for(server: Server, opened: Opened) -> None:
    family_of(server, opened)
    page = sent(opened, opened.browser.get("/family/renew"), 422, commitment="yes")
    assert "请勾选给谁续期" in page.text


def test_whoever_is_different_goes_on_alone(server: Server, opened: Opened) -> None:
    names, _ = family_of(server, opened)
    page = opened.browser.get("/family/renew")
    answers: dict[str, Any] = {"who": names[:2], "differs": names[1], **well(names[0])}
    after = sent(opened, page, same="yes", commitment="yes", **answers)
    assert after.path == "/declare/health"
    assert "你在帮 王小宝" in after.text.replace("\n", " ")
    assert "王小宝" in opened.browser.get("/code").text
