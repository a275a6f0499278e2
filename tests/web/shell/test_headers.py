"""Our headers stand on every answer there can be, and never two of one name."""

import httpx
import pytest

from tests.servers import Server, settings_at
from web.security import HEADERS, HSTS, SecurityLayer

ANSWERS = [
    ("GET", "/healthz", 200),
    ("HEAD", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/nowhere", 404),
    ("GET", "/nowhere/%00/..%2f", 404),
    ("POST", "/healthz", 405),
    ("DELETE", "/nowhere", 404),
    ("GET", "/probe/bug/x", 500),
    ("GET", "/probe/closed", 403),
    ("POST", "/probe", 403),
    ("GET", "/probe/refused/busy", 503),
    ("GET", "/static/none.js", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_headers_on_every_answer(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    for name, value in HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]
    assert answer.headers.get_list("cache-control") == ["no-store"]
    assert "server" not in answer.headers or "uvicorn" not in answer.headers["server"]


def test_static_files_are_kept_for_good_and_carry_the_headers(
    probe: Server, client: httpx.Client
) -> None:
    address = probe.app.assets.address("css/app.css")
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    for name, value in HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]
    again = client.get(
        address, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


def test_hsts_only_over_https(tmp_path: pytest.TempPathFactory) -> None:
    plain = settings_at(tmp_path)  # type: ignore[arg-type] # a Path is enough
    secure = settings_at(tmp_path, public_url="https://code.example")  # type: ignore[arg-type]
    assert HSTS not in SecurityLayer(_nothing, plain).headers
    assert HSTS in SecurityLayer(_nothing, secure).headers


async def _nothing(*_: object) -> None:
    raise AssertionError


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "localhost:1", "LOCALHOST.evil:80", "", "127.0.0.1:80"]
)
def test_foreign_hosts_are_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/probe/token", headers={"Host": host})
    assert answer.status_code in {400, 421}


def test_a_forwarded_host_is_not_believed(client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in answer.text


def test_large_pages_come_packed_with_lengths_that_tell_little(client: httpx.Client) -> None:
    answers = [client.get("/probe/large", headers={"Accept-Encoding": "gzip"}) for _ in range(12)]
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert {answer.text for answer in answers} == {"<p>长</p>" * 2000}
    assert len({answer.headers["content-length"] for answer in answers}) > 1
    plain = client.get("/probe/large", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_a_head_answers_as_a_get_does(client: httpx.Client) -> None:
    assert client.head("/probe/large").content == b""
    assert client.head("/probe/large").headers["content-type"].startswith("text/html")
