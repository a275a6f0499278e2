"""Submitting: once, whole, promised, one's own; and what the service refuses."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.declaration.store import declarations_of
from domain.household.browsers import holder_by_token
from domain.storage.mode import Mode, set_mode
from tests.browse import Browse, filled
from tests.servers import Server
from tests.web.declare.steps import IN_CONTACT, declare, errors_of, fill, resident


def made(browse: Browse, server: Server) -> int:
    """Count the declarations of this browser's person."""
    held = server.services
    holder = server.run(held.db.read(holder_by_token, browse.cookies["hc"]))
    assert holder is not None
    assert holder.person_id is not None
    asked = held.db.read(declarations_of, held.ring, holder.person_id, (holder.id,))
    return len(server.run(asked))


def test_the_code_appears(browse: Browse, server: Server) -> None:
    page = declare(browse)
    assert "绿码" in page.text
    assert made(browse, server) == 1


def test_a_risk_is_red_and_says_what_to_do(browse: Browse) -> None:
    page = declare(browse, resident(health=IN_CONTACT))
    assert "红码" in page.text
    assert "120" in page.text


def test_a_double_tap_a_retry_and_a_reload_make_one_declaration(
    browse: Browse, server: Server
) -> None:
    page = fill(browse, resident())
    for _time in range(3):
        assert browse.send(page, commitment="yes").path == "/code"
    assert browse.get("/declare/check").path == "/declare/who"
    assert made(browse, server) == 1


def test_without_the_promise_nothing_is_sent(browse: Browse) -> None:
    page = fill(browse, resident())
    for promise in ("", "no", "on"):
        refused = browse.send(page, 422, commitment=promise)
        assert list(errors_of(refused)) == ["commitment"]
        assert "王秀英" in refused.text
    assert browse.get("/code").path != "/code"


def test_what_is_not_whole_goes_back_to_the_step_that_is_missing(browse: Browse) -> None:
    page = fill(browse, resident(), "address")
    draft, csrf = (filled(page.forms()[0])[name][0] for name in ("draft", "csrf"))
    page = browse.post("/declare/submit", {"draft": draft, "csrf": csrf, "commitment": "yes"})
    assert page.path == "/declare/address"


def test_a_check_left_open_past_its_days_asks_again(browse: Browse, server: Server) -> None:
    """Days that were right when they were typed have grown too old."""
    page = fill(browse, resident(health=IN_CONTACT))
    with server.later(timedelta(days=15)):
        page = browse.send(page, commitment="yes")
        assert page.path.startswith("/declare/")
        assert page.path != "/declare/check"


def test_nobody_submits_another_phone_s_draft(browse: Browse, server: Server) -> None:
    draft = filled(fill(browse, resident()).forms()[0])["draft"][0]
    thief = Browse(server.address)
    page = fill(thief, resident())
    thief.send(page, 410, draft=draft, commitment="yes")
    assert thief.get("/code").path != "/code"
    thief.close()
    assert browse.get("/declare").path == "/declare/check"


@pytest.mark.parametrize("draft", ["", "x", str(UUID(int=0))])
def test_a_draft_there_is_not_is_no_declaration(browse: Browse, draft: str) -> None:
    page = fill(browse, resident())
    status = 410 if len(draft) > 1 else 200
    assert browse.send(page, status, draft=draft, commitment="yes").path != "/code"


def test_a_browser_that_saved_nothing_begins(browse: Browse) -> None:
    csrf = filled(browse.get("/declare").forms()[0])["csrf"][0]
    page = browse.post("/declare/submit", {"csrf": csrf, "commitment": "yes"})
    assert page.h1.startswith("你是谁")


def test_a_service_that_closed_gives_no_code(browse: Browse, server: Server) -> None:
    page = fill(browse, resident())
    server.run(server.services.db.write(set_mode, Mode.CLOSING))
    try:
        assert "不再" in browse.send(page, 410, commitment="yes").text
    finally:
        server.run(server.services.db.write(set_mode, Mode.OPEN))
    assert browse.send(page, commitment="yes").path == "/code"


def test_a_form_of_elsewhere_is_refused(browse: Browse) -> None:
    entries = filled(fill(browse, resident()).forms()[0]) | {"commitment": "yes"}
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = browse.fetch("POST", "/declare/submit", data=entries, headers=headers)
    assert answer.status_code == 403
    assert browse.get("/code").path != "/code"
