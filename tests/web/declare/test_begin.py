"""Coming to the declaration: the first time, half-way, with a code, from a partner's page."""

from datetime import UTC, datetime

import pytest

from domain.declaration.store import channels
from tests.browse import Browse
from tests.servers import Server
from tests.web.declare.steps import declare, fill, resident, value_of


def test_the_first_step_is_shown_and_nothing_is_kept_of_a_bare_visit(browse: Browse) -> None:
    page = browse.get("/declare")
    assert page.h1.startswith("你是谁")
    assert "hc" not in browse.cookies


def test_half_way_it_goes_on_where_it_stopped(browse: Browse) -> None:
    sent = resident()
    fill(browse, sent, "journey")
    assert browse.get("/declare").path == "/declare/journey"
    assert value_of(browse.get("/declare/who"), "name") == "王秀英"
    assert value_of(browse.get("/declare/document"), "number") == sent["document"]["number"]


def test_a_phone_with_a_code_goes_straight_to_it(browse: Browse) -> None:
    declare(browse)
    assert browse.get("/declare").path == "/code"
    assert browse.get("/").path == "/code"


def test_a_partner_s_channel_is_counted_once(browse: Browse, server: Server) -> None:
    page = browse.get("/declare?channel=metro-app")
    for sent in resident().values():
        page = browse.send(page, **sent)
    browse.send(page, commitment="yes")
    since = datetime(2020, 1, 1, tzinfo=UTC)
    assert server.run(server.services.db.read(channels, since))["metro-app"] == 1


@pytest.mark.parametrize("step", ["document", "journey", "address", "health", "check"])
def test_a_step_opened_before_anything_was_typed_begins_at_the_first(
    browse: Browse, step: str
) -> None:
    assert browse.get(f"/declare/{step}").path == "/declare/who"


def test_the_check_leads_to_what_is_still_missing(browse: Browse) -> None:
    fill(browse, resident(), "address")
    assert browse.get("/declare/check").path == "/declare/address"
    assert browse.get("/declare/health").path == "/declare/health"


@pytest.mark.parametrize("name", ["foo", "who2", "%E4%BD%A0", "-"])
def test_there_is_no_other_step(browse: Browse, name: str) -> None:
    browse.get(f"/declare/{name}", 404)


def test_in_english_it_begins_in_english(server: Server) -> None:
    browse = Browse(server.address, "en-GB")
    assert browse.get("/declare").h1 == "Who are you?"
    browse.close()
