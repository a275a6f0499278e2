"""Looking a code up by phone and document number, for a phone that is not recognised (A1, C4).

Where text messages can be sent, digits sent to that phone come before the answer.

Two numbers that others may know open no session and tell nothing but what the public card tells
(trust.md T1). One that finds nobody runs the same statements over a made-up nobody, leaves the
same trace, and takes the same way through this code: only what it shows differs.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, insert, update

from domain.assessment.values import FOREVER
from domain.audit.note import Act, note
from domain.healthcode.asking import Asked
from domain.healthcode.objecting import settle
from domain.healthcode.records import CodeRecord, LookupRecord
from domain.healthcode.show import KEPT, pulse_in, renew
from domain.healthcode.telling import tell_of_lookup
from domain.healthcode.tokens import HANDLE_BYTES
from domain.healthcode.values import LookedUp, TooOften
from domain.household.claim import CLAIMS_BY_PHONE, member_of, phone_index
from domain.household.known import known_in, sealed_nobody
from domain.kernel.colour import Colour
from domain.kernel.problems import DomainError, Refusal
from domain.limits.spend import Spent, spend
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, check_code, send_code
from domain.people.masking import mask
from domain.people.store import PERSON_BY_DOCUMENT, document_index, lock_person
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

VALID = timedelta(minutes=10)
"""How long the QR of a look-up is good for."""
NOBODY = UUID(int=0)
"""Under whose id a look-up that found nobody is kept."""
_CLAIM = CLAIMS_BY_PHONE.c
_FOUND = Prepared(
    select(
        *KEPT,
        _CLAIM.person_id,
        _CLAIM.holder_id,
        _CLAIM.sealed,
        col(CodeRecord.registered),
        col(CodeRecord.until),
    )
    .join(
        CLAIMS_BY_PHONE,
        (_CLAIM.person_id == col(CodeRecord.person_id))
        & (_CLAIM.holder_id == col(CodeRecord.holder_id)),
    )
    .join(PERSON_BY_DOCUMENT, PERSON_BY_DOCUMENT.c.person_id == _CLAIM.person_id)
    # A claim that was verified goes before one that merely stands, the latest of each first.
    .order_by(_CLAIM.state.desc(), _CLAIM.active_at.desc())
    .limit(1)
)
_PERSON = len(KEPT)
_NAMES = ("lookup_phone", "lookup_document", "lookup_network")
_INSERT = insert(LookupRecord)
_BY_HANDLE = Prepared(
    select(col(LookupRecord.person_id), col(LookupRecord.holder_id), col(LookupRecord.at)).where(
        col(LookupRecord.handle) == bindparam("handle")
    )
)
_SEEN = (
    update(LookupRecord)
    .where(col(LookupRecord.person_id) == bindparam("person"), col(LookupRecord.seen_at).is_(None))
    .values(seen_at=bindparam("now"))
)


class _Subjects(NamedTuple):
    """Whose attempts are counted: keyed indexes of phone, document and network."""

    phone: bytes
    document: bytes
    network: bytes


def look_up(work: Work, ctx: Context, asked: Asked, network: bytes) -> LookedUp | TooOften:
    """Look a code up; `network` is the keyed index of the asker's part of the internet.

    It answers with a value whatever happens, so that every attempt is counted. Raises CONFLICT
    where digits are to be asked for first.
    """
    if ctx.texts:
        raise DomainError(Refusal.CONFLICT)
    subjects = _subjects(ctx, asked, network)
    return _spent(work, ctx, subjects) or _found(work, ctx, subjects)


def send_lookup_code(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its values
    work: Work, ctx: Context, asked: Asked, asker: Asker, browser: bytes, digits: str
) -> TooOften | None:
    """Send digits to that phone if both numbers have a code together; nothing tells whether.

    `browser` is the hash of its cookie's secret. A look-up is spent here; one that may not be made
    is a value, so that it counts.
    """
    subjects = _subjects(ctx, asked, asker.network)
    refused = _spent(work, ctx, subjects)
    if refused is not None:
        return refused
    known = _row(work, ctx, subjects)[_PERSON] != NOBODY
    try:
        send_code(work, ctx, _binding(asked, subjects, browser), asker, digits, known=known)
    except DomainError as many:
        return TooOften(many.retry_after or 0)
    return None


def look_up_by_code(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its values
    work: Work, ctx: Context, asked: Asked, network: bytes, browser: bytes, typed: str
) -> LookedUp | CodeFault:
    """Look a code up with the digits that were sent for these two numbers to this browser."""
    subjects = _subjects(ctx, asked, network)
    fault = check_code(work, ctx, _binding(asked, subjects, browser), typed)
    return fault or _found(work, ctx, subjects)


def _subjects(ctx: Context, asked: Asked, network: bytes) -> _Subjects:
    return _Subjects(
        phone_index(ctx.ring, asked.phone),
        document_index(ctx.ring, asked.document, asked.nationality),
        network,
    )


def _binding(asked: Asked, subjects: _Subjects, browser: bytes) -> Binding:
    """Bind digits to the document too: what was sent for one opens no other of that phone."""
    bound = hashlib.sha256(browser + subjects.document).digest()
    return Binding(asked.phone, Purpose.LOOK_UP, bound)


def _found(work: Work, ctx: Context, subjects: _Subjects) -> LookedUp:
    """Give the code as of this instant, the trace left."""
    row = _row(work, ctx, subjects)
    lock_person(work, row[_PERSON])
    if pulse_in(ctx, ctx.policies.set_at(ctx.instant), row).stale:
        renew(work, ctx, row[_PERSON], row[_PERSON + 1])
        row = _row(work, ctx, subjects)
    return _noted(work, ctx, subjects, row)


def looked_up_code(work: Work, handle: bytes) -> tuple[UUID, UUID, datetime] | None:
    """Give the person and holder of the code that a look-up's QR names, and when that was."""
    row = _BY_HANDLE.first(work, handle=handle)
    return None if row is None or row[0] == NOBODY else (row[0], row[1], row[2])


