"""The plain scan: a door phone admits one live code at which nothing else happens.

As many at once as there are (ADR 27), in four statements: who scans and where, who stands behind
the codes, what their last day tells, and the rows. What is more than that, a fever, an alert, a
document seen, a second call of an id, is `admit`'s: its answer here is None, and nothing written.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam

from domain.accounts.sessions import DOOR_SESSIONS, door_actor_in
from domain.admission.admit import happened
from domain.admission.decide import Read
from domain.admission.judging import Judged, Lately, judged
from domain.admission.rows import answer_of, new_row
from domain.admission.store import Today, put_all, tallies
from domain.admission.telling import is_due
from domain.admission.values import Admitted, Call, How
from domain.healthcode.behind import Behind, behind_handles, live_handle, live_seen
from domain.kernel.days import day_of, start_of
from domain.kernel.tokens import token_hash
from domain.policy.context import Context
from domain.policy.doors import DoorAct
from domain.storage.grouped import Call as GroupedCall
from domain.storage.grouped import Grouped
from domain.storage.prepared import Prepared
from domain.storage.work import Work
from domain.venues.store import ENTRANCE, OPEN, VENUE, entrance_in
from domain.venues.values import Entrance

_WIDTH = len(VENUE) + len(ENTRANCE)


@dataclass(frozen=True, slots=True)
class Plain:
    """A call that may be plain, and the handle of the live code in its text."""

    call: Call
    handle: bytes


@dataclass(frozen=True, slots=True)
class _AtDoor:
    """One call with all that is read for it."""

    ctx: Context
    entrance: Entrance
    call: Call
    person: Behind


def plain_of(ctx: Context, call: Call, host: str) -> Plain | None:
    """Give a call by a live code at which nothing was measured, seen or refused; None for more."""
    more = call.temperature.is_high or call.reading is not None or call.refused is not None
    if more or call.seen or call.paper:
        return None
    handle = live_handle(ctx, call.text, host)
    return None if handle is None else Plain(call, handle)


def _many(work: Work, calls: Sequence[GroupedCall]) -> Sequence[Admitted | None]:
    """Admit by the sessions of door phones; None, and nothing written, where that is another act.

    Whose sessions they are, and until when, is read here: no other read goes before. Everything is
    looked up first, then written by one statement.
    """
    found = dict(_at_doors(work, calls))
    answers: list[Admitted | None] = [None] * len(calls)
    if not found:
        return answers
    first = next(iter(found.values())).ctx
    measured, today = first.policies.doors.temperature, day_of(first.instant)
    since = min(each.ctx.instant for each in found.values())
    since -= max(measured.first, measured.again) + timedelta(minutes=1)
    people = {each.person.person_id for each in found.values()}
    past = tallies(work, people, since, start_of(today))
    chosen: dict[tuple[UUID, UUID], tuple[int, Judged]] = {}
    rows: list[dict[str, Any]] = []
    for n, each in found.items():
        # One of a person and one of an id in a group: the next one is to find this one's row.
        if each.person.person_id not in people or day_of(each.ctx.instant) != today:
            continue
        verdict = _judged(each, past.get(each.person.person_id, {}))
        key = each.entrance.venue.id, each.call.id
        if verdict is None or key in chosen:
            continue
        people.discard(each.person.person_id)
        chosen[key] = n, verdict
        rows.append(_row(each, verdict))
    for key in put_all(work, rows):
        n, verdict = chosen[key]
        answers[n] = answer_of(found[n].call, verdict)
    return answers


def _at_doors(work: Work, calls: Sequence[GroupedCall]) -> list[tuple[int, _AtDoor]]:
    """Give, by their places, the calls of phones whose shift goes on, by a code that is there."""
    doors = _doors(work, {token for _, token, _ in calls})
    stood: list[tuple[int, Context, Entrance]] = []
    for n, (ctx, token, _) in enumerate(calls):
        if token not in doors:
            continue
        entrance, session = doors[token]
        actor = door_actor_in(ctx, session)
        if actor is not None:
            stood.append((n, replace(ctx, actor=actor), entrance))
    if not stood:
        return []
    people = behind_handles(work, [(ctx, calls[n][2].handle) for n, ctx, _ in stood])
    return [
        (n, _AtDoor(ctx, entrance, _dated(ctx, calls[n][2].call), person))
        for (n, ctx, entrance), person in zip(stood, people, strict=True)
        if person is not None
    ]


def _dated(ctx: Context, call: Call) -> Call:
    return replace(call, at=happened(ctx, call.at, delivered=False))


def _judged(each: _AtDoor, past: dict[UUID, Today]) -> Judged | None:
    """Give the verdict; None where the last day tells of anything, or the command is to be told."""
    ctx, call, seen = each.ctx, each.call, live_seen(each.person)
    own = past.get(ctx.actor.id, Today()) if ctx.actor.id is not None else Today()
    often = own.scans >= ctx.policies.doors.often.most
    if often or any(day.highs for day in past.values()):
        return None
    said = seen.verdict
    read = Read(said.answer.value, said.colour, said.document, each.person.waits)
    lately = Lately(scans=own.scans)
    found = judged(ctx, each.entrance, call, read, seen.people, lately, said.name, said.tail)
    told = is_due(ctx, call, found) or found.decision.act is DoorAct.SCAN_AGAIN
    return None if told else found


def _row(each: _AtDoor, found: Judged) -> dict[str, Any]:
    row = new_row(each.ctx, each.entrance, each.call, found, How.CODE)
    row |= {"person_id": each.person.person_id, "holder_id": each.person.holder_id}
    return row | {"taken_at": each.ctx.instant, "delivered_at": None}


def _doors(work: Work, tokens: Collection[str]) -> dict[str, tuple[Entrance, tuple[Any, ...]]]:
    """Give by its token the open entrance of each door phone, and the row of its session."""
    hashes = {token_hash(token): token for token in tokens}
    given = {f"hash{n}": each for n, each in enumerate(hashes)}
    rows = _by_tokens(len(hashes)).all(work, **given)
    return {hashes[bytes(row[_WIDTH])]: (entrance_in(row), row[_WIDTH:]) for row in rows}


@cache
def _by_tokens(count: int) -> Prepared:
    hashes = [bindparam(f"hash{n}", type_=LargeBinary) for n in range(count)]
    session = DOOR_SESSIONS.c
    here = (session.venue_id == VENUE[0]) & (session.entrance_id == ENTRANCE[0])
    chosen = OPEN.join(DOOR_SESSIONS, here).add_columns(*session)
    return Prepared(chosen.where(session.token_hash.in_(hashes)))


admit_by_phone: Grouped[[Context, str, Plain], Admitted | None] = Grouped(_many)
