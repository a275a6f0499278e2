"""T32, bodies and heads: whatever comes is answered, briefly, with our headers, never by a 500."""

from urllib.parse import quote

import pytest

from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.bodies import bodies, broken
from tests.web.defence.objects import named
from tests.web.defence.phones import Household, Phone
from tests.web.defence.rows import POSTS, ROWS, address
from tests.web.defence.wire import Raw, raw, request
from web.security import HEADERS, MOST_BODY, MOST_UPLOADED

_COOKIE_JUNK = (
    "hc=",
    "hc=" + "A" * 43,
    "hc=" + "A" * 43 + "; hc=" + "B" * 43,
    "hc=\x01\x02; hc-pre=\x7f",
    "hc=" + "A" * 9000,
    "; ".join(f"c{at}=x" for at in range(1500)),
    'hc; =; ;;; hc==;hc="A"',
    "lang=../../etc/passwd; large=9; lang=xx",
    "hc=\xff\xfe",
    "$Version=1; hc=x; $Path=/",
)
_QUERY_JUNK = (
    "lang=",
    "lang=xx",
    "lang=zh&lang=en",
    "lang[]=zh",
    "lang=" + "z" * 9000,
    "lang=%00",
    "lang=%ff%fe",
    "lang=zh%0d%0aSet-Cookie:%20hc=evil",
    "lang",
    "&&&&=&",
    "large=2&large=1&large=",
    "channel=a&channel=b",
    "channel=%00%ff" + "x" * 5000,
    "resumed=%",
    ";lang=en",
    "x=" + "&x=" * 9000,
)
_PATHS = (
    "/static/../web/settings.py",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%252e%252e/settings.py",
    "/static/....//....//etc/passwd",
    "/static/\\..\\..\\settings.py",
    "/static//etc/passwd",
    "/static/%00",
    "/static/css/app.css%00.js",
    "/static/",
    "/static",
    "/favicon.ico/../../x",
    "/sw.js%2f..%2f..",
    "/C/" + "A" * 31,
    "/C/" + "A" * 33,
    "/C/" + "a" * 32,
    "/C/" + "A" * 60_000,
    "/C/" + "%C3%9F" * 16,
    "/C/" + "%00" * 32,
    "/c/" + "A" * 32,
    "/C/",
    "/C",
)


def check_answer(answer: Raw, place: object) -> None:
    """Hold an answer against what every answer must be; a closed connection is one too."""
    if answer.status == 0:
        return
    assert answer.status < 500, place
    for name, value in HEADERS:
        assert answer.values(name.decode()) == [value.decode()], (place, name)
    assert len(answer.values("cache-control")) == 1, place
    assert "hc=evil" not in answer.head, place
    assert len(answer.body) < 4 * MOST_BODY, place


@pytest.mark.parametrize("route", POSTS)
def test_no_body_breaks_a_post(
    held: Server, own: Household, bare: Phone, route: str, tally: Tally
) -> None:
    values = {name: named(kind, own) for name, kind in ROWS[route].objects.items()}
    _, path, _ = address(route, values)
    host, sent = f"localhost:{held.settings.port}", 0
    most = MOST_UPLOADED.get(path, MOST_BODY)
    for phone in (own.phone, bare):
        token = phone.token()
        jar = "; ".join(f"{name}={value}" for name, value in phone.client.cookies.items())
        for name, kind, body, more in bodies():
            headers = (
                f"Content-Type: {kind}",
                f"Content-Length: {len(body)}",
                f"X-CSRFToken: {token}",
                f"Cookie: {jar}",
                *more,
            )
            answer = raw(held, request("POST", path, host, headers, body))
            check_answer(answer, (route, name))
            assert answer.status != 0 or len(body) > most, name
            assert (answer.status in {0, 413}) == (len(body) > most), name
            sent += 1
    assert sent >= 60
    tally("T32", bodies=sent)


def test_what_breaks_http_is_refused(held: Server, bare: Phone, tally: Tally) -> None:
    host, sent = f"localhost:{held.settings.port}", 0
    for name, whole in broken(host):
        answer = raw(held, whole)
        check_answer(answer, name)
        # Two answers to one request would be a request smuggled behind it.
        assert answer.body.count(b"HTTP/1.1 ") == 0, name
        assert bare.client.get("/healthz").status_code == 200, name
        sent += 1
    assert sent >= 30
    tally("T32", heads=sent)


def test_cookies_queries_and_paths_of_junk(held: Server, tally: Tally) -> None:
    host = f"localhost:{held.settings.port}"
    paths = [route.split(" ")[1] for route in ROWS if route.startswith("GET ")]
    paths = [path.replace("{token:str}", "A").replace("{name:str}", "who") for path in paths]
    sent = 0
    for path in paths:
        for cookie in _COOKIE_JUNK:
            answer = raw(held, request("GET", path, host, (f"Cookie: {cookie}",)))
            check_answer(answer, (path, cookie[:40]))
            sent += 1
        for query in _QUERY_JUNK:
            answer = raw(held, request("GET", f"{path}?{query}", host))
            check_answer(answer, (path, query[:40]))
            sent += 1
    for path in _PATHS:
        answer = raw(held, request("GET", quote(path, "/%\\"), host))
        check_answer(answer, path[:40])
        assert answer.status in {0, 400, 404}, path[:40]
        sent += 1
    tally("T32", junk=sent)


def test_requests_in_one_breath_get_an_answer_each(held: Server, tally: Tally) -> None:
    """Pipelined requests (RFC 9112, 9.3.2) are answered in their order, none of them mixed up."""
    host = f"localhost:{held.settings.port}"
    paths = ["/healthz", "/help", "/nothing", "/readyz"] * 5
    lines = [f"GET {path} HTTP/1.1\r\nHost: {host}\r\n" for path in paths]
    sent = "".join(f"{line}\r\n" for line in lines[:-1]) + f"{lines[-1]}Connection: close\r\n\r\n"
    answer = raw(held, sent.encode())
    text = answer.head + answer.body.decode()
    found = [part[:3] for part in text.split("HTTP/1.1 ")[1:]]
    assert found == ["200", "200", "404", "200"] * 5
    tally("T32", pipelined=len(paths))
