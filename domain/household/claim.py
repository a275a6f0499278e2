"""Claiming a person for a holder, and reading claims back."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlmodel import col, insert, update

from domain.audit.note import Act, note
from domain.household.claims import ClaimState, Tie, state_of_claim
from domain.household.counting import IN_HAND, count_members, require_room
from domain.household.known import known_in, seal_known
from domain.household.records import ClaimRecord, HolderRecord
from domain.household.values import SELF, Known, Member
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.prepared import Prepared
from domain.storage.sealing import keyed_index
from domain.storage.work import Work

_STATED = ("relationship", "consent", "state", "phone_index", "sealed", "active_at")
_TIES = Prepared(
    select(col(ClaimRecord.holder_id), col(ClaimRecord.state), col(ClaimRecord.phone_index)).where(
        col(ClaimRecord.person_id) == bindparam("person")
    )
)
_MEMBER_COLUMNS = (
    col(ClaimRecord.person_id),
    col(ClaimRecord.holder_id),
    col(ClaimRecord.relationship),
    col(ClaimRecord.state),
    col(ClaimRecord.sealed),
    col(ClaimRecord.attention),
    col(ClaimRecord.consent),
)
CLAIMS = select(*_MEMBER_COLUMNS).subquery("claims")
"""Claims for a statement of a room above; a row of its columns is what `member_in` opens."""
_STANDS = or_(*(col(ClaimRecord.state) == state.value for state in ClaimState if state.stands))
CLAIMS_BY_PHONE = (
    select(*_MEMBER_COLUMNS, col(ClaimRecord.active_at))
    .where(col(ClaimRecord.phone_index) == bindparam("phone"), _STANDS)
    .subquery("claims_by_phone")
)
"""The same of the claims that stand and were made with the phone number of index `phone`."""
_MEMBERS = (
    select(*_MEMBER_COLUMNS)
    .where(col(ClaimRecord.holder_id) == bindparam("holder"), IN_HAND)
    .order_by(col(ClaimRecord.made_at))
)
_MEMBER = Prepared(
    select(*_MEMBER_COLUMNS).where(
        col(ClaimRecord.person_id) == bindparam("person"),
        col(ClaimRecord.holder_id) == bindparam("holder"),
    )
)
_LOCK = Prepared(
    select(col(HolderRecord.holder_id))
    .where(col(HolderRecord.holder_id) == bindparam("holder"))
    .with_for_update()
)
_NEW = insert(ClaimRecord)
_RENEW = (
    update(ClaimRecord)
    .where(
        col(ClaimRecord.person_id) == bindparam("person"),
        col(ClaimRecord.holder_id) == bindparam("holder"),
    )
    .values({name: bindparam(name) for name in _STATED})
)
_SHOW = (
    update(HolderRecord)
    .where(col(HolderRecord.holder_id) == bindparam("holder"))
    .values(person_id=bindparam("person"), active_at=bindparam("at"))
)
_CALL_ALL = (
    update(ClaimRecord)
    .where(col(ClaimRecord.person_id) == bindparam("person"), _STANDS)
    .values(attention=True)
)


def claim(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its five values
    work: Work,
    ctx: Context,
    person_id: UUID,
    holder_id: UUID,
    relationship: str,
    known: Known,
    consent: str = "",
) -> ClaimState:
    """Tie a person to a holder, or renew the tie; give how far it is believed.

    The holder shows this person from now on. Whoever declared for themselves stays themselves.
    Raises HOUSEHOLD_FULL past a household's size, TOO_MANY past a day's claims.
    """
    index = phone_index(ctx.ring, known.phone)
    state = state_of_claim(ties_of(work, person_id), holder_id, index, texts=ctx.texts)
    sealed = seal_known(ctx.ring, person_id, holder_id, known)
    at = {"person": person_id, "holder": holder_id}
    before = _MEMBER.first(work, **at)
    own = before is not None and before[2] == SELF and not ClaimState(before[3]).is_over
    stated = {
        "relationship": SELF if own else relationship,
        "consent": "" if own or relationship == SELF else consent,
        "state": state.value,
        "phone_index": index,
        "sealed": sealed,
        "active_at": ctx.instant,
    }
    if before is None or ClaimState(before[3]).is_over:
        lock_holder(work, holder_id)
        require_room(work, ctx, holder_id, index)
        note(work, ctx, Act.CLAIMED, person_id, ("relationship", "consent", "state"))
    if before is None:
        key = {"person_id": person_id, "holder_id": holder_id}
        fresh = {"made_at": ctx.instant, "attention": False}
        work.connection.execute(_NEW, {**key, **fresh, **stated})
    else:
        work.connection.execute(_RENEW, {**at, **stated})
        if ClaimState(before[3]).is_over and before[5]:
            # It told of an end that is no more.
            call_attention(work, person_id, (holder_id,), on=False)
    count_members(work, holder_id)
    show(work, ctx, holder_id, person_id)
    return state


def call_attention(
    work: Work, person_id: UUID, holders: Collection[UUID], *, on: bool = True
) -> None:
    """Mark these holders' claims on a person as having something to be told of, or nothing more."""
    work.session.exec(
        update(ClaimRecord)
        .where(col(ClaimRecord.person_id) == person_id, col(ClaimRecord.holder_id).in_(holders))
        .values(attention=on)
    )


