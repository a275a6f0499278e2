"""Who stands behind a scanned text, for the staff of a door (product F1, F2; trust T12).

The public check (`check.py`) tells no more than the card; a door's is kept, and so it must know
whose code it was. The kept code is held against its revisions in the same read as the claim: it is
the truth of this instant, never a cache, and only a stale one is assessed anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam, or_, select
from sqlmodel import col

from domain.credential.issuing import own_knowledge
from domain.credential.scanned import Online, Signed, read_scanned
from domain.credential.table import Answer
from domain.credential.trust import Issuer
from domain.credential.verdict import DeviceClock, Verdict, verdict
from domain.healthcode.assessing import assessed
from domain.healthcode.check import limits_of, shard_saying
from domain.healthcode.lists import present_colour
from domain.healthcode.lookup import VALID, looked_up_code
from domain.healthcode.records import CodeRecord, HandleRecord, StatusRecord, TogetherRecord
from domain.healthcode.shards import shards
from domain.healthcode.show import KEPT, pulse_in
from domain.healthcode.tokens import Freshness, freshness, read_token
from domain.healthcode.values import WORST_FIRST
from domain.household.claim import CLAIMS, member_in
from domain.household.claims import ClaimState
from domain.kernel.clock import SKEW
from domain.kernel.colour import Colour
from domain.people.masking import mask, tail
from domain.people.store import PERSON_BY_DOCUMENT
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_CODE = select(*KEPT, *CLAIMS.c).join(
    CLAIMS,
    (CLAIMS.c.person_id == col(CodeRecord.person_id))
    & (CLAIMS.c.holder_id == col(CodeRecord.holder_id)),
)
_NAMED = _CODE.join(
    HandleRecord,
    (col(HandleRecord.person_id) == col(CodeRecord.person_id))
    & (col(HandleRecord.holder_id) == col(CodeRecord.holder_id)),
)
_BY_HANDLE = Prepared(_NAMED.where(col(HandleRecord.handle) == bindparam("handle")))
_OF_GROUP = Prepared(
    _CODE.join(
        TogetherRecord,
        (col(TogetherRecord.person_id) == col(CodeRecord.person_id))
        & (col(TogetherRecord.holder_id) == col(CodeRecord.holder_id)),
    ).where(col(TogetherRecord.handle) == bindparam("handle"))
)
_OF_PERSON = Prepared(
    _CODE.where(
        col(CodeRecord.person_id) == bindparam("person"),
        col(CodeRecord.holder_id) == bindparam("holder"),
    )
)
# A claim that was verified goes before one that merely stands; one that waits is nobody's word.
_OF_DOCUMENT = Prepared(
    _CODE.join(PERSON_BY_DOCUMENT, PERSON_BY_DOCUMENT.c.person_id == col(CodeRecord.person_id))
    .where(
        or_(
            CLAIMS.c.state == ClaimState.VERIFIED.value, CLAIMS.c.state == ClaimState.STANDING.value
        )
    )
    .order_by(CLAIMS.c.state.desc(), col(CodeRecord.assessed_at).desc())
    .limit(1)
)
_OF_INDEX = Prepared(
    select(col(StatusRecord.person_id), col(StatusRecord.holder_id), col(StatusRecord.ended)).where(
        col(StatusRecord.division) == bindparam("shard"),
        col(StatusRecord.number) == bindparam("number"),
    )
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A person behind a code: whose claim it is, its colour now, and all that staff may see.

    `waits` tells that the claim waits for the document to be seen.
    """

    person_id: UUID
    holder_id: UUID
    colour: Colour
    masked: str
    tail: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a text says, and whose it is where it is ours: the worst colour first."""

    verdict: Verdict
    people: tuple[Behind, ...] = ()


def behind(  # noqa: PLR0913 - a query's two surroundings, the text, where, and how it is taken
    work: Work, ctx: Context, typed: str, issuer: Issuer, host: str, *, as_paper: bool = False
) -> Seen:
    """Give the verdict on a text and the people behind it, at the context's instant.

    `as_paper` takes an old picture as a printed card, whose document is compared.
    """
    read = read_scanned(typed, host)
    if isinstance(read, Online):
        return _online(work, ctx, read.token, as_paper=as_paper)
    now = int(ctx.instant.timestamp())
    known = own_knowledge(issuer, ctx.ring, now)
    people: tuple[Behind, ...] = ()
    if isinstance(read, Signed) and read.credential.issuer == issuer.id:
        colour, people = _indexed(work, ctx, read)
        known = replace(known, shards=shard_saying(ctx, read.credential, colour))
    clock = DeviceClock(now)
    said = verdict(typed, host, known, clock, limits_of(ctx), as_paper=as_paper)
    genuine = said.colour is not None or said.answer is Answer.OLD_PICTURE
    return Seen(said, people if genuine else ())


def live_handle(ctx: Context, typed: str, host: str) -> bytes | None:
    """Give the handle in the text of an online code that is live now, None for any other text."""
    read = read_scanned(typed, host)
    token = read_token(ctx.ring, read.token) if isinstance(read, Online) else None
    if token is None or freshness(token.step, ctx.instant) is not Freshness.LIVE:
        return None
    return token.handle


def behind_handles(work: Work, asked: Sequence[tuple[Context, bytes]]) -> tuple[Behind | None, ...]:
    """Give who stands behind each code's own handle, read in one statement.

    None for a handle that names no code by itself, a group's too, and where the claim has ended.
    """
    handles = {handle for _, handle in asked}
    given = {f"handle{n}": handle for n, handle in enumerate(handles)}
    rows = {bytes(row[-1]): row[:-1] for row in _by_handles(len(given)).all(work, **given)}
    return tuple(
        _behind(work, ctx, rows[handle]) if handle in rows else None for ctx, handle in asked
    )


@cache
def _by_handles(count: int) -> Prepared:
    handles = [bindparam(f"handle{n}", type_=LargeBinary) for n in range(count)]
    own = col(HandleRecord.handle)
    return Prepared(_NAMED.add_columns(own).where(own.in_(handles)))


def live_seen(person: Behind) -> Seen:
    """Give what a live code of one person says."""
    said = Verdict(Answer.CHECKED, person.colour, name=person.masked, tail=person.tail)
    return Seen(said, (person,))


def person_now(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Behind | None:
    """Give a person behind a code as of this instant; None where the claim has ended."""
    row = _OF_PERSON.first(work, person=person_id, holder=holder_id)
    return None if row is None else _behind(work, ctx, row)


def person_of_document(work: Work, ctx: Context, index: bytes) -> Behind | None:
    """Give who a document's keyed index belongs to, by a claim that stands; None for nobody."""
    row = _OF_DOCUMENT.first(work, document=index)
    return None if row is None else _behind(work, ctx, row)


