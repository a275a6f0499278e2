"""The one rule of permission: pure, and what it does not name is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.accounts.acts import Act
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import DomainError, Refusal
from domain.places.divisions import contains


class SubjectKind(StrEnum):
    """What an act is done to."""

    SERVICE = "service"
    PERSON = "person"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is done to, as far as permission looks: no record, no personal data.

    A venue is known by its division, its sector and itself.
    """

    kind: SubjectKind
    holders: frozenset[UUID] = frozenset()
    division: str | None = None
    sector: str | None = None
    venue: UUID | None = None


SERVICE = Subject(SubjectKind.SERVICE)

_EVERYBODY = frozenset(Role)
_PEOPLE = frozenset({Role.ANYONE, Role.HOLDER})
_TERRITORY = frozenset({Role.TOWNSHIP, Role.COUNTY, Role.PREFECTURE, Role.PROVINCE})
_OFFICES = _TERRITORY | {Role.SECTOR}
_AT_DOORS = frozenset({Role.DOOR, Role.VENUE})
_SIGNED_IN = _OFFICES | {Role.VENUE, Role.VILLAGE, Role.CLINIC}
_SERVICE_ACTS: Mapping[Act, frozenset[Role]] = {
    Act.READ_PUBLIC: _EVERYBODY,
    Act.DECLARE: _PEOPLE,
    Act.OPEN_CODE: _PEOPLE,
    Act.OWN_HOUSEHOLD: _PEOPLE,
    Act.BRING_BACK: _PEOPLE,
    Act.OPEN_DATA: _PEOPLE,
    Act.OPEN_CARD: _EVERYBODY,
    Act.CHECK_CODE: _EVERYBODY,
    Act.LOOK_UP: _PEOPLE,
    Act.OPEN_POSTER: _EVERYBODY,
    Act.CHECK_IN: _PEOPLE,
    Act.REPORT_DOOR: _PEOPLE,
    Act.ASK_FOR_VENUE: _EVERYBODY,
    Act.SIGN_IN: _EVERYBODY,
    Act.OWN_ACCOUNT: _SIGNED_IN | {Role.DOOR},
    Act.INVITE: _TERRITORY,
    Act.IMPORT_VENUES: _TERRITORY,
    Act.SETTLE_VENUE: _TERRITORY,
    Act.INSPECT_VENUE: _OFFICES,
    Act.RUN_VENUE: frozenset({Role.VENUE}),
    Act.SEE_FIGURES: _OFFICES | _AT_DOORS,
    Act.VERIFY: _AT_DOORS,
    Act.LOOK_UP_DOCUMENT: _AT_DOORS,
    Act.DELIVER: _AT_DOORS,
    Act.SEE_ALERTS: _TERRITORY,
    Act.USE_GATE: frozenset({Role.PARTNER}),
    Act.SEE_DEMO: _EVERYBODY,
    Act.READ_HEALTH: _EVERYBODY,
}
_OWN_ACTS = frozenset({Act.SEE_PERSON, Act.DECLARE_FOR})
_VENUE_ACTS = frozenset(
    {
        Act.SETTLE_VENUE,
        Act.INSPECT_VENUE,
        Act.RUN_VENUE,
        Act.SEE_FIGURES,
        Act.VERIFY,
        Act.LOOK_UP_DOCUMENT,
        Act.DELIVER,
        Act.SEE_ALERTS,
        Act.USE_GATE,
    }
)


def may(actor: Actor, act: Act, subject: Subject = SERVICE) -> bool:
    """Tell whether an actor may do this to that: only what is named here, to nobody else's."""
    if subject.kind is SubjectKind.SERVICE:
        return actor.role in _SERVICE_ACTS.get(act, frozenset())
    if subject.kind is SubjectKind.VENUE:
        return act in _VENUE_ACTS and may(actor, act) and _answers_for(actor, subject)
    return act in _OWN_ACTS and actor.role is Role.HOLDER and actor.id in subject.holders


def _answers_for(actor: Actor, subject: Subject) -> bool:
    """Tell whether a venue is one's own, or lies in one's jurisdiction (and one's sector)."""
    if actor.venue is not None or actor.role not in _OFFICES:
        return actor.venue == subject.venue and actor.venue is not None
    if actor.division is None or subject.division is None:
        return False
    if actor.role is Role.SECTOR and (actor.sector is None or actor.sector != subject.sector):
        return False
    return contains(actor.division, subject.division)


def require(actor: Actor, act: Act, subject: Subject = SERVICE) -> None:
    """Refuse what may not be done: NOT_FOUND about a person, whose existence is no news."""
    if may(actor, act, subject):
        return
    known = subject.kind is SubjectKind.SERVICE
    raise DomainError(Refusal.NOT_PERMITTED if known else Refusal.NOT_FOUND)
