"""The applicants of one phone: named without telling who they are, switched, and ended."""

import hmac
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, update

from domain.audit.note import Act, note
from domain.household.claim import CLAIMS, lock_holder, show
from domain.household.claims import ClaimState
from domain.household.counting import IN_HAND, count_members
from domain.household.proxies import may_remove
from domain.household.records import ClaimRecord, HolderRecord
from domain.household.values import SELF, Sharer
from domain.kernel.mac import mac
from domain.kernel.problems import DomainError, Refusal
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_NAME_BYTES = 16
_PEOPLE = Prepared(
    select(col(ClaimRecord.person_id))
    .where(
        col(ClaimRecord.holder_id) == bindparam("holder"),
        IN_HAND,
    )
    .order_by((col(ClaimRecord.relationship) == SELF).desc(), col(ClaimRecord.made_at))
)
_SHOWN = Prepared(
    select(col(HolderRecord.person_id)).where(col(HolderRecord.holder_id) == bindparam("holder"))
)
_WAITING = Prepared(
    select(col(ClaimRecord.holder_id)).where(
        col(ClaimRecord.person_id) == bindparam("person"),
        col(ClaimRecord.state) == ClaimState.PENDING.value,
    )
)
_SHARERS = Prepared(
    select(
        col(ClaimRecord.holder_id),
        col(ClaimRecord.relationship),
        col(ClaimRecord.state),
        col(ClaimRecord.made_at),
    )
    .where(
        col(ClaimRecord.person_id) == bindparam("person"),
        IN_HAND,
    )
    .order_by(col(ClaimRecord.made_at))
)
_EMPTIED = {
    "state": ClaimState.RELEASED.value,
    "sealed": b"",
    "phone_index": b"",
    "attention": False,
}


def name_on_phone(ring: KeyRing, person_id: UUID, holder_id: UUID) -> str:
    """Give the stable name of a person on one phone: it tells nothing to anybody else."""
    key = ring.derived(Kind.BROWSER, "card")
    about = person_id.bytes + holder_id.bytes
    return mac(key, about)[:_NAME_BYTES].hex()


def people_of(work: Work, holder_id: UUID) -> tuple[UUID, ...]:
    """Give whom a holder has: themselves first, then in the order in which they came."""
    return tuple(row[0] for row in _PEOPLE.all(work, holder=holder_id))


def own_first() -> tuple[Any, ...]:
    """Give the order in which a statement with CLAIMS lists a phone's people, as they are told."""
    came = aliased(ClaimRecord)
    since = select(col(came.made_at)).where(
        col(came.person_id) == CLAIMS.c.person_id, col(came.holder_id) == CLAIMS.c.holder_id
    )
    return (CLAIMS.c.relationship == SELF).desc(), since.scalar_subquery()


def waiting_beside(person: Any) -> Any:
    """Count the claims that wait on a statement's person, for a room above."""
    waits = aliased(ClaimRecord)
    return (
        select(func.count())
        .where(col(waits.person_id) == person, col(waits.state) == ClaimState.PENDING.value)
        .scalar_subquery()
    )


def waiting_of(work: Work, person_id: UUID) -> tuple[UUID, ...]:
    """Give the holders whose claim on a person waits for the document to be seen."""
    return tuple(row[0] for row in _WAITING.all(work, person=person_id))


def shown_on(work: Work, holder_id: UUID) -> UUID | None:
    """Give whom a holder's phone shows."""
    row = _SHOWN.first(work, holder=holder_id)
    return None if row is None else row[0]


def person_named(work: Work, ring: KeyRing, holder_id: UUID, name: str) -> UUID:
    """Give the applicant of a holder by their name on the phone; raises NOT_FOUND for nobody."""
    for person_id in people_of(work, holder_id):
        own = name_on_phone(ring, person_id, holder_id)
        if hmac.compare_digest(own.encode(), name.encode("utf-8", "replace")):
            return person_id
    raise DomainError(Refusal.NOT_FOUND)


def switch(work: Work, ctx: Context, holder_id: UUID, name: str) -> None:
    """Let a holder's phone show another of its applicants."""
    show(work, ctx, holder_id, person_named(work, ctx.ring, holder_id, name))


def sharers_of(work: Work, person_id: UUID) -> tuple[Sharer, ...]:
    """Give every holder who has a person on their phone, the earliest first."""
    rows = _SHARERS.all(work, person=person_id)
    return tuple(Sharer(row[0], row[1], ClaimState(row[2]), row[3]) for row in rows)


def require_removable(work: Work, person_id: UUID, holder_id: UUID, other: UUID, age: int) -> None:
    """Refuse with NOT_FOUND what `may_remove` does not allow; the person is to be locked."""
    keepers = {each.holder_id: each for each in sharers_of(work, person_id)}
    mine, theirs = keepers.get(holder_id), keepers.get(other)
    if mine is None or theirs is None or not may_remove(mine, theirs, age):
        raise DomainError(Refusal.NOT_FOUND)


def end_claim(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bool:
    """End a holder's claim on a person; tell whether there was one.

    What was declared under it goes on to count where it counted. The phone then shows somebody
    else of its own, or nobody.
    """
    lock_person(work, person_id)
    states = {each.holder_id: each.state for each in sharers_of(work, person_id)}
    if holder_id not in states:
        return False
    lock_holder(work, holder_id)
    this = (col(ClaimRecord.person_id) == person_id, col(ClaimRecord.holder_id) == holder_id)
    if states[holder_id].stands:
        work.session.exec(update(ClaimRecord).where(*this).values(**_EMPTIED))
    else:
        work.session.exec(delete(ClaimRecord).where(*this))
    note(work, ctx, Act.CLAIM_ENDED, person_id, ("state", holder_id.hex))
    bump_revision(work, person_id)
    count_members(work, holder_id)
    _show_another(work, holder_id, person_id)
    return True


def _show_another(work: Work, holder_id: UUID, gone: UUID) -> None:
    left = next(iter(people_of(work, holder_id)), None)
    work.session.exec(
        update(HolderRecord)
        .where(col(HolderRecord.holder_id) == holder_id, col(HolderRecord.person_id) == gone)
        .values(person_id=left)
    )