def _online(work: Work, ctx: Context, text: str, *, as_paper: bool) -> Seen:
    token = read_token(ctx.ring, text)
    if token is None:
        return Seen(Verdict(Answer.NOT_OURS))
    compare = False
    rows = _BY_HANDLE.all(work, handle=token.handle) or _OF_GROUP.all(work, handle=token.handle)
    live = freshness(token.step, ctx.instant) is Freshness.LIVE
    if not rows and (found := looked_up_code(work, token.handle)) is not None:
        person_id, holder_id, at = found
        rows = _OF_PERSON.all(work, person=person_id, holder=holder_id)
        live, compare = at - SKEW <= ctx.instant < at + VALID, True
    people = worst_first(_behind(work, ctx, row) for row in rows)
    if not people:
        return Seen(Verdict(Answer.NOT_OURS))
    if not live and not as_paper:
        return Seen(Verdict(Answer.OLD_PICTURE, document=True), people)
    answer = Answer.CHECKED if live else Answer.PAPER
    compare = compare or not live
    said = Verdict(answer, people[0].colour, compare, name=named(people), tail=ended(people))
    return Seen(said, people)


def _indexed(work: Work, ctx: Context, read: Signed) -> tuple[Colour | None, tuple[Behind, ...]]:
    """Give the present colour behind a credential's index, None for none, and whose it is."""
    credential = read.credential
    at = {"shard": shards()[credential.shard], "number": credential.index}
    row = _OF_INDEX.first(work, **at)
    if row is None:
        return None, ()
    person_id, holder_id, ended = row
    found = person_now(work, ctx, person_id, holder_id)
    if found is None:
        colour = assessed(work, ctx, person_id, holder_id).colour
        return present_colour(colour, ended=bool(ended)), ()
    return present_colour(found.colour, ended=bool(ended)), (found,)


def _behind(work: Work, ctx: Context, row: Sequence[Any]) -> Behind | None:
    member = member_in(ctx.ring, row[len(KEPT) :])
    if member is None:
        return None
    found = pulse_in(ctx, ctx.policies.set_at(ctx.instant), row)
    at = member.person_id, member.holder_id
    colour = assessed(work, ctx, *at).colour if found.stale else found.colour
    known = member.known
    waits = member.state is ClaimState.PENDING
    return Behind(*at, colour, mask(known.name), tail(known.document), waits)


def worst_first(found: Iterable[Behind | None]) -> tuple[Behind, ...]:
    """Give those who are there, the worst colour first."""
    people = [each for each in found if each is not None]
    return tuple(sorted(people, key=lambda each: (WORST_FIRST.index(each.colour), each.masked)))


def named(people: Iterable[Behind]) -> str:
    """Give the masked names of those behind one code."""
    return " ".join(each.masked for each in people)


def ended(people: Iterable[Behind]) -> str:
    """Give the ends of their documents' numbers, in the same order."""
    return " ".join(each.tail for each in people)
