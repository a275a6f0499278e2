"""The service's mode: open, closing (no new codes), closed. Verbs that make codes obey it."""

from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from domain.kernel.problems import DomainError, Refusal
from domain.storage.prepared import Prepared
from domain.storage.records import ServiceRecord
from domain.storage.work import Work

_NAME = "mode"
_MODE = Prepared(select(col(ServiceRecord.value)).where(col(ServiceRecord.name) == _NAME))


class Mode(StrEnum):
    """What the service still does (product.md J)."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def mode_of(work: Work) -> Mode:
    """Give the mode in force; a database that never changed it is open."""
    row = _MODE.first(work)
    return Mode.OPEN if row is None else Mode(row[0])


def set_mode(work: Work, mode: Mode) -> None:
    """Put a mode into force."""
    work.session.merge(ServiceRecord(name=_NAME, value=mode.value))
    work.session.flush()


def require_open(work: Work) -> None:
    """Refuse with CLOSED where the service no longer makes codes."""
    if mode_of(work) is not Mode.OPEN:
        raise DomainError(Refusal.CLOSED)
