"""Surroundings for verbs in tests: a database of records, a ring, policies, a plain application."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from domain.declaration.values import (
    Answer,
    Application,
    Health,
    Identity,
    Journey,
    Occupation,
    Relationship,
    Stay,
)
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id
from domain.people.documents import Document, DocumentKind
from domain.people.gender import Gender
from domain.policy.context import Context
from domain.policy.policies import load_policies
from domain.storage.keys import Kind, MemoryKeyRing
from domain.storage.work import Work

NOON = datetime(2020, 4, 7, 4, 0, tzinfo=UTC)
POLICIES = load_policies()
_FIRST = date(2020, 1, 1).toordinal()
KEYS = {(kind, 1): kind.value.encode().ljust(32, b"!") for kind in Kind if kind is not Kind.DAY} | {
    (Kind.DAY, _FIRST + day): bytes([day % 251]) * 32 for day in range(500)
}
RING = MemoryKeyRing(KEYS)
HEALTHY = Health(Answer.NO, None, Answer.NO, "", None, frozenset())
AT_HOME = Journey(outside=False)
STAY = Stay("532528101", "南沙镇1号", Occupation.FARMING)


class Books:
    """One database for a test, with a clock that the test moves."""

    def __init__(self, engine: Engine) -> None:
        """Begin in a database that has its tables; nothing done here is ever committed."""
        self.engine = engine
        self.session = Session(self.engine, expire_on_commit=False)
        self.work = Work(self.session.connection(), self.session)
        self.instant = NOON
        self.texts = False

    def context(self, holder: UUID | None = None, nonce: UUID | None = None) -> Context:
        """Give the surroundings of an act; `texts` says whether codes can be sent."""
        actor = Actor(Role.SYSTEM) if holder is None else Actor(Role.HOLDER, holder)
        at = self.instant, RING, POLICIES
        return Context(actor, *at, nonce or event_id(self.instant), texts=self.texts)

    def pass_time(self, **units: float) -> None:
        """Let time go by."""
        self.instant += timedelta(**units)

    def close(self) -> None:
        """Let go of the database, and of all that was written."""
        self.session.close()


def application(
    number: int = 1,
    *,
    phone: str = "+8613900000001",
    health: Health = HEALTHY,
    name: str = "王小明",
) -> Application:
    """Make a plain application; another number is another person."""
    document = Document(DocumentKind.PASSPORT, f"TEST{number:05d}")
    identity = Identity(phone, False, name, document, Gender.FEMALE, date(1980, 1, 1), "VN")
    return Application(identity, AT_HOME, STAY, health, Relationship.SELF)


def in_contact(on: date | None = None) -> Health:
    """Give answers that tell of a close contact."""
    return replace(HEALTHY, contact=Answer.YES, contact_on=on)
