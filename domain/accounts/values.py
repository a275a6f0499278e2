"""Staff as pages and other rooms know them: accounts, who is signed in, invitations, shifts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.kernel.actor import Actor, Role
from domain.policy.periods import Lapse


class Standing(StrEnum):
    """What one is in one's unit: the named person, the deputy, or one of the staff (H1)."""

    NAMED = "named"
    DEPUTY = "deputy"
    STAFF = "staff"


class AccountState(StrEnum):
    """Whether an account signs in, or has ended for good."""

    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in office: the role and what it answers for. "" and None where none."""

    role: Role
    division: str
    sector: str = ""
    venue: UUID | None = None
    unit: str = ""
    standing: Standing = Standing.STAFF


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is called, and the number to reach them in office; kept sealed."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account, without anything that signs in.

    `locked` tells that too many wrong passwords came in a row: an invitation anew opens it.
    """

    id: UUID
    number: str
    place: Place
    state: AccountState
    called: Called
    made_at: datetime
    locked: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is signed in at this browser: an account, or a shift's door phone.

    `proved_until` is how long the last proof is fresh.
    """

    actor: Actor
    seen_at: datetime
    ends_at: datetime
    proved_until: datetime | None

    @property
    def at_door(self) -> bool:
        """Tell whether it is a door phone, which has no account of its own."""
        return self.actor.role is Role.DOOR

    def proved(self, instant: datetime, lapse: Lapse) -> bool:
        """Tell whether the proof is fresh; one of further ahead came of a wrong clock."""
        until = self.proved_until
        return until is not None and instant < until <= instant + lapse.length


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift at one entrance, as its venue's manager sees it: no name, only times.

    `name` is what forms and addresses call it. It is offered until `open_until`, then taken or not.
    """

    name: str
    venue: UUID
    entrance: UUID
    made_at: datetime
    open_until: datetime
    taken_at: datetime | None
    until: datetime

    def offered(self, instant: datetime) -> bool:
        """Tell whether a door phone may still take it."""
        return self.taken_at is None and instant < self.open_until


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation, as who made it sees it: open until `ends_at`, or till it is taken.

    `name` is what forms and addresses call it. `anew` tells that it is for an account there is.
    """

    name: str
    place: Place
    called: Called
    made_at: datetime
    ends_at: datetime
    anew: bool = False
