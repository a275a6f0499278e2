"""T20, hosts and redirects: no Host, target or parameter leads anybody, or a QR, elsewhere."""

import csv
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.page_checks import parse
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.objects import own_form
from tests.web.defence.phones import Household, Phone
from tests.web.defence.rows import POSTS
from tests.web.defence.wire import Raw, raw, request
from web import qr

_CASES = Path(__file__).parents[2] / "cases/hostile"
_EVIL = "evil.example"
_FORWARDED = (
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Server: evil.example",
    "X-Host: evil.example",
    "X-Original-URL: //evil.example/",
    "X-Rewrite-URL: //evil.example/",
    "Forwarded: host=evil.example;proto=https",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Port: 1",
    "X-Forwarded-For: evil.example",
)


def _hosts(server: Server) -> list[tuple[str, bool]]:
    with (_CASES / "hosts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    port = server.settings.port
    return [(row["host"].replace("{port}", str(port)), row["taken"] == "yes") for row in rows]


def _addresses() -> list[str]:
    return (_CASES / "addresses.txt").read_text("utf-8").splitlines()


def abroad(server: Server, answer: Raw, target: str) -> list[str]:
    """Give each address in an answer that a browser would resolve to another origin than ours."""
    found = answer.values("location")
    if "text/html" in "".join(answer.values("content-type")):
        text = answer.body.decode("utf-8")
        tree = parse(text, whole=text.startswith("<!doctype"))
        names = ("href", "src", "action", "formaction")
        found += [each.get(name, "") for each in tree.iter() for name in names]
    here = server.settings.origin + "/" + target.lstrip("/")
    gone = (urljoin(here, each.replace("\\", "/")) for each in found if each)
    own = ("tel", "data", "mailto")
    return [
        each
        for each in gone
        if urlsplit(each).scheme not in own and not each.startswith(server.settings.origin + "/")
    ]


def _taken(server: Server, sent: bytes, target: str) -> Raw:
    answer = raw(server, sent)
    assert answer.status < 500, sent
    assert abroad(server, answer, target) == [], sent
    assert "set-cookie: hc=evil" not in answer.head.lower()
    return answer


def test_only_our_hosts_are_answered(held: Server, tally: Tally) -> None:
    for host, taken in _hosts(held):
        sent = request("GET", "/help", host.encode().decode("latin-1"))
        status = _taken(held, sent, "/help").status
        assert (status == 200) if taken else status in {400, 421}, host
    own = f"localhost:{held.settings.port}"
    for pair in (("localhost:1", own), (own, _EVIL), (own, own), (_EVIL, own)):
        sent = request("GET", "/help", pair[0], (f"Host: {pair[1]}",))
        assert raw(held, sent).status == 400, pair
    assert raw(held, request("GET", "/help", None)).status in {400, 421}
    assert raw(held, b"GET /help HTTP/1.0\r\n\r\n").status == 421
    tally("T20", hosts=len(_hosts(held)) + 6)


def test_a_target_that_names_a_host_leads_nowhere_else(held: Server, tally: Tally) -> None:
    own = f"localhost:{held.settings.port}"
    for target in (
        f"http://{_EVIL}/help",
        f"https://{_EVIL}/",
        f"//{_EVIL}/help",
        f"http://{own}/",
    ):
        assert _EVIL not in _taken(held, request("GET", target, own), "/help").head
    for target in (f"{_EVIL}:443", "*", "help", "?x", "http://", "\\\\evil.example"):
        assert raw(held, request("GET", target, own)).status in {400, 404, 421}, target
    for method in ("CONNECT", "TRACE", "PROPFIND", "BREW", "get", "OPTIONS"):
        for target in ("/help", "*", f"{_EVIL}:443"):
            status = raw(held, request(method, target, own)).status
            assert status in {0, 400, 403, 404, 405, 421}, (method, target)
    tally("T20", targets=4 + 6 + 18)


def test_forwarded_hosts_are_not_believed(held: Server, own: Household, tally: Tally) -> None:
    cookie = f"Cookie: hc={own.phone.client.cookies['hc']}"
    host = f"localhost:{held.settings.port}"
    for header in _FORWARDED:
        for path in ("/", "/nowhere", "/declare", "/code"):
            answer = _taken(held, request("GET", path, host, (cookie, header)), path)
            assert _EVIL not in answer.body.decode() + answer.head
            assert path != "/code" or _holds_our_qr(own, answer.body.decode())
    tally("T20", forwarded=len(_FORWARDED) * 4)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_address_leads_off(held: Server, own: Household, lang: str, tally: Tally) -> None:
    host = f"localhost:{held.settings.port}"
    cookies = ("", f"Cookie: hc={own.phone.client.cookies['hc']}")
    for target in _addresses():
        for cookie in cookies:
            headers = (f"Accept-Language: {lang}", *([cookie] if cookie else []))
            _taken(held, request("GET", target, host, headers), target)
    assert len(_addresses()) >= 40
    tally("T20", redirects=2 * len(_addresses()), off_site=0)


@pytest.mark.parametrize("route", POSTS)
def test_no_post_leads_off(own: Household, route: str, tally: Tally) -> None:
    method, path, form = own_form(route, own)
    evil = dict.fromkeys(("next", "url", "return", "redirect_uri", "back", "lang"), f"//{_EVIL}")
    for query in ({}, evil):
        answer = own.phone.send(method, path, {**evil, **form}, params=query)
        found = answer.headers.get("location", "/")
        assert re.fullmatch(r"/[a-z/-]*(\?lang=(zh|en)|\?next=/[a-z/]+|\?sent=1)?", found), found
        assert "evil" not in answer.headers.get("hx-redirect", "")
    tally("T20", redirects=2, off_site=0)


def test_the_qr_holds_our_own_address_alone(held: Server, own: Household, bare: Phone) -> None:
    """Whatever host was asked: the picture is made from the setting."""
    for host in ("LOCALHOST", "127.0.0.1"):
        headers = {"Host": f"{host}:{held.settings.port}"}
        assert _holds_our_qr(own, own.phone.client.get("/code/qr", headers=headers).text)
    assert not _holds_our_qr(own, bare.client.get("/code/qr").text)


def _holds_our_qr(own: Household, page: str) -> bool:
    """Tell whether a page holds the picture of this household's address at our own origin."""
    now = own.phone.server.services.clock.now()
    drawn = (qr.drawn(own.address(now - timedelta(seconds=ago)))[1] for ago in (0, 15))
    return any(path in page for path in drawn)
