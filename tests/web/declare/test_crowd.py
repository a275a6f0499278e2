"""A network from which very many begin: refused in plain words, and only who is new there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from domain.limits.records import CounterRecord
from domain.storage.sealing import keyed_index
from domain.storage.work import Work
from tests.browse import Browse, Page
from tests.servers import Server, serving, settings_at
from tests.web.declare.steps import resident
from web.network import block_of

FULL, FREE = "9.9.9.7", "9.9.10.7"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server behind a proxy on the same machine; the clock stands, so that no hour ends."""
    settings = settings_at(tmp_path_factory.mktemp("crowd"), trusted_proxies="127.0.0.1")
    with serving(settings) as server, server.stopped_at(server.clock.now()):
        yield server


def came_from(server: Server, address: str, language: str = "zh-CN") -> Browse:
    browse = Browse(server.address, language)
    browse._client.headers["X-Forwarded-For"] = address
    return browse


def crowd(server: Server, address: str) -> None:
    """Let as many have begun from an address as may."""
    held = server.services
    rate, now = held.policies.limits.drafts, int(held.clock.now().timestamp())
    since = datetime.fromtimestamp(now // rate.seconds * rate.seconds, UTC)
    subject = keyed_index(held.ring, "network", block_of(address))

    def spent(work: Work) -> None:
        at = ("drafts", subject, since)
        if work.session.get(CounterRecord, at) is None:
            row = CounterRecord(name=at[0], subject=subject, since=since, spent=rate.most)
            work.session.add(row)

    server.run(held.db.write(spent))


def begin(browse: Browse, status: int = 200) -> Page:
    return browse.send(browse.get("/declare"), status, **resident()["who"])


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("zh-CN", "申报的人太多", "改用手机流量"),
        ("en", "Very many at once", "Nothing is wrong with what you filled in"),
    ],
)
def test_who_is_new_in_a_crowded_network_is_told_what_to_do(
    behind: Server, language: str, title: str, words: str
) -> None:
    crowd(behind, FULL)
    browse = came_from(behind, FULL, language)
    page = begin(browse, 429)
    assert page.h1 == title
    assert words in page.text
    assert 0 < int(page.answer.headers["retry-after"]) <= 3600
    assert "hc" not in browse.cookies
    browse.close()


def test_another_network_and_who_has_begun_are_not_touched(behind: Server) -> None:
    browse = came_from(behind, FREE)
    page = begin(browse)
    assert page.path == "/declare/document"
    crowd(behind, FULL)
    browse._client.headers["X-Forwarded-For"] = FULL
    assert browse.send(page, **resident()["document"]).path == "/declare/journey"
    browse.close()


def test_the_address_is_stored_nowhere(behind: Server, capfd: pytest.CaptureFixture[str]) -> None:
    address = "9.9.11.213"
    browse = came_from(behind, address)
    begin(browse)
    browse.close()
    stored = [
        path
        for path in behind.settings.data.rglob("*")
        if path.is_file() and told(path.read_bytes())
    ]
    assert stored == []
    assert not told(capfd.readouterr().out.encode())


def told(raw: bytes) -> bool:
    return b"9.9.11." in raw or bytes([9, 9, 11, 213]) in raw
