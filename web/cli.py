"""`healthcode`: what the people who run the service type."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
from pydantic import ValidationError
from sqlalchemy import make_url

from domain.kernel.clock import SystemClock
from domain.policy.policies import PolicyError
from domain.storage.backup import BackupError, clear_leftovers
from domain.storage.keyfile import FileKeyRing, KeyFileError
from domain.storage.locks import LockedError, locked
from domain.storage.migrate import upgrade
from domain.storage.postgres import postgres_engine
from domain.storage.roles import grant
from domain.storage.sqlite import sqlite_engine
from web.clips import ClipsError, read_clips
from web.commands.audit import add_audit
from web.commands.backups import add_backup, add_restore
from web.commands.findings import CannotRunError
from web.commands.officer import add_officer
from web.commands.trust import add_trust
from web.jobs import make_day_keys, purge_now
from web.parent import APPLICATION, become_parent
from web.settings import Settings
from web.tls import made_certificate
from web.trust import TrustFileError, doubts, open_trust
from web.wiring import open_services

_Command = Callable[[Settings], int]
_WORKER_SECONDS = 60
_REFUSALS = (
    BackupError,
    CannotRunError,
    ClipsError,
    KeyFileError,
    LockedError,
    PolicyError,
    TrustFileError,
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the answer is the process's exit status."""
    parser = argparse.ArgumentParser(prog="healthcode", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, run in _PLAIN.items():
        plain = commands.add_parser(name, help=run.__doc__)
        plain.set_defaults(run=lambda _, settings, run=run: run(settings))
    add_audit(commands)
    add_backup(commands)
    add_restore(commands)
    add_officer(commands)
    add_trust(commands)
    try:
        chosen = parser.parse_args(arguments)
        if "alone" in chosen:
            return int(chosen.alone(chosen))
        return int(chosen.run(chosen, Settings()))
    except ValidationError as error:
        for problem in error.errors():
            place = "_".join(str(part) for part in problem["loc"]).upper()
            print(f"healthcode: {place} {problem['msg']}".replace(":  ", ": "), file=sys.stderr)
    except _REFUSALS as error:
        print(f"healthcode: {error}", file=sys.stderr)
    return 2


def migrate(settings: Settings) -> int:
    """Bring the database to the newest schema, one process at a time."""
    if settings.postgres:
        _migrate_postgres(settings)
        return 0
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(settings.data / "migrate.lock"):
        engine = sqlite_engine(settings.database)
        upgrade(engine)
        engine.dispose()
    return 0


def _migrate_postgres(settings: Settings) -> None:
    """Migrate as the owner; where the app has a role of its own, give it its rights."""
    engine = postgres_engine(settings.postgres_admin, 1)
    upgrade(engine)
    role = make_url(settings.postgres).username
    if role and role != make_url(settings.postgres_admin).username:
        grant(engine, role)
    engine.dispose()


async def prepare(settings: Settings) -> None:
    """Make ready what serving needs: the coming days' keys, and in demo mode the made-up people.

    Raises PolicyError where the clock stands at a time without rules.
    """
    services = open_services(settings)
    try:
        services.policies.set_at(services.clock.now())
        await make_day_keys(services)
        if settings.demo:
            from web.demo.seed import seed  # noqa: PLC0415 - production never imports the demo

            await seed(services)
    finally:
        services.close()


def purge(settings: Settings) -> int:
    """Delete now what has outlived its period, as the daily job does."""
    migrate(settings)
    asyncio.run(purge_now(settings))
    return 0


def serve(settings: Settings) -> int:
    """Make ready, say where to go, and answer until stopped."""
    migrate(settings)
    if not settings.postgres:
        clear_leftovers(settings.database)
    asyncio.run(prepare(settings))
    read_clips(settings.clips_folder)  # said once here, not by each worker as it dies
    _warn(settings)
    certificate = None if settings.local else made_certificate(settings)
    _say(settings)
    options = {**server_options(settings), "ssl_certfile": certificate and str(certificate)}
    if settings.workers > 1:
        # A worker that takes longer to begin is killed and begun again, on a slow host for ever.
        options["timeout_worker_healthcheck"] = _WORKER_SECONDS
        become_parent(options, settings.workers)
    uvicorn.run(APPLICATION, factory=True, **options)
    return 0


def server_options(settings: Settings) -> dict[str, Any]:
    """Give uvicorn's options, which the tests' servers run with too."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": "web.protocol:PatientProtocol",
        "ws": "none",
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
        "timeout_keep_alive": 15,
        "timeout_graceful_shutdown": 10,
    }


def _warn(settings: Settings) -> None:
    """Say what phones will not believe: the service goes on, a restart at night must not end it."""
    clock = SystemClock()
    ring = FileKeyRing(settings.keys, settings.data)
    for doubt in doubts(open_trust(settings, ring, clock), ring, clock.now()):
        print(f"healthcode: WARNING: {doubt}", file=sys.stderr, flush=True)


def _say(settings: Settings) -> None:
    print(f"云南健康码: {settings.origin}/?lang=zh", flush=True)
    print(f"Yunnan Health Code: {settings.origin}/?lang=en", flush=True)
    if settings.demo:
        print(f"演示 (虚构人员): {settings.origin}/demo?lang=zh", flush=True)
        print(f"Demo (made-up people): {settings.origin}/demo?lang=en", flush=True)


_PLAIN = {"serve": serve, "migrate": migrate, "purge": purge}

if __name__ == "__main__":
    sys.exit(main())
