"""Refusals are worded with their status; a bug shows a number and tells nobody's secrets."""

import json
import re
import time

import httpx
import pytest

from domain.kernel.problems import Refusal
from tests.page_checks import check_page, parse

CANARY = "canary-530425199001011234-李小明"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (Refusal.NOT_FOUND, 404),
        (Refusal.NOT_PERMITTED, 403),
        (Refusal.CLOSED, 410),
        (Refusal.TOO_MANY, 429),
        (Refusal.CONFLICT, 409),
        (Refusal.GONE, 410),
        (Refusal.BUSY, 503),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal(client: httpx.Client, code: Refusal, status: int, language: str) -> None:
    answer = client.get(f"/probe/refused/{code}?lang={language}")
    assert answer.status_code == status
    assert answer.headers["retry-after"] == "7"
    check_page(parse(answer.text, whole=True), dict(answer.headers))


def test_a_part_gets_a_part(client: httpx.Client) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = client.get("/probe/refused/busy", headers=headers)
    assert answer.status_code == 503
    assert "<html" not in answer.text
    assert "<h1>" in answer.text


def test_a_bug_shows_a_number_and_logs_no_secret(
    client: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = client.get(f"/probe/bug/{CANARY}?phone=13900001111", headers={"Cookie": "hc=secret"})
    assert answer.status_code == 500
    number = re.search(r"<code>([0-9a-f]{8})</code>", answer.text)
    assert number
    assert "canary" not in answer.text
    written = capfd.readouterr()
    lines = [json.loads(line) for line in written.out.splitlines() if line.startswith("{")]
    bugs = [line for line in lines if line["event"] == "bug"]
    assert [bug["reference"] for bug in bugs] == [number[1]]
    for secret in ("canary", "530425", "13900001111", "secret", "about"):
        assert secret not in written.out + written.err


def test_the_access_log_names_the_route_not_the_address(
    client: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    client.get("/probe/refused/gone?name=canary")
    client.get("/canary-not-there")
    written = ""
    until = time.monotonic() + 10
    while written.count('"access"') < 2 and time.monotonic() < until:
        time.sleep(0.02)  # the line follows the answer
        written += capfd.readouterr().out
    lines = [json.loads(line) for line in written.splitlines() if '"access"' in line]
    assert [line["route"] for line in lines] == ["/probe/refused/{code}", "-"]
    assert all(
        set(line) == {"event", "level", "method", "ms", "route", "status", "timestamp"}
        for line in lines
    )
    assert "canary" not in written


def test_a_route_without_an_act_is_closed(client: httpx.Client) -> None:
    assert client.get("/probe/closed").status_code == 403
