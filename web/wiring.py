"""What a running process holds: settings, database, keys, policies, clock; opened in one place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from litestar.connection import ASGIConnection

from domain.kernel.actor import ANYONE, Actor
from domain.kernel.clock import Clock, SystemClock
from domain.kernel.ids import random_id
from domain.policy.context import Context
from domain.policy.policies import Policies, load_policies
from domain.storage.door import Database
from domain.storage.keyfile import FileKeyRing
from domain.storage.postgres import PostgresDatabase
from domain.storage.sqlite import SQLiteDatabase
from web.sending.http import open_gateway
from web.sending.port import Gateway
from web.sending.push import PushGateway
from web.settings import Settings
from web.trust import Trusted, open_trust

_DEMO_LIMITS = Path(__file__).parent / "demo/limits.toml"
_ADMIN = 2
"""Connections of the purge: one reads, one writes."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a route may use besides the request itself.

    `admin` is the database as its owner, for the purge; the same as `db` unless set apart. Without
    `sms` no page offers text messages.
    """

    settings: Settings
    db: Database
    admin: Database
    ring: FileKeyRing
    policies: Policies
    clock: Clock
    trusted: Trusted | None = None
    sms: Gateway | None = None
    push: Gateway | None = None

    def context(self, actor: Actor = ANYONE, nonce: UUID | None = None) -> Context:
        """Make the frozen surroundings of one act: who, when, under which keys and rules."""
        at = self.clock.now(), self.ring, self.policies
        return Context(actor, *at, nonce or random_id(), texts=self._asks_for_digits)

    @property
    def _asks_for_digits(self) -> bool:
        """Tell whether numbers are proven by text message; a demo asks only where it is told to."""
        return self.sms is not None and (self.settings.demo_texts or not self.settings.demo)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()
        if self.admin is not self.db:
            self.admin.close()


def open_services(settings: Settings, clock: Clock | None = None) -> Services:
    """Open what stands on disk, already migrated.

    Raises KeyFileError, PolicyError and TrustFileError.
    """
    db = open_database(settings)
    clock = clock or SystemClock()
    ring = FileKeyRing(settings.keys, settings.data)
    apart = settings.postgres_admin != settings.postgres
    return Services(
        settings=settings,
        db=db,
        admin=PostgresDatabase(settings.postgres_admin, _ADMIN) if apart else db,
        ring=ring,
        policies=load_policies(other_limits=_DEMO_LIMITS if settings.demo else None),
        clock=clock,
        trusted=open_trust(settings, ring, clock),
        sms=open_gateway(settings),
        push=PushGateway(ring, settings.origin, clock),
    )


def open_database(settings: Settings) -> Database:
    """Open the engine that the settings name: PostgreSQL where there is a URL, else SQLite."""
    if settings.postgres:
        return PostgresDatabase(settings.postgres, settings.database_connections)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SQLiteDatabase(settings.database)


def services(connection: ASGIConnection[Any, Any, Any, Any]) -> Services:
    """Give the services of the application a request came to."""
    held: Services = connection.app.state.services
    return held
