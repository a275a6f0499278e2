"""Leaving an audit entry, in the transaction of the act itself."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from sqlmodel import insert

from domain.audit.entry import Entry, mac_of
from domain.audit.records import AuditPendingRecord, AuditRecord
from domain.kernel.ids import event_id
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import keyed_index
from domain.storage.work import Work

_INSERT = insert(AuditRecord)
_WAITING = insert(AuditPendingRecord)


class Act(StrEnum):
    """The acts that leave an entry."""

    DECLARED = "declared"
    CORRECTED = "corrected"
    CLAIMED = "claimed"
    CLAIM_CONFIRMED = "claim_confirmed"
    CLAIM_PROVEN = "claim_proven"
    CLAIM_VERIFIED = "claim_verified"
    CLAIM_ENDED = "claim_ended"
    RISK_ACKNOWLEDGED = "risk_acknowledged"
    OBJECTED = "objected"
    OBJECTION_WITHDRAWN = "objection_withdrawn"
    LEFT = "left"
    LOOKED_UP = "looked_up"
    DEPARTED = "departed"
    STAYED_ON = "stayed_on"
    CODE_SENT = "code_sent"
    CODE_TAKEN = "code_taken"
    REMINDERS_ASKED = "reminders_asked"
    REMINDERS_ENDED = "reminders_ended"
    PROVED = "proved"
    PROOF_REFUSED = "proof_refused"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSKEY_REFUSED = "passkey_refused"
    BROUGHT_BACK = "brought_back"
    BROWSERS_ENDED = "browsers_ended"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_IN_CHANGED = "sign_in_changed"
    INVITED = "invited"
    INVITATION_TAKEN = "invitation_taken"
    INVITATION_ENDED = "invitation_ended"
    ACCOUNT_ENDED = "account_ended"
    SESSIONS_ENDED = "sessions_ended"
    SHIFT_MADE = "shift_made"
    SHIFT_ENDED = "shift_ended"
    GATE_MADE = "gate_made"
    GATE_ENDED = "gate_ended"
    LOOKED_UP_AT_DOOR = "looked_up_at_door"
    FACT_RECORDED = "fact_recorded"
    AREA_RECORDED = "area_recorded"
    COLOUR_CHANGED = "colour_changed"
    PURGED = "purged"
    DOWNLOADED = "downloaded"
    ERASED = "erased"
    VENUE_ASKED = "venue_asked"
    VENUE_IMPORTED = "venue_imported"
    VENUE_CONFIRMED = "venue_confirmed"
    VENUE_REFUSED = "venue_refused"
    VENUE_CLOSED = "venue_closed"
    VENUE_CHANGED = "venue_changed"
    ENTRANCE_ADDED = "entrance_added"
    ENTRANCE_CHANGED = "entrance_changed"
    ENTRANCE_CLOSED = "entrance_closed"
    POSTER_MADE = "poster_made"
    POSTER_REVOKED = "poster_revoked"
    POSTER_PRINTED = "poster_printed"
    POSTER_SEEN = "poster_seen"


def note(
    work: Work, ctx: Context, act: Act, person_id: UUID | None, fields: Iterable[str] = ()
) -> None:
    """Leave an entry: which act, about whom, which fields changed; never a field's value.

    Where it is about a venue its id stands in the place of a person's.
    """
    entry = Entry(
        entry_id=event_id(ctx.instant),
        at=ctx.instant,
        role=ctx.actor.role.value,
        actor_id=ctx.actor.id,
        act=act.value,
        subject=None if person_id is None else subject_index(ctx.ring, person_id),
        fields=",".join(fields),
        key_number=ctx.ring.current(Kind.AUDIT).number,
    )
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    work.connection.execute(_INSERT, row | {"mac": mac_of(ctx.ring, entry)})
    work.connection.execute(_WAITING, {"entry_id": entry.entry_id})


def subject_index(ring: KeyRing, person_id: UUID) -> bytes:
    """Give the keyed index under which a person's entries are found while their key lives."""
    return keyed_index(ring, "audit", person_id.hex)