def note_look(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Leave the trace of a look-up that gives no QR, as at a door; NOBODY twice for one in vain."""
    handle = secrets.token_bytes(HANDLE_BYTES)
    kept = {"handle": handle, "person_id": person_id, "holder_id": holder_id, "at": ctx.instant}
    work.connection.execute(_INSERT, kept)
    tell_of_lookup(work, person_id)


def take_note(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Note that a holder whose claim stands knows of the look-ups so far, of the whole person."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None or not member.state.stands:
        raise DomainError(Refusal.NOT_FOUND)
    work.connection.execute(_SEEN, {"person": person_id, "now": ctx.instant})
    settle(work, ctx, person_id, holder_id)


def _spent(work: Work, ctx: Context, subjects: _Subjects) -> TooOften | None:
    """Spend one look-up, and one miss, which a hit gives back; give what is past its limit.

    Misses are not counted where digits come first: nobody learns by them.
    """
    limits = ctx.policies.limits
    rates = (limits.lookup_by_phone, limits.lookup_by_document, limits.lookup_by_network)
    spent = [
        spend(work, ctx.instant, name, rate, subject)
        for name, rate, subject in zip(_NAMES, rates, subjects, strict=True)
    ]
    if not ctx.texts and all(each.allowed for each in spent):
        spent = _misses(work, ctx, subjects, 1)
    waits = [each.retry_after for each in spent if not each.allowed]
    return TooOften(max(waits)) if waits else None


def _misses(work: Work, ctx: Context, subjects: _Subjects, many: int) -> list[Spent]:
    """Count misses of a phone number and of a document, or give them back."""
    rate = ctx.policies.limits.lookup_misses
    return [
        spend(work, ctx.instant, f"misses_{name}", rate, subject, many)
        for name, subject in zip(_NAMES[:2], subjects[:2], strict=True)
    ]


def _row(work: Work, ctx: Context, subjects: _Subjects) -> tuple[Any, ...]:
    """Give the code that was asked for, or nobody's: grey, and fresh."""
    found = _FOUND.first(work, phone=subjects.phone, document=subjects.document)
    rules = ctx.policies.set_at(ctx.instant)
    kept = (Colour.GREY, 0, ctx.instant, FOREVER, rules.id, 0, 0, 0, 0)
    nobody = (*kept, NOBODY, NOBODY, sealed_nobody(ctx.ring, NOBODY), None, None)
    return nobody if found is None else found


def _noted(work: Work, ctx: Context, subjects: _Subjects, row: tuple[Any, ...]) -> LookedUp:
    """Leave the trace of a look-up and give what it shows."""
    person_id, holder_id, sealed, registered, until = row[_PERSON:]
    known, handle = person_id != NOBODY, secrets.token_bytes(HANDLE_BYTES)
    kept = {"handle": handle, "person_id": person_id, "holder_id": holder_id, "at": ctx.instant}
    work.connection.execute(_INSERT, kept)
    _misses(work, ctx, subjects, -(known and not ctx.texts))
    tell_of_lookup(work, person_id)
    note(work, ctx, Act.LOOKED_UP, person_id)
    return LookedUp(
        known=known,
        colour=Colour(row[0]),
        masked=mask(known_in(ctx.ring, person_id, holder_id, sealed).name),
        registered=registered,
        until=until,
        handle=handle,
        at=ctx.instant,
        through=ctx.instant + VALID,
    )
