"""T2, T21, T22: nothing of anybody lies in the log, the data folder, the keys or temporary files.

The service runs as a process of its own. People declare; their data goes through every route, into
every part of a request, also where it is refused and where it makes a route fail; then the process
ends, and every file it left is searched.
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.servers import free_port, settings_at
from tests.tallies import Tally
from tests.web.defence.drive import Driven, drive
from tests.web.defence.made_up import made_up
from tests.web.defence.search import all_forms, files_in, found_in, hashes
from tests.web.defence.tables import rows_in
from web.app import routes_of

_START_SECONDS = 60


@dataclass(frozen=True)
class Left:
    """What an ended process left: its folder, and what was sent to it."""

    folder: Path
    driven: Driven


def _run(folder: Path, people: int) -> Left:
    port = free_port()
    (folder / "tmp").mkdir()
    (folder / "home").mkdir()
    environment = {
        **os.environ,
        "DEMO": "1",
        "PORT": str(port),
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "LOG_LEVEL": "debug",
        "TMPDIR": str(folder / "tmp"),
        "HOME": str(folder / "home"),
        "PYTHONPATH": str(Path.cwd()),
    }
    with (folder / "log").open("wb") as log, (folder / "said").open("wb") as said:
        command = [sys.executable, "-m", "tests.web.defence.failing"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(f"http://localhost:{port}")
            driven = drive(port, [made_up() for _ in range(people)])
            backup = [sys.executable, "-m", "web.cli", "backup", str(folder / "backups")]
            subprocess.run(backup, check=True, env=environment, stdout=said, stderr=said)
        finally:
            process.terminate()
            process.wait(timeout=_START_SECONDS)
    return Left(folder, driven)


def _wait(address: str) -> None:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            httpx.get(f"{address}/readyz", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            assert time.monotonic() < until, "the service never became ready"
            time.sleep(0.05)
        else:
            return


def _hold(left: Left, tally: Tally) -> None:
    """Search everything, and tell what was searched."""
    driven, files = left.driven, files_in(left.folder)
    for place in ("database", "backups", "key ring", "log"):
        assert files_in(left.folder, [place]), place
    wanted = all_forms(canary for person in driven.people for canary in person.canaries())
    assert found_in(files, wanted) == set()
    log = left.folder / "log"
    assert found_in([log], {secret.encode(): secret for secret in driven.secrets}) == set()
    size = sum(file.stat().st_size for file in files)
    count = sum(len(person.canaries()) for person in driven.people)
    tally("T21", requests=driven.requests, bugs=driven.statuses[500], canaries=count, leaks=0)
    tally("T2, T22", files=len(files), bytes=size, forms=len(wanted), found=0)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return _run(tmp_path_factory.mktemp("leaks"), 2)


def test_nothing_of_anybody_is_left_anywhere(left: Left, tally: Tally) -> None:
    assert left.driven.shown == []
    assert {403, 404, 405, 413, 421, 422, 431, 500} <= set(left.driven.statuses)
    _hold(left, tally)


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """The control: each form of a canary, between other bytes, is found."""
    canary = made_up().name
    wanted = all_forms([canary])
    for at, form in enumerate(wanted):
        (tmp_path / str(at)).write_bytes(b"\0x" * 9 + form + b"y\0" * 9)
    found = found_in(sorted(tmp_path.iterdir()), wanted)
    assert len(found) == len(wanted) >= 20


def test_the_log_holds_chosen_fields_alone(left: Left) -> None:
    """No line tells an address, a query, a parameter or a message: only the route's own pattern."""
    templates = {"-", "/probe/bug/{about}", "/probe/bug", "/probe/statement", "/probe/late/{about}"}
    for handler in routes_of(settings_at(left.folder, demo=True)):
        templates |= {re.sub(r":\w+\}", "}", path) for path in handler.paths}
    access = {"method", "route", "status", "ms", "event", "level", "timestamp"}
    bug = {"event", "reference", "kind", "place", "level", "timestamp"}
    kinds = {"access": access, "bug": bug}
    plain = []
    for line in (left.folder / "log").read_text("utf-8").splitlines():
        if not line.startswith("{"):
            plain.append(line)
            continue
        read = json.loads(line)
        assert set(read) <= kinds[read["event"]]
        assert read.get("route", "-") in templates
    assert {line.partition(":")[2].strip() for line in plain} <= {"Invalid HTTP request received."}


def test_no_index_is_a_hash_that_anybody_can_make(left: Left, tally: Tally) -> None:
    """A stolen database is not guessed from a list of numbers: 100,000 known ones match nothing."""
    rows = rows_in(left.folder / "data" / "healthcode.db")
    stored = {value for each in rows.values() for row in each for value in row}
    raw = {value for value in stored if isinstance(value, bytes)}
    own = {text for person in left.driven.people for text in person.canaries()}
    known = own | {f"YK{1_000_000 + at}" for at in range(100_000)}
    assert len(raw) > 10
    guesses = {each for text in known for each in hashes(text)}
    cut = {value[:size] for value in raw for size in (8, 16)}
    assert not guesses & (raw | cut)
    assert not {guess[:8] for guess in guesses} & {value for value in raw if len(value) == 8}
    tally("T2", known_numbers=len(known), matches=0)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_a_thousand_canaries_through_every_route(tmp_path: Path, tally: Tally) -> None:
    left = _run(tmp_path, 150)
    assert sum(len(person.canaries()) for person in left.driven.people) >= 1000
    _hold(left, tally)
