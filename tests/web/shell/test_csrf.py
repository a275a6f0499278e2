"""A form is taken only from this browser's own page; everything else is 403 and does nothing."""

import secrets
from collections import Counter

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import Server
from web.csrf import make_token, matches


def _token(client: httpx.Client) -> str:
    return client.get("/probe/token").text


def test_a_form_of_our_own_is_taken(client: httpx.Client) -> None:
    answer = client.post("/probe", data={"csrf": _token(client), "name": "李"})
    assert (answer.status_code, answer.json()) == (201, {"name": ["李"]})


def test_a_script_may_send_the_token_as_a_header(client: httpx.Client) -> None:
    answer = client.post("/probe", data={"name": "李"}, headers={"X-CSRFToken": _token(client)})
    assert answer.status_code == 201


def test_a_bare_visit_sets_no_cookie(client: httpx.Client) -> None:
    client.get("/nowhere")
    assert dict(client.cookies) == {}


def test_a_page_from_before_the_first_save_still_sends(client: httpx.Client) -> None:
    before = _token(client)
    client.get(f"/probe/keep/{secrets.token_urlsafe(32)}")
    after = _token(client)
    for token in (before, after):
        assert client.post("/probe", data={"csrf": token}).status_code == 201


def test_each_answer_masks_the_token_anew(client: httpx.Client) -> None:
    assert len({_token(client) for _ in range(20)}) == 20


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_another_site_is_refused_even_with_the_token(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    answer = client.post("/probe", data={"csrf": _token(client)}, headers=headers)
    assert answer.status_code == 403


def test_wrong_tokens_are_refused(probe: Server, client: httpx.Client) -> None:
    own = _token(client)
    with httpx.Client(base_url=probe.address, trust_env=False) as other:
        foreign = _token(other)
    flipped = own[:-6] + ("A" if own[-6] != "A" else "B") + own[-5:]
    for token in ("", "x", foreign, flipped, own[:40], own * 2, "A" * 88, "é"):
        assert client.post("/probe", data={"csrf": token}).status_code == 403, token


def test_other_kinds_of_body_carry_no_form(client: httpx.Client) -> None:
    token = _token(client)
    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x", ""):
        answer = client.post("/probe", content=b"a=1", headers={"Content-Type": kind})
        assert answer.status_code == 403
        answer = client.post(
            "/probe", content=b"a=1", headers={"Content-Type": kind, "X-CSRFToken": token}
        )
        assert (answer.status_code, answer.json()) == (201, {})


def test_without_cookies_nothing_is_taken(client: httpx.Client) -> None:
    token = _token(client)
    client.cookies.clear()
    assert client.post("/probe", data={"csrf": token}).status_code == 403


@given(st.text(max_size=100), st.text(max_size=50))
def test_no_text_is_a_token(token: str, secret: str) -> None:
    assert not matches(b"k" * 32, token, [secret])


def test_a_token_is_for_its_key_and_secret_alone() -> None:
    token = make_token(b"k" * 32, "one")
    found = Counter(
        matches(key, token, held)
        for key, held in [
            (b"k" * 32, ["one"]),
            (b"k" * 32, ["two", "one"]),
            (b"l" * 32, ["one"]),
            (b"k" * 32, ["two"]),
            (b"k" * 32, []),
        ]
    )
    assert found == {True: 2, False: 3}
