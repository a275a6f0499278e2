"""The same admission again: brought up to date with what was measured, seen or refused since."""

from collections.abc import Sequence
from dataclasses import replace

from domain.admission.decide import Read, Temperature
from domain.admission.judging import (
    Judged,
    Lately,
    Service,
    judge,
    judged,
    looked,
    read_text,
    verify,
)
from domain.admission.records import AdmissionRecord
from domain.admission.rows import answer_of, changing
from domain.admission.store import kept, renew
from domain.admission.telling import tell_again
from domain.admission.values import Admitted, Call, Reason
from domain.credential.table import Answer
from domain.healthcode.behind import Behind, Seen, ended, named, person_now, worst_first
from domain.kernel.colour import Colour
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.values import Entrance


def brought_up(  # noqa: PLR0913, PLR0917 - now, then, the door, the call and where we are
    work: Work, ctx: Context, then: Context, entrance: Entrance, call: Call, place: Service
) -> Admitted:
    """Bring the admission of this id up to date; what was known of it goes on.

    `ctx` is now, and `then` as of when it happened.
    """
    rows = kept(work, entrance.venue.id, call.id)
    call = _joined(call, rows[0])
    if call.paper and rows[0].answer == Answer.OLD_PICTURE.value:
        found = judge(work, then, entrance, call, looked(work, ctx, then, call, place))
    else:
        found = _judged(work, ctx, then, entrance, call, rows, place)
    for row in rows:
        fresh = changing(then, call, found, row.reading)
        renew(work, row.venue_id, row.admission_id, fresh)
    tell_again(work, ctx, entrance, call, found)
    return answer_of(call, found)


def _joined(call: Call, row: AdmissionRecord) -> Call:
    """Add what is known already: an earlier message that comes late takes nothing back."""
    untouched = call.temperature is Temperature.NORMAL and call.reading is None
    old = row.answer == Answer.OLD_PICTURE.value
    return replace(
        call,
        at=row.at,
        temperature=Temperature(row.temperature) if untouched else call.temperature,
        seen=call.seen or row.seen,
        paper=call.paper or (call.seen and old),
        leaving=call.leaving or row.leaving,
        refused=call.refused or (Reason(row.refused) if row.refused else None),
        told=call.told or row.told,
    )


def _judged(  # noqa: PLR0913, PLR0917 - now, then, the door, the call, what is kept and where we are
    work: Work,
    ctx: Context,
    then: Context,
    entrance: Entrance,
    call: Call,
    rows: Sequence[AdmissionRecord],
    place: Service,
) -> Judged:
    """Judge anew what was read then, by the colour of now of whom it was about."""
    first, people = rows[0], _people(work, then, rows)
    if verify(work, ctx, call, people):
        people = _people(work, then, rows)
    colour = Colour(first.colour) if first.colour else None
    name, tail = "", ""
    if people and colour is not None:
        colour, name, tail = people[0].colour, named(people), ended(people)
    elif colour is not None:
        name, tail = _written(work, then, call, place)
    waits = any(each.waits for each in people)
    read = Read(first.answer, colour, first.compare, waits)
    past = Lately(warned=first.warned)
    return judged(then, entrance, call, read, people, past, name, tail)


def _people(work: Work, ctx: Context, rows: Sequence[AdmissionRecord]) -> tuple[Behind, ...]:
    return worst_first(
        person_now(work, ctx, row.person_id, row.holder_id)
        for row in rows
        if row.person_id is not None and row.holder_id is not None
    )


def _written(work: Work, ctx: Context, call: Call, place: Service) -> tuple[str, str]:
    """Give the masked name and the number's end that another region's code says."""
    seen = read_text(work, ctx, replace(call, paper=True), place)
    return (seen.verdict.name, seen.verdict.tail) if isinstance(seen, Seen) else ("", "")
