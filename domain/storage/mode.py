"""The service's mode: open, closing (no new codes), closed. Verbs that make codes obey it."""

from enum import StrEnum

from domain.kernel.problems import DomainError, Refusal
from domain.storage.records import ServiceRecord
from domain.storage.work import Work

_NAME = "mode"


class Mode(StrEnum):
    """What the service still does (product.md J)."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


def mode_of(work: Work) -> Mode:
    """Give the mode in force; a database that never changed it is open."""
    record = work.session.get(ServiceRecord, _NAME)
    return Mode.OPEN if record is None else Mode(record.value)


def set_mode(work: Work, mode: Mode) -> None:
    """Put a mode into force."""
    work.session.merge(ServiceRecord(name=_NAME, value=mode.value))


def require_open(work: Work) -> None:
    """Refuse with CLOSED where the service no longer makes codes."""
    if mode_of(work) is not Mode.OPEN:
        raise DomainError(Refusal.CLOSED)
