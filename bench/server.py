"""Starting a server under measurement, and reading what the kernel says it used."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, its port, and how long it took to answer."""

    pid: int
    port: int
    ready_seconds: float

    def cpu_seconds(self) -> float:
        """Give the processor seconds of the process and its ended threads, user and system."""
        return sum(_cpu(pid) for pid in self.pids())

    def pids(self) -> list[int]:
        """Give the process and its children."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def pss_mib(self) -> float:
        """Give the proportional memory of all its processes, in MiB."""
        kib = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kib += int(line.split()[1])
        return kib / 1024


def free_port() -> int:
    """Give a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def bare_server() -> Iterator[Server]:
    """Run the baseline: the same uvicorn, one bare route."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.bare:app", "--port", str(port)]
    with _running([*command, "--no-access-log", "--log-level", "warning"], {}, port, "/text") as up:
        yield up


@contextmanager
def product_server(environment: Mapping[str, str], wait_for: str = "/readyz") -> Iterator[Server]:
    """Run the product as `make run` does, with these settings."""
    port = free_port()
    command = [sys.executable, "-m", "web.cli", "serve"]
    with _running(command, {**environment, "PORT": str(port)}, port, wait_for) as up:
        yield up


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], port: int, path: str
) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(process, f"http://localhost:{port}{path}", began)
        yield Server(process.pid, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, began: float) -> None:
    while time.perf_counter() - began < _START_SECONDS:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - this machine
                return
        except OSError:
            time.sleep(0.02)
    message = f"no answer at {address}"
    raise RuntimeError(message)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
