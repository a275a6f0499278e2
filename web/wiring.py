"""What a running process holds: settings, database, keys, policies, clock; opened in one place."""

from dataclasses import dataclass
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
from domain.storage.sqlite import SQLiteDatabase
from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a route may use besides the request itself."""

    settings: Settings
    db: Database
    ring: FileKeyRing
    policies: Policies
    clock: Clock

    def context(self, actor: Actor = ANYONE, nonce: UUID | None = None) -> Context:
        """Make the frozen surroundings of one act: who, when, under which keys and rules."""
        return Context(actor, self.clock.now(), self.ring, self.policies, nonce or random_id())

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()


def open_services(settings: Settings, clock: Clock | None = None) -> Services:
    """Open what stands on disk, already migrated; raises KeyFileError and PolicyError."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Services(
        settings=settings,
        db=SQLiteDatabase(settings.database),
        ring=FileKeyRing(settings.keys, settings.data),
        policies=load_policies(),
        clock=clock or SystemClock(),
    )


def services(connection: ASGIConnection[Any, Any, Any, Any]) -> Services:
    """Give the services of the application a request came to."""
    held: Services = connection.app.state.services
    return held
