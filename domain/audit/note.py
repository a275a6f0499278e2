"""Leaving an audit entry, in the transaction of the act itself."""

import hashlib
import hmac
from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from sqlmodel import insert

from domain.audit.records import AuditRecord
from domain.kernel.ids import event_id
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import keyed_index
from domain.storage.work import Work

_INSERT = insert(AuditRecord)


class Act(StrEnum):
    """The acts that leave an entry."""

    DECLARED = "declared"
    CORRECTED = "corrected"
    CLAIMED = "claimed"
    CLAIM_CONFIRMED = "claim_confirmed"
    LEFT = "left"
    FACT_RECORDED = "fact_recorded"
    AREA_RECORDED = "area_recorded"
    COLOUR_CHANGED = "colour_changed"
    PURGED = "purged"


def note(
    work: Work, ctx: Context, act: Act, person_id: UUID | None, fields: Iterable[str] = ()
) -> None:
    """Leave an entry: which act, about whom, which fields changed; never a field's value."""
    entry = {
        "entry_id": event_id(ctx.instant),
        "at": ctx.instant,
        "role": ctx.actor.role.value,
        "actor_id": ctx.actor.id,
        "act": act.value,
        "subject": None if person_id is None else subject_index(ctx.ring, person_id),
        "fields": ",".join(fields),
    }
    key = ctx.ring.derived(Kind.AUDIT, "entry")
    entry["mac"] = hmac.digest(key, _canonical(entry), hashlib.sha256)
    work.connection.execute(_INSERT, entry)


def subject_index(ring: KeyRing, person_id: UUID) -> bytes:
    """Give the keyed index under which a person's entries are found while their key lives."""
    return keyed_index(ring, "audit", person_id.hex)


def _canonical(entry: dict[str, object]) -> bytes:
    """Give the bytes that the MAC covers: every column in order, hexed where not text."""
    subject = entry["subject"]
    parts = (
        str(entry["entry_id"]),
        str(entry["at"]),
        str(entry["role"]),
        str(entry["actor_id"]),
        str(entry["act"]),
        subject.hex() if isinstance(subject, bytes) else "",
        str(entry["fields"]),
    )
    return "\x1f".join(parts).encode()
