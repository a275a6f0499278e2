"""Declaring: storing what an application states, once, and letting it mend an earlier slip."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from domain.audit.note import Act, note
from domain.declaration.drafts import close_draft
from domain.declaration.records import DeclarationRecord
from domain.declaration.store import is_kept, keep, opened, record_of
from domain.declaration.values import Application, Declaration
from domain.kernel.clock import SKEW
from domain.people.store import bump_revision
from domain.policy.context import Context
from domain.storage.work import Work


@dataclass(frozen=True, slots=True)
class Declared:
    """A stored declaration; `corrected` tells whether it took the place of the one it names.

    A correction asked for after the policy's window is stored as a further declaration instead.
    """

    declaration: Declaration
    corrected: bool = False


def declare(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, application: Application
) -> Declared:
    """Store a declaration under the act's nonce; the same nonce again gives the same one."""
    known = (
        record_of(work, person_id, ctx.nonce)
        if declared_before(work, person_id, ctx.nonce)
        else None
    )
    if known is not None:
        return Declared(opened(ctx.ring, known), known.corrects is not None)
    close_draft(work, ctx, holder_id, person_id)
    declaration = keep(work, ctx, person_id, holder_id, application)
    mended = _mendable(work, ctx, person_id, holder_id, application.corrects)
    if mended is not None:
        mended.corrected_by = ctx.nonce
        work.session.add(mended)
        work.session.flush()
        _mark(work, person_id, ctx.nonce, mended.declaration_id)
        note(work, ctx, Act.CORRECTED, person_id, ("journey", "stay", "health"))
    bump_revision(work, person_id)
    return Declared(declaration, mended is not None)


def declared_before(work: Work, person_id: UUID, declaration_id: UUID) -> bool:
    """Tell whether an act was taken already: a double tap, a retry, a reload."""
    return is_kept(work, person_id, declaration_id)


def _mendable(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, corrects: UUID | None
) -> DeclarationRecord | None:
    """Give the declaration that may still be mended freely: one's own, fresh, not mended yet."""
    record = None if corrects is None else record_of(work, person_id, corrects)
    if record is None or record.holder_id != holder_id or record.corrected_by is not None:
        return None
    free = timedelta(minutes=ctx.policies.set_at(ctx.instant).corrections.free_minutes)
    made = record.declared_at
    return record if made - SKEW <= ctx.instant < made + free else None


def _mark(work: Work, person_id: UUID, declaration_id: UUID, corrects: UUID) -> None:
    record = record_of(work, person_id, declaration_id)
    if record is not None:
        record.corrects = corrects
        work.session.flush()
