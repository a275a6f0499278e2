"""Drafts: nothing typed is lost (product A7). One is open for each applicant of a holder.

A draft's id is the id its declaration will have; so two tabs, a double tap or a retry can only
ever make one declaration of it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select
from sqlmodel import col, delete, update

from domain.declaration.entries import NOTHING, Entries
from domain.declaration.records import DraftRecord
from domain.declaration.steps import Step
from domain.declaration.who import is_for_other
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.prepared import Prepared
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work

_CHANNEL = re.compile(r"[a-z0-9-]{1,24}")
_COLUMNS = (
    col(DraftRecord.declaration_id),
    col(DraftRecord.step),
    col(DraftRecord.channel),
    col(DraftRecord.corrects),
    col(DraftRecord.applicant),
    col(DraftRecord.person_id),
    col(DraftRecord.updated_at),
    col(DraftRecord.sealed),
)
_THIS = (
    col(DraftRecord.holder_id) == bindparam("holder"),
    col(DraftRecord.declaration_id) == bindparam("draft"),
)
_OPEN = Prepared(
    select(*_COLUMNS)
    .where(col(DraftRecord.holder_id) == bindparam("holder"), col(DraftRecord.person_id).is_(None))
    .order_by(col(DraftRecord.updated_at).desc(), col(DraftRecord.declaration_id).desc())
)
_NAMED = Prepared(select(*_COLUMNS).where(*_THIS))
_CLAIMED = Prepared(select(col(DraftRecord.person_id)).where(*_THIS).with_for_update())
_CLOSE = (
    update(DraftRecord)
    .where(*_THIS)
    .values(person_id=bindparam("person"), updated_at=bindparam("at"), sealed=bindparam("empty"))
)
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers on the way: the step to go on with, and the person once it was declared.

    `applicant` is the person they are about where the phone has them already.
    """

    id: UUID
    step: Step = Step.WHO
    entries: Entries = field(default_factory=lambda: NOTHING)
    channel: str = ""
    corrects: UUID | None = None
    applicant: UUID | None = None
    person_id: UUID | None = None
    updated_at: datetime | None = None

    @property
    def declared(self) -> bool:
        """Tell whether its declaration was made."""
        return self.person_id is not None


def read_channel(typed: str) -> str:
    """Give a partner's channel (product A1), or "": it is kept unsealed, so no free text may be."""
    return typed if _CHANNEL.fullmatch(typed) else ""


def open_draft(work: Work, ring: KeyRing, holder_id: UUID) -> Draft | None:
    """Give the holder's draft that is not declared yet, the one last touched of several."""
    return next(iter(open_drafts(work, ring, holder_id)), None)


def open_drafts(work: Work, ring: KeyRing, holder_id: UUID) -> Iterator[Draft]:
    """Give the holder's drafts that are not declared yet, the one last touched first."""
    return (_draft(ring, holder_id, row) for row in _OPEN.all(work, holder=holder_id))


def draft_named(work: Work, ring: KeyRing, holder_id: UUID, draft_id: UUID) -> Draft | None:
    """Give a holder's draft by its id, declared or not."""
    row = _NAMED.first(work, holder=holder_id, draft=draft_id)
    return None if row is None else _draft(ring, holder_id, row)


def draft_at(work: Work, ring: KeyRing, holder_id: UUID, draft_id: UUID | None) -> Draft | None:
    """Give the draft a form belongs to: the one it names, else the open one.

    A form whose draft is no more goes on with the holder's own, never with one about another.
    """
    if draft_id is None:
        return open_draft(work, ring, holder_id)
    named = draft_named(work, ring, holder_id, draft_id)
    if named is not None:
        return named
    going = open_drafts(work, ring, holder_id)
    return next((draft for draft in going if not is_for_other(draft.entries)), None)


def keep_draft(work: Work, ctx: Context, holder_id: UUID, draft: Draft) -> Draft:
    """Save a draft as it stands; raises GONE where it was declared meanwhile."""
    record = work.session.get(DraftRecord, (holder_id, draft.id), with_for_update=True)
    if record is None:
        record = DraftRecord(
            holder_id=holder_id,
            declaration_id=draft.id,
            step=draft.step,
            channel=read_channel(draft.channel),
            corrects=draft.corrects,
            applicant=draft.applicant,
            updated_at=ctx.instant,
            sealed=b"",
        )
    elif record.person_id is not None:
        raise DomainError(Refusal.GONE)
    record.step, record.updated_at = draft.step.value, ctx.instant
    record.sealed = _sealed(ctx.ring, holder_id, draft.id, draft.entries)
    work.session.add(record)
    work.session.flush()
    return draft


def close_draft(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> None:
    """Mark the act's draft as declared and empty it; raises CONFLICT if it named another person."""
    row = _CLAIMED.first(work, holder=holder_id, draft=ctx.nonce)
    if row is None:
        return
    if row[0] not in {None, person_id}:
        raise DomainError(Refusal.CONFLICT)
    emptied = {"person": person_id, "at": ctx.instant}
    emptied["empty"] = _sealed(ctx.ring, holder_id, ctx.nonce, {})
    work.connection.execute(_CLOSE, {"holder": holder_id, "draft": ctx.nonce, **emptied})


def discard_drafts(work: Work, holder_id: UUID, gone: Collection[UUID]) -> None:
    """Throw away drafts that are not declared: the holder begins anew."""
    work.session.exec(
        delete(DraftRecord)
        .where(
            col(DraftRecord.holder_id) == holder_id,
            col(DraftRecord.declaration_id).in_(gone),
            col(DraftRecord.person_id).is_(None),
        )
        .execution_options(synchronize_session="fetch")
    )


def _draft(ring: KeyRing, holder_id: UUID, row: Sequence[Any]) -> Draft:
    draft_id, step, channel, corrects, applicant, person_id, updated_at, sealed = row
    entries = _decode(unseal(ring, sealed, _cell(holder_id, draft_id)))
    about = (corrects, applicant, person_id)
    return Draft(draft_id, Step(step), entries, channel, *about, updated_at)


def _sealed(ring: KeyRing, holder_id: UUID, draft_id: UUID, entries: Entries) -> bytes:
    plain: Mapping[str, list[str]] = {name: list(values) for name, values in entries.items()}
    return seal(ring.current(Kind.SEAL), _encode(plain), _cell(holder_id, draft_id))


def _cell(holder_id: UUID, draft_id: UUID) -> Cell:
    return Cell("draft", "sealed", draft_id.bytes, holder_id)
