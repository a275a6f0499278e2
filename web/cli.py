"""`healthcode`: serve, migrate, purge. What the people who run the service type."""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import uvicorn
from pydantic import ValidationError

from domain.kernel.clock import SystemClock
from domain.kernel.days import day_of
from domain.storage.keyfile import FileKeyRing, KeyFileError
from domain.storage.migrate import upgrade
from domain.storage.sqlite import sqlite_engine
from web.settings import Settings
from web.tls import made_certificate

_DAYS_AHEAD = 3


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the answer is the process's exit status."""
    parser = argparse.ArgumentParser(prog="healthcode", description=__doc__)
    parser.add_argument("command", choices=sorted(_COMMANDS))
    chosen = parser.parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](Settings())
    except ValidationError as error:
        for problem in error.errors():
            place = "_".join(str(part) for part in problem["loc"]).upper()
            print(f"healthcode: {place} {problem['msg']}".replace(":  ", ": "), file=sys.stderr)
    except KeyFileError as error:
        print(f"healthcode: {error}", file=sys.stderr)
    return 2


def migrate(settings: Settings) -> int:
    """Bring the database to the newest schema, one process at a time."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(settings):
        engine = sqlite_engine(settings.database)
        upgrade(engine)
        engine.dispose()
    return 0


def prepare(settings: Settings) -> None:
    """Make ready what serving needs: schema, key ring, the coming days' keys, the demo's people."""
    migrate(settings)
    ring = FileKeyRing(settings.keys, settings.data)
    today = day_of(SystemClock().now())
    ring.make_days(today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
    if settings.demo:
        _seed_demo(settings)


def serve(settings: Settings) -> int:
    """Make ready, say where to go, and answer until stopped."""
    prepare(settings)
    certificate = None if settings.local else made_certificate(settings)
    _say(settings)
    uvicorn.run(
        "web.app:from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        ssl_certfile=certificate,
    )
    return 0


def _say(settings: Settings) -> None:
    print(f"云南健康码: {settings.origin}/?lang=zh", flush=True)
    print(f"Yunnan Health Code: {settings.origin}/?lang=en", flush=True)
    if settings.demo:
        print(f"演示 (虚构人员): {settings.origin}/demo?lang=zh", flush=True)
        print(f"Demo (made-up people): {settings.origin}/demo?lang=en", flush=True)


@contextmanager
def _locked(settings: Settings) -> Iterator[None]:
    descriptor = os.open(settings.data / "migrate.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _seed_demo(settings: Settings) -> None:
    from web.demo.seed import seed_if_empty  # noqa: PLC0415 - production never imports the demo

    seed_if_empty(settings)


_COMMANDS = {"serve": serve, "migrate": migrate}

if __name__ == "__main__":
    sys.exit(main())
