"""Looking somebody without a phone up by their document, at a door, with consent (product F6).

It shows no more than a scan does, counts against a shift's and a document's budget whether or not
it finds anybody, and the person sees that it was done. Only claims that stand are looked at, the
verified before the others; what a stranger declared colours nobody here.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from domain.admission.decide import NO_CODE, Read
from domain.admission.judging import Lately, judged, of_the_last_day
from domain.admission.rows import answer_of, changing, new_row
from domain.admission.store import kept, put, renew
from domain.admission.telling import tell, tell_again
from domain.admission.values import Admitted, Call, How
from domain.audit.note import Act, note
from domain.credential.table import Answer
from domain.declaration.document import nationality_in
from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.healthcode.behind import person_of_document
from domain.healthcode.lookup import NOBODY, note_look
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.limits.spend import spend
from domain.people.documents import Document, DocumentFault, DocumentKind, read_document
from domain.people.store import document_index, lock_person
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
from domain.storage.work import Work
from domain.venues.store import entrance_of_actor
from domain.venues.values import Entrance


class DoorFault(StrEnum):
    """What can be wrong with a look-up at a door besides the document."""

    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class DoorAsked:
    """Whose document lies before the guard; `nationality` is an ISO 3166 code or ZZ."""

    document: Document
    nationality: str


@dataclass(frozen=True, slots=True)
class LookedTooOften:
    """A look-up past a limit, with the seconds to wait; nothing was looked for."""

    retry_after: int


def read_document_asked(entries: Entries, terms: Terms) -> DoorAsked | tuple[Problem, ...]:
    """Read a document as the declaration reads it; the person's consent must be ticked."""
    reading = Reading(entries, terms)
    kind = reading.choice("kind", DocumentKind, Fault.KIND_MISSING)
    document = read_document(kind, one(entries, "number"), terms.today)
    if isinstance(document, DocumentFault):
        reading.fail("number", document)
        document = Document(kind, "")
    nationality = nationality_in(reading, kind)
    if one(entries, "consent") != "yes":
        reading.fail("consent", DoorFault.NO_CONSENT)
    return reading.outcome(DoorAsked(document, nationality))


def look_up_at_door(
    work: Work, ctx: Context, asked: DoorAsked, call: Call
) -> Admitted | LookedTooOften:
    """Look a document up and admit whose it is; one that has no code is told to apply.

    It answers with a value past a limit, so that every attempt counts. Raises NOT_FOUND where the
    door is closed. The same form about the same person again is the same admission, brought up to
    date with what was measured since; about anybody else it is another one, and leaves its trace.
    """
    entrance = entrance_of_actor(work, ctx.actor)
    if entrance is None:
        raise DomainError(Refusal.NOT_FOUND)
    index = document_index(ctx.ring, asked.document, asked.nationality)
    wait = _spent(work, ctx, entrance, index)
    if wait is not None:
        return wait
    found = person_of_document(work, ctx, index)
    whose = (NOBODY, NOBODY) if found is None else (found.person_id, found.holder_id)
    lock_person(work, whose[0])
    call = replace(call, id=_id_of(ctx.ring, call.id, index, whose[0]))
    people = () if found is None else (found,)
    read = Read(NO_CODE) if found is None else Read(Answer.CHECKED.value, found.colour)
    past = of_the_last_day(work, ctx, entrance, call, people) if people else Lately()
    name = "" if found is None else found.masked
    made = judged(ctx, entrance, call, read, people, past, name)
    row = new_row(ctx, entrance, call, made, How.DOCUMENT)
    row |= {"taken_at": ctx.instant, "delivered_at": None}
    if found is not None:
        row |= {"person_id": found.person_id, "holder_id": found.holder_id}
    if put(work, row):
        note_look(work, ctx, *whose)
        note(work, ctx, Act.LOOKED_UP_AT_DOOR, whose[0], ("document",))
        tell(work, ctx, entrance, call, made)
    else:
        first = kept(work, entrance.venue.id, call.id)[0]
        renew(work, entrance.venue.id, call.id, changing(ctx, call, made, first.reading))
        tell_again(work, ctx, entrance, call, made)
    return answer_of(call, made)


def _id_of(ring: KeyRing, form: UUID, index: bytes, person: UUID) -> UUID:
    """Give the admission's id: a form that is sent again about somebody else hides nothing."""
    about = f"{form.hex} {index.hex()} {person.hex}"
    return UUID(bytes=keyed_index(ring, "door_lookup", about))


def _spent(work: Work, ctx: Context, entrance: Entrance, index: bytes) -> LookedTooOften | None:
    """Spend one look-up of the shift's budget and one of the document's; give what is past it."""
    limits, who = ctx.policies.limits, ctx.actor.id
    assert who is not None  # noqa: S101 - staff are known by their account or shift
    size = entrance.venue.size
    budget = {
        "small": limits.door_lookups_small,
        "medium": limits.door_lookups_medium,
        "large": limits.door_lookups_large,
    }[size.value]
    spent = (
        spend(work, ctx.instant, "door_lookups", budget, who.bytes),
        spend(work, ctx.instant, "door_document", limits.door_lookups_by_document, index),
    )
    waits = [each.retry_after for each in spent if not each.allowed]
    return LookedTooOften(max(waits)) if waits else None
