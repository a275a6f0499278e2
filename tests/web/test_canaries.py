"""No made-up name, phone or document is left readable: not in the data folder, not in the log."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.servers import free_port
from web.demo.cast import MadeUp
from web.demo.crowd import crowd
from web.demo.seed import HAND_MADE

_START_SECONDS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo ran as a process of its own, was looked at, and was ended."""
    folder = tmp_path_factory.mktemp("canaries")
    port = free_port()
    environment = {
        **os.environ,
        "DEMO": "1",
        "PORT": str(port),
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "LOG_LEVEL": "debug",
    }
    command = [sys.executable, "-m", "web.cli", "serve"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            look_around(f"http://localhost:{port}")
        finally:
            process.terminate()
            process.wait(timeout=_START_SECONDS)
    return folder


def look_around(address: str) -> None:
    """Wait for the server, list everybody, open a phone, and ask for what is not there."""
    until = time.monotonic() + _START_SECONDS
    with httpx.Client(base_url=address, follow_redirects=True) as client:
        while True:
            try:
                client.get("/readyz").raise_for_status()
                break
            except httpx.HTTPError:
                assert time.monotonic() < until, "the demo never became ready"
        person = HAND_MADE[0]
        assert person.name in client.get("/demo").text
        client.get("/code")
        client.get(f"/nothing/{person.document.number}", params={"name": person.name})
        client.post("/declare/who", data={"name": person.name, "phone": person.number})
        client.post("/demo", content=person.name.encode(), headers={"Content-Type": "text/plain"})


def canaries() -> list[bytes]:
    """Give what may not be found; a name of one character would be found anywhere."""
    cast: list[MadeUp] = [*HAND_MADE, *crowd()]
    words = {person.document.number for person in cast} | {person.number[1:] for person in cast}
    words |= {person.number[3:] for person in cast}
    words |= {person.name for person in cast if len(person.name.encode()) >= len("两字".encode())}
    return sorted(word.encode() for word in words)


def test_the_data_folder_and_the_log_hold_no_canary(folder: Path) -> None:
    searched = [*(folder / "data").rglob("*"), folder / "log"]
    files = [file for file in searched if file.is_file()]
    assert any(file.suffix == ".db" for file in files)
    wanted = canaries()
    assert len(wanted) > 60
    found = {
        (file.name, canary.decode())
        for file in files
        for canary in wanted
        if canary in file.read_bytes()
    }
    assert not found
