"""Drafts: nothing typed is lost (product A7). One is open for a holder at a time.

A draft's id is the id its declaration will have; so two tabs, a double tap or a retry can only
ever make one declaration of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlmodel import col, delete, select

from domain.declaration.entries import NOTHING, Entries
from domain.declaration.records import DraftRecord
from domain.declaration.steps import Step
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work

_LONGEST_CHANNEL = 24
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers on the way: the step to go on with, and the person once it was declared."""

    id: UUID
    step: Step = Step.WHO
    entries: Entries = field(default_factory=lambda: NOTHING)
    channel: str = ""
    corrects: UUID | None = None
    person_id: UUID | None = None
    updated_at: datetime | None = None

    @property
    def declared(self) -> bool:
        """Tell whether its declaration was made."""
        return self.person_id is not None


def open_draft(work: Work, ring: KeyRing, holder_id: UUID) -> Draft | None:
    """Give the holder's draft that is not declared yet, the latest where there are several."""
    found = work.session.exec(
        select(DraftRecord)
        .where(col(DraftRecord.holder_id) == holder_id, col(DraftRecord.person_id).is_(None))
        .order_by(col(DraftRecord.updated_at).desc())
        .limit(1)
    ).first()
    return None if found is None else _draft(ring, found)


def draft_named(work: Work, ring: KeyRing, holder_id: UUID, draft_id: UUID) -> Draft | None:
    """Give a holder's draft by its id, declared or not."""
    found = work.session.get(DraftRecord, (holder_id, draft_id))
    return None if found is None else _draft(ring, found)


def draft_at(work: Work, ring: KeyRing, holder_id: UUID, draft_id: UUID | None) -> Draft | None:
    """Give the draft a form belongs to: the one it names where that was declared, else the open."""
    named = None if draft_id is None else draft_named(work, ring, holder_id, draft_id)
    if named is not None and named.declared:
        return named
    return open_draft(work, ring, holder_id)


def keep_draft(work: Work, ctx: Context, holder_id: UUID, draft: Draft) -> Draft:
    """Save a draft as it stands; raises GONE where it was declared meanwhile."""
    record = work.session.get(DraftRecord, (holder_id, draft.id), with_for_update=True)
    if record is None:
        record = DraftRecord(
            holder_id=holder_id,
            declaration_id=draft.id,
            step=draft.step,
            channel=draft.channel[:_LONGEST_CHANNEL],
            corrects=draft.corrects,
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
    record = work.session.get(DraftRecord, (holder_id, ctx.nonce), with_for_update=True)
    if record is None:
        return
    if record.person_id not in {None, person_id}:
        raise DomainError(Refusal.CONFLICT)
    record.person_id, record.updated_at = person_id, ctx.instant
    record.sealed = _sealed(ctx.ring, holder_id, ctx.nonce, {})
    work.session.add(record)
    work.session.flush()


def discard_drafts(work: Work, holder_id: UUID) -> None:
    """Throw away what is not declared: the holder begins anew."""
    work.session.exec(
        delete(DraftRecord)
        .where(col(DraftRecord.holder_id) == holder_id, col(DraftRecord.person_id).is_(None))
        .execution_options(synchronize_session="fetch")
    )


def _draft(ring: KeyRing, record: DraftRecord) -> Draft:
    text = unseal(ring, record.sealed, _cell(record.holder_id, record.declaration_id))
    return Draft(
        id=record.declaration_id,
        step=Step(record.step),
        entries=_decode(text),
        channel=record.channel,
        corrects=record.corrects,
        person_id=record.person_id,
        updated_at=record.updated_at,
    )


def _sealed(ring: KeyRing, holder_id: UUID, draft_id: UUID, entries: Entries) -> bytes:
    plain: Mapping[str, list[str]] = {name: list(values) for name, values in entries.items()}
    return seal(ring.current(Kind.SEAL), _encode(plain), _cell(holder_id, draft_id))


def _cell(holder_id: UUID, draft_id: UUID) -> Cell:
    return Cell("draft", "sealed", draft_id.bytes, holder_id)
