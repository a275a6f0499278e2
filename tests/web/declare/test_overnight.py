"""A page that was open overnight, in a browser that forgot its cookies: nothing typed is lost."""

from typing import Any

import pytest

from tests.browse import Browse, Page, filled
from tests.web.declare.steps import STEPS, by_train, fill, passport, resident, value_of

SENT = resident(document=passport(), journey=by_train())


def left_open(browse: Browse, page: Page, step: str) -> dict[str, Any]:
    """Fill in a page's form and lose every cookie."""
    entries = filled(page.forms()[0]) | SENT[step]
    browse.forget()
    return entries


@pytest.mark.parametrize("step", STEPS)
def test_the_step_comes_back_as_it_was_sent(browse: Browse, step: str) -> None:
    page = fill(browse, SENT, step)
    entries = left_open(browse, page, step)
    back = browse.post(f"/declare/{step}", entries, 403)
    assert "填的内容都还在" in back.text
    again = filled(back.forms()[0])
    for field, value in SENT[step].items():
        assert again[field] == [value], field


def test_sent_again_it_is_taken(browse: Browse) -> None:
    entries = left_open(browse, browse.get("/declare"), "who")
    back = browse.post("/declare/who", entries, 403)
    assert browse.send(back).path == "/declare/document"
    assert value_of(browse.get("/declare/who"), "name") == "王秀英"


def test_nothing_is_kept_until_it_is_sent_again(browse: Browse) -> None:
    entries = left_open(browse, browse.get("/declare"), "who")
    browse.post("/declare/who", entries, 403)
    assert browse.get("/declare/document").path == "/declare/who"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_s_form_is_shown_to_nobody(browse: Browse, headers: dict[str, str]) -> None:
    answer = browse.fetch("POST", "/declare/who", data={"name": "恶意"}, headers=headers)
    assert answer.status_code == 403
    assert "恶意" not in answer.text


@pytest.mark.parametrize("step", ["check", "moon"])
def test_what_is_no_step_to_fill_in_is_refused_as_ever(browse: Browse, step: str) -> None:
    answer = browse.fetch("POST", f"/declare/{step}", data={"name": "岩"})
    assert answer.status_code == 403
    assert "岩" not in answer.text
