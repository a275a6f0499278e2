"""`healthcode backup` and `healthcode restore`: what the people who run the service type."""

import argparse
import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.kernel.clock import SystemClock
from domain.policy.policies import load_policies
from domain.storage.backup import BackupError, back_up, drop_outlived, name_at
from domain.storage.keyfile import FileKeyRing
from domain.storage.locks import locked
from domain.storage.restore import restore
from web.jobs import purge_now
from web.settings import Settings

_APART = (
    "The key ring is not in it and nothing opens it without: keep a copy of {keys} apart "
    "(docs/operations.md)."
)


def add_backup(commands: Any) -> None:
    """Add `backup` to the command line's sub-commands."""
    parser = commands.add_parser("backup", help="Write a sealed backup while the service runs.")
    parser.add_argument("target", type=Path, nargs="?", help="a folder, or a file not there yet")
    parser.add_argument("--keep", type=_days, metavar="DAYS", help="delete what is older there")
    parser.set_defaults(run=_back_up)


def add_restore(commands: Any) -> None:
    """Add `restore` to the command line's sub-commands."""
    parser = commands.add_parser("restore", help="Put a backup in place; the service is stopped.")
    parser.add_argument("source", type=Path, metavar="FILE", help="a backup")
    parser.add_argument("--replace", action="store_true", help="let the database there is go")
    parser.set_defaults(run=_restore)


def _back_up(chosen: argparse.Namespace, settings: Settings) -> int:
    _require_sqlite(settings)
    now = SystemClock().now()
    target: Path | None = chosen.target or settings.backup_folder
    if target is None:
        message = "name a folder or a file, or set BACKUP_FOLDER"
        raise BackupError(message)
    keep = chosen.keep or _period()
    if keep > _period():
        message = f"--keep is at most {_period().days} days, the policy's period"
        raise BackupError(message)
    folder = target if target.is_dir() else target.parent
    file = folder / name_at(now) if target.is_dir() else target
    if not folder.is_dir():
        message = f"there is no folder {folder}"
        raise BackupError(message)
    if settings.keys.resolve().parent == folder.resolve():
        message = f"the key ring lies in {folder}: together with a backup it opens everything"
        raise BackupError(message)
    made = back_up(settings.database, FileKeyRing(settings.keys, settings.data), file, now)
    print(f"{file}: {made.rows} rows of {len(made.tables)} tables at schema {made.revision}")
    if target.is_dir():
        for name in drop_outlived(folder, now, keep):
            print(f"deleted: {name}")
    print(_APART.format(keys=settings.keys), file=sys.stderr)
    return 0


def _restore(chosen: argparse.Namespace, settings: Settings) -> int:
    _require_sqlite(settings)
    if not settings.keys.exists():
        message = f"there is no key ring at {settings.keys}: put its copy there first"
        raise BackupError(message)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(settings.data / "migrate.lock"):
        ring = FileKeyRing(settings.keys, settings.data)
        put = restore(chosen.source, settings.database, ring, replace=chosen.replace)
    print(f"{settings.database}: {put.rows} rows as of {put.instant:%Y-%m-%d %H:%M:%S} UTC")
    sealed = asyncio.run(purge_now(settings))
    print("What had outlived its period meanwhile was purged.")
    if sealed:
        days = ", ".join(day.isoformat() for day in sealed)
        print(f"This key ring lacks the keys of these days, whose answers stay sealed: {days}")
    return 0


def _require_sqlite(settings: Settings) -> None:
    if settings.postgres:
        message = "PostgreSQL has tools of its own for this: docs/operations.md, Backing up"
        raise BackupError(message)


def _period() -> timedelta:
    period = load_policies().retention.backups.length
    assert period is not None  # noqa: S101 - the policy file gives it in days
    return period


def _days(text: str) -> timedelta:
    days = int(text)
    if days < 1:
        raise ValueError
    return timedelta(days=days)
