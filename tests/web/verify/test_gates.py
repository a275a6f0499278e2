"""Gates by their keys: the manager's page, the API, its description, and what it refuses."""

from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest

from domain.kernel.actor import Role
from domain.kernel.ids import event_id
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill
from tests.doors import code_on
from tests.servers import Server
from tests.staff import staff_at
from tests.venues import Door, door_at
from web.gate_calls import GateAdmission, GateProblem, GateVerdict

PATH = "/api/v1/gate/admissions"


@pytest.fixture
def place(server: Server) -> Door:
    return door_at(server)


@pytest.fixture
def manager(server: Server, place: Door) -> Iterator[Browse]:
    browser = staff_at(server, Role.VENUE, venue=place.venue)
    yield browser
    browser.close()


def key_of(manager: Browse) -> str:
    page = manager.send(manager.get("/venues/gates"))
    return next(each.text or "" for each in page.tree.iter("code"))


def ask(server: Server, key: str, sent: Any, **headers: str) -> httpx.Response:
    with httpx.Client(base_url=server.address, trust_env=False, timeout=30) as client:
        return client.post(PATH, json=sent, headers={"Authorization": f"Bearer {key}", **headers})


def call(server: Server, text: str, **stated: Any) -> dict[str, Any]:
    now = server.clock.now()
    return {"id": str(event_id(now)), "at": int(now.timestamp() * 1000), "text": text, **stated}


def test_a_gate_opens_for_a_green_and_not_for_a_red(
    server: Server, manager: Browse, person: Opened
) -> None:
    key, sent = key_of(manager), call(server, code_on(server, person))
    answer = ask(server, key, sent)
    assert answer.status_code == 200
    assert answer.json() == {
        "id": sent["id"],
        "open": True,
        "act": "let_in",
        "key": "let_in",
        "colour": "green",
    }
    assert ask(server, key, sent).text == answer.text
    confirmed_ill(server, person.person)
    told = ask(server, key, call(server, code_on(server, person))).json()
    assert (told["open"], told["key"]) == (False, "stop")


def test_a_key_is_shown_once_and_ends_at_once(
    server: Server, manager: Browse, person: Opened
) -> None:
    key = key_of(manager)
    page = manager.get("/venues/gates")
    assert key not in page.answer.text
    sent = call(server, code_on(server, person))
    assert ask(server, key, sent).status_code == 200
    manager.send(page, form=1)
    assert ask(server, key, sent).status_code == 401


def test_another_venue_s_manager_sees_and_ends_nothing(server: Server, manager: Browse) -> None:
    key = key_of(manager)
    gate = manager.get("/venues/gates").forms()[1]
    name = next(each.get("value") for each in gate.iter("input") if each.get("name") == "gate")
    other = staff_at(server, Role.VENUE)
    page = other.get("/venues/gates")
    token = page.answer.text.partition('name="csrf" value="')[2][:88]
    sent = {"csrf": token, "gate": name}
    assert other.fetch("POST", "/venues/gates/end", data=sent).status_code == 404
    assert ask(server, key, call(server, "")).status_code == 200
    other.close()


@pytest.mark.parametrize(
    ("key", "status"), [("", 401), ("A" * 43, 401), ("A" * 500, 401), ("名", 401)]
)
def test_without_a_key_there_is_nothing(server: Server, key: str, status: int) -> None:
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        headers = [(b"Authorization", f"Bearer {key}".encode())] if key else []
        answer = client.post(PATH, json=call(server, ""), headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_cookie_is_no_key_and_a_key_needs_no_form(server: Server, manager: Browse) -> None:
    assert manager.fetch("POST", PATH, json=call(server, "")).status_code == 401
    far = {"Origin": "https://gate.example", "Sec-Fetch-Site": "cross-site"}
    answer = ask(server, key_of(manager), call(server, ""), **far)
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


def test_the_description_is_of_what_is_answered(
    server: Server, manager: Browse, person: Opened, browse: Browse
) -> None:
    told = browse.fetch("GET", "/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    responses = told["paths"][PATH]["post"]["responses"]
    schemas = told["components"]["schemas"]
    key = key_of(manager)
    good = ask(server, key, call(server, code_on(server, person)))
    answers: dict[str, tuple[httpx.Response, Any]] = {"200": (good, GateVerdict)}
    answers |= {
        "401": (ask(server, "x", call(server, "")), GateProblem),
        "422": (ask(server, key, {"id": 7}), GateProblem),
    }
    for status, (answer, kind) in answers.items():
        assert answer.status_code == int(status)
        (media,) = responses[status]["content"]
        assert answer.headers["content-type"] == media
        schema = schemas[responses[status]["content"][media]["schema"]["$ref"].rpartition("/")[2]]
        assert set(answer.json()) == set(schema["properties"]) == set(schema["required"])
        msgspec.json.decode(answer.content, type=kind)
    sent = schemas[GateAdmission.__name__]
    assert sent["additionalProperties"] is False
    assert set(sent["required"]) == {"id", "at", "text"}
    assert ask(server, key, call(server, "") | {"name": "王"}).status_code == 422


def test_a_key_has_its_limit(server: Server, manager: Browse) -> None:
    key = key_of(manager)
    limit = server.services.policies.limits.gate_admissions.most
    sent = call(server, "")
    with (
        server.stopped_at(server.clock.now()),
        httpx.Client(
            base_url=server.address, headers={"Authorization": f"Bearer {key}"}, trust_env=False
        ) as client,
    ):
        statuses = [client.post(PATH, json=sent).status_code for _ in range(limit + 1)]
        answer = client.post(PATH, json=sent)
    assert set(statuses[:limit]) == {200}
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