def call_all(work: Work, person_id: UUID) -> None:
    """Mark every claim that stands on a person, in one statement whoever that is."""
    work.connection.execute(_CALL_ALL, {"person": person_id})


def show(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> None:
    """Make a holder's phone show this applicant."""
    at = {"holder": holder_id, "person": person_id, "at": ctx.instant}
    work.connection.execute(_SHOW, at)


def lock_holder(work: Work, holder_id: UUID) -> None:
    """Take a holder until the verb ends, before it counts what they have."""
    _LOCK.first(work, holder=holder_id)


def ties_of(work: Work, person_id: UUID) -> Sequence[Tie]:
    """Give every claim on a person, released ones too, ended ones left out."""
    rows = _TIES.all(work, person=person_id)
    ties = [Tie(holder, ClaimState(state), index) for holder, state, index in rows]
    return [tie for tie in ties if tie.state is not ClaimState.ENDED]


def has_people(work: Work, holder_id: UUID) -> bool:
    """Tell whether a holder has any applicant."""
    chosen = _MEMBERS.with_only_columns(col(ClaimRecord.person_id)).limit(1)
    return work.connection.execute(chosen, {"holder": holder_id}).first() is not None


def members_of(work: Work, ring: KeyRing, holder_id: UUID) -> tuple[Member, ...]:
    """Give a holder's applicants in the order in which they came."""
    rows = work.connection.execute(_MEMBERS, {"holder": holder_id}).all()
    return tuple(_member(ring, row) for row in rows)


def member_of(work: Work, ring: KeyRing, person_id: UUID, holder_id: UUID) -> Member | None:
    """Give one applicant of a holder, or None where there is no such claim."""
    row = _MEMBER.first(work, person=person_id, holder=holder_id)
    return None if row is None else member_in(ring, row)


def member_in(ring: KeyRing, row: Sequence[Any]) -> Member | None:
    """Give the applicant that a row of CLAIMS tells of, None where the claim is over."""
    return None if ClaimState(row[3]).is_over else _member(ring, row)


def phone_index(ring: KeyRing, phone: str) -> bytes:
    """Give the keyed index of an E.164 number; never unique, families share phones."""
    return keyed_index(ring, "phone", phone)


def _member(ring: KeyRing, row: Sequence[Any]) -> Member:
    person, holder, relationship, state, sealed, attention, consent = row
    known = known_in(ring, person, holder, sealed)
    return Member(person, holder, relationship, ClaimState(state), known, bool(attention), consent)
