"""The one rule of permission: pure, and what it does not name is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.accounts.acts import Act
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import DomainError, Refusal


class SubjectKind(StrEnum):
    """What an act is done to."""

    SERVICE = "service"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is done to, as far as permission looks: no record, no personal data."""

    kind: SubjectKind
    holders: frozenset[UUID] = frozenset()
    division: str | None = None
    venue: UUID | None = None


SERVICE = Subject(SubjectKind.SERVICE)

_EVERYBODY = frozenset(Role)
_SERVICE_ACTS: Mapping[Act, frozenset[Role]] = {
    Act.READ_PUBLIC: _EVERYBODY,
    Act.DECLARE: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.OPEN_CODE: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.OWN_HOUSEHOLD: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.BRING_BACK: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.OPEN_DATA: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.OPEN_CARD: _EVERYBODY,
    Act.CHECK_CODE: _EVERYBODY,
    Act.LOOK_UP: frozenset({Role.ANYONE, Role.HOLDER}),
    Act.SEE_DEMO: _EVERYBODY,
    Act.READ_HEALTH: _EVERYBODY,
}
_OWN_ACTS = frozenset({Act.SEE_PERSON, Act.DECLARE_FOR})


def may(actor: Actor, act: Act, subject: Subject = SERVICE) -> bool:
    """Tell whether an actor may do this to that: only what is named here, to nobody else's."""
    if subject.kind is SubjectKind.SERVICE:
        return actor.role in _SERVICE_ACTS.get(act, frozenset())
    return act in _OWN_ACTS and actor.role is Role.HOLDER and actor.id in subject.holders


def require(actor: Actor, act: Act, subject: Subject = SERVICE) -> None:
    """Refuse what may not be done: NOT_FOUND about a person, whose existence is no news."""
    if may(actor, act, subject):
        return
    known = subject.kind is SubjectKind.SERVICE
    raise DomainError(Refusal.NOT_PERMITTED if known else Refusal.NOT_FOUND)
