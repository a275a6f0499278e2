"""A disk that refuses: reads are served, writes answer 503, nothing is half, and it passes.

The server runs in this process, so that its disk can be made to fail (disk.py), and is asked over
HTTP as ever. When the fault is gone the same process must take every refused declaration.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.browse import Browse
from tests.faults.declaring import Sent, declare, prepared, pulses
from tests.faults.disk import FULL, IOERR_FSYNC, IOERR_READ, IOERR_WRITE, READ_ONLY, Disk, watched
from tests.faults.ledger import declared, unsound
from tests.page_checks import check_page, parse
from tests.servers import Server, serving, settings_at

KNOWN, MORE = 4, 50
Fault = Callable[[str, str], int]


def _write_fails(code: int) -> Fault:
    return lambda kind, _file: code if kind in {"write", "truncate"} else 0


def _sync_fails(kind: str, _file: str) -> int:
    return IOERR_FSYNC if kind == "sync" else 0


def _read_only(kind: str, _file: str) -> int:
    if kind == "open":
        return READ_ONLY
    return 0 if kind == "read" else IOERR_WRITE


def _gone(kind: str, _file: str) -> int:
    return {"open": sqlite3.SQLITE_CANTOPEN, "read": 0}.get(kind, IOERR_WRITE)


def _each(nth: int, kind: str, code: int) -> Fault:
    turns = count(1)
    return lambda asked, _file: code if asked == kind and next(turns) % nth == 0 else 0


LASTING: dict[str, Fault] = {
    "disk full": _write_fails(FULL),
    "writing fails": _write_fails(IOERR_WRITE),
    "syncing fails": _sync_fails,
    "mounted read-only": _read_only,
    "folder gone": _gone,
}
PASSING: dict[str, tuple[int, str, int]] = {
    "every seventh sync fails": (7, "sync", IOERR_FSYNC),
    "every 400th write finds it full": (400, "write", FULL),
    "every 500th write fails": (500, "write", IOERR_WRITE),
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """The data folder's disk, well as yet."""
    (tmp_path / "data").mkdir()
    with watched(tmp_path / "data") as disk:
        yield disk


@pytest.fixture
def served(disk: Disk, tmp_path: Path) -> Iterator[Server]:
    """A server on that disk."""
    with serving(settings_at(tmp_path)) as running:
        yield running
        disk.fault = lambda _kind, _file: 0


@pytest.fixture
def known(served: Server) -> list[Sent]:
    """Some phones that have declared and looked at their code."""
    sent = prepared(served.settings, KNOWN, 0)
    assert len(declare(served.settings, sent).declared) == KNOWN
    for each in sent:
        assert _get(served, "/code", each).status_code == 200
    return sent


def _get(served: Server, path: str, sent: Sent) -> httpx.Response:
    cookies = {"Cookie": f"hc={sent.phone.token}"}
    return httpx.get(served.address + path, headers=cookies, timeout=30, trust_env=False)


def _sound(served: Server, sent: list[Sent]) -> bool:
    """Hold the database against the ledger, and tell whether all of these are declared in it."""
    with closing(sqlite3.connect(served.settings.database)) as plain:

        def rows(statement: str) -> list[tuple[object, ...]]:
            return plain.execute(statement).fetchall()

        assert rows("PRAGMA integrity_check") == [("ok",)]
        assert unsound(rows) == []
        return {each.draft for each in sent} <= declared(rows)


def _reads_are_served(served: Server, known: list[Sent]) -> None:
    assert pulses(served.settings, [each.phone for each in known]) == {b"green": KNOWN}
    for path in ("/code", "/help", "/declare"):
        answer = _get(served, path, known[0])
        assert answer.status_code in {200, 303}, path
    browse = Browse(served.address)
    browse.get("/help")
    browse.close()


@pytest.mark.parametrize("fault", LASTING)
def test_while_it_lasts_reads_are_served_and_writes_are_not(
    fault: str, disk: Disk, served: Server, known: list[Sent]
) -> None:
    more = prepared(served.settings, MORE, KNOWN)
    disk.fault = LASTING[fault]
    refused = declare(served.settings, more)
    assert (dict(refused.statuses), refused.busy) == ({503: MORE}, MORE)
    _reads_are_served(served, known)
    assert _get(served, "/readyz", known[0]).json() == {"status": "ready", "writes": "refused"}
    disk.fault = lambda _kind, _file: 0
    _sound(served, known)
    taken = declare(served.settings, more)
    assert len(taken.declared) == MORE, taken.statuses
    assert _get(served, "/readyz", known[0]).json() == {"status": "ready", "writes": "taken"}
    assert _sound(served, known + more)


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_now_and_then_costs_a_second_try_at_most(
    fault: str, disk: Disk, served: Server, known: list[Sent]
) -> None:
    more = prepared(served.settings, MORE, KNOWN)
    disk.fault = _each(*PASSING[fault])
    first = declare(served.settings, more)
    assert set(first.statuses) <= {303, 503}
    assert first.busy == first.statuses[503] > 0
    _reads_are_served(served, known)
    disk.fault = lambda _kind, _file: 0
    assert _sound(served, known + [each for each in more if each.draft in first.declared])
    assert len(declare(served.settings, more).declared) == MORE
    assert _sound(served, known + more)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_refusal_is_a_page_in_words(language: str, disk: Disk, served: Server) -> None:
    browse = Browse(served.address)
    first = browse.get(f"/declare?lang={language}")
    disk.fault = LASTING["disk full"]
    refused = browse.send(first, 503)
    assert refused.answer.headers["retry-after"] == "5"
    disk.fault = lambda _kind, _file: 0
    browse.send(first, 422)
    browse.close()


def test_what_cannot_be_read_is_a_503_and_passes(
    disk: Disk, served: Server, known: list[Sent], capfd: pytest.CaptureFixture[str]
) -> None:
    prepared(served.settings, 1, KNOWN)  # another process wrote: what was read is read anew
    disk.fault = lambda kind, _file: IOERR_READ if kind == "read" else 0
    answer = _get(served, "/code", known[0])
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    check_page(parse(answer.text, whole=True), dict(answer.headers))
    assert '"cause": "SQLITE_IOERR_READ"' in capfd.readouterr().out
    disk.fault = lambda _kind, _file: 0
    _reads_are_served(served, known)
