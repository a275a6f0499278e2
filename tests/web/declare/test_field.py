"""A field checked as it is left: its own fault alone, nothing saved, nothing lost."""

import pytest

from tests.browse import Browse, filled
from tests.servers import Server
from tests.web.declare.steps import errors_of, fill, resident, value_of


def test_only_the_field_that_was_left_is_judged(browse: Browse) -> None:
    entries = filled(browse.get("/declare").forms()[0]) | {"phone": "12", "field": "phone"}
    page = browse.post("/declare/who/field", entries)
    assert list(errors_of(page)) == ["phone"]
    assert value_of(page, "phone") == "12"


def test_what_is_right_says_nothing(browse: Browse) -> None:
    page = fill(browse, resident(), "document")
    entries = filled(page.forms()[0]) | resident()["document"] | {"field": "number"}
    assert errors_of(browse.post("/declare/document/field", entries)) == {}


def test_nothing_is_saved(browse: Browse) -> None:
    page = fill(browse, resident(), "document")
    entries = filled(page.forms()[0]) | {"number": "123", "field": "number"}
    browse.post("/declare/document/field", entries)
    assert value_of(browse.get("/declare/document"), "number") == ""


@pytest.mark.parametrize("field", ["", "nothing", "csrf", "draft", "x" * 500])
def test_no_other_field_can_be_asked_about(browse: Browse, field: str) -> None:
    entries = filled(browse.get("/declare").forms()[0]) | {"field": field}
    assert errors_of(browse.post("/declare/who/field", entries)) == {}


def test_there_is_no_such_step_or_form(browse: Browse, server: Server) -> None:
    entries = filled(browse.get("/declare").forms()[0]) | {"field": "name"}
    browse.post("/declare/moon/field", entries, 404)
    stranger = Browse(server.address)
    assert stranger.fetch("POST", "/declare/who/field", data=entries).status_code == 403
    stranger.close()
