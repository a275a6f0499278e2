"""How far each claim on a person was believed at an earlier instant, as the audit lets one know."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.audit.history import Entry
from domain.audit.note import Act
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.storage.work import Work

_OF_PERSON = select(
    col(ClaimRecord.holder_id), col(ClaimRecord.state), col(ClaimRecord.made_at)
).where(col(ClaimRecord.person_id) == bindparam("person"))


class Held(NamedTuple):
    """A claim as it stands now, and since when there is one."""

    holder_id: UUID
    state: ClaimState
    made_at: datetime


def claims_on(work: Work, person_id: UUID) -> tuple[Held, ...]:
    """Give every claim on a person that is kept, ended ones too."""
    rows = work.connection.execute(_OF_PERSON, {"person": person_id}).all()
    return tuple(Held(holder, ClaimState(state), made_at) for holder, state, made_at in rows)


def counted_then(held: Held, entries: Sequence[Entry], then: datetime) -> bool | None:
    """Tell whether a claim counted at an instant; None where there was no such claim yet.

    A claim that counts keeps counting. One that waits is let through by another holder's
    confirmation, by proving its phone number where a code can be sent there, or, where none can,
    by declaring with the number of a claim that stands; every declaration notes its claim's state.
    """
    if held.made_at > then:
        return None
    if not held.state.counts:
        return False
    return any(_lets_through(entry, held.holder_id) for entry in entries if entry.at <= then)


def _lets_through(entry: Entry, holder_id: UUID) -> bool:
    match entry.act:
        case Act.CLAIM_CONFIRMED | Act.CLAIM_PROVEN:
            return holder_id.hex in entry.fields
        case Act.DECLARED:
            states = [state for state in ClaimState if state.value in entry.fields]
            return entry.actor_id == holder_id and any(state.counts for state in states)
        case _:
            return False
