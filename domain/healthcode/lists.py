"""Status lists: every index whose present colour its credential may not say, shard by shard.

A base is made each day, and with each pass a delta that makes of it what is now.

A pass brings codes up to date first and reads rows afterwards, each in bites: what is read is at
least as new as the pass's beginning, so the list may be dated by that, less what a transaction may
last and clocks may differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, exists, or_
from sqlalchemy import select as core_select
from sqlmodel import col, select

from domain.credential.cbor import MalformedError
from domain.credential.issuing import own_keys, signing_key
from domain.credential.status import (
    Label,
    StatusList,
    changes,
    list_of,
    read_list_envelope,
    sign_list,
)
from domain.healthcode.assessing import assessed, refresh
from domain.healthcode.records import CodeRecord, StatusListRecord, StatusRecord
from domain.healthcode.shards import number_of, shards
from domain.kernel.clock import SKEW
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.people.store import revision_beside
from domain.policy.context import Context
from domain.policy.policies import HOME
from domain.signals.store import area_revision
from domain.storage.work import Work

BITE = 200
ROWS = 5_000
LONGEST = timedelta(minutes=1)
"""How long a transaction may take from its instant to its commit, waiting included."""
LEAST_WORTH = 4096
"""A delta up to so many bytes is never too long, however short its base is."""
_FIRST = UUID(int=0)
_EPOCH = 719_163
_RISKS = frozenset({Colour.YELLOW, Colour.RED})
_OF_CODE = and_(
    col(CodeRecord.person_id) == col(StatusRecord.person_id),
    col(CodeRecord.holder_id) == col(StatusRecord.holder_id),
)


@dataclass(frozen=True, slots=True)
class ShardLists:
    """A shard's signed lists as of an instant: the day's base, and the newest delta on it."""

    division: str
    as_of: datetime
    base: bytes
    delta: bytes | None
    sequence: int


def renew_stale(work: Work, ctx: Context, after: UUID = _FIRST) -> UUID | None:
    """Bring the stale codes of the next people after this id up to date; give the last, or None.

    Only those of whom an index is kept: nobody else's colour is listed.
    """
    stale = or_(
        col(CodeRecord.changes_at) <= ctx.instant,
        col(CodeRecord.person_revision) != revision_beside(col(CodeRecord.person_id)),
        col(CodeRecord.area_revision) != area_revision(work),
        col(CodeRecord.policy) != ctx.policies.set_at(ctx.instant).id,
    )
    people = work.session.exec(
        select(CodeRecord.person_id)
        .where(col(CodeRecord.person_id) > after, stale, exists().where(_OF_CODE))
        .distinct()
        .order_by(col(CodeRecord.person_id))
        .limit(BITE)
    ).all()
    for person_id in people:
        chosen = select(CodeRecord.holder_id).where(col(CodeRecord.person_id) == person_id)
        for holder_id in work.session.exec(chosen).all():
            refresh(work, ctx, person_id, holder_id)
    return people[-1] if people else None


def entries_after(
    work: Work, ctx: Context, shard: str, after: int
) -> tuple[dict[int, Colour], int | None]:
    """Give the entries among a shard's next rows after a number, and the last number, or None."""
    rows = work.connection.execute(
        core_select(
            col(StatusRecord.number),
            col(CodeRecord.colour),
            col(StatusRecord.plain),
            col(StatusRecord.ended),
            col(StatusRecord.over_at),
        )
        .outerjoin(CodeRecord, _OF_CODE)
        .where(col(StatusRecord.division) == shard, col(StatusRecord.number) > after)
        .order_by(col(StatusRecord.number))
        .limit(ROWS)
    ).all()
    found: dict[int, Colour] = {}
    for number, kept, plain, ended, over_at in rows:
        over = over_at <= ctx.instant
        colour = listed_colour(kept, plain=plain, ended=ended, over=over)
        if colour is not None:
            found[number] = colour
    return found, rows[-1][0] if rows else None


def listed_colour(colour: str | None, *, plain: bool, ended: bool, over: bool) -> Colour | None:
    """Give what is listed for an index, None where a checker knows as much without.

    `colour` is its code's; `plain` tells that nothing but green was ever signed under it, `over`
    that all of that has expired. A red is listed though it was signed red: a delta says green of
    what its base lists and it does not.
    """
    present = present_colour(colour, ended=ended)
    unneeded = over or (plain and present is Colour.GREEN)
    return None if unneeded and present not in _RISKS else present


def present_colour(colour: str | None, *, ended: bool) -> Colour:
    """Give an index's colour: its code's, grey where ended or without one; a risk stays."""
    present = Colour.GREY if colour is None else Colour(colour)
    return Colour.GREY if ended and present not in _RISKS else present


def signed_lists(
    ctx: Context,
    shard: str,
    begun: datetime,
    entries: Mapping[int, Colour],
    held: ShardLists | None = None,
) -> ShardLists:
    """Sign a shard's lists as of a pass that began then; it works long, and needs no database.

    `held` are the ones before. Their base stays for its day, while the delta on it is worth it.
    """
    # Before the first key nothing was signed, so a list need not be of any time before it.
    first = datetime.fromtimestamp(own_keys(ctx.ring)[0].start, UTC)
    as_of = max(begun - LONGEST - SKEW, first)
    seconds = int(as_of.timestamp())
    label = Label(HOME, number_of(shard), seconds, day_of(as_of).toordinal() - _EPOCH)
    key = signing_key(ctx.ring, seconds)

    def delta_on(base: StatusList, sequence: int) -> bytes:
        on = replace(label, day=base.label.day, sequence=sequence, base=base.digest)
        return sign_list(on, changes(base, entries), key)

    kept = None if held is None else _read(held.base)
    if held is not None and kept is not None and kept.label.day == label.day:
        delta = delta_on(kept, held.sequence + 1)
        if len(delta) <= max(len(held.base) // 2, LEAST_WORTH):
            return ShardLists(shard, as_of, held.base, delta, held.sequence + 1)
    base = sign_list(label, entries, key)
    return ShardLists(shard, as_of, base, delta_on(list_of(read_list_envelope(base)), 1), 1)


def keep_lists(work: Work, made: ShardLists) -> None:
    """Keep a shard's lists in place of the ones before, unless those are newer."""
    held = work.session.get(StatusListRecord, made.division)
    if held is None:
        held = StatusListRecord(
            division=made.division, as_of=made.as_of, signed=made.base, sequence=0
        )
    elif held.as_of >= made.as_of:
        return
    held.as_of, held.signed = made.as_of, made.base
    held.delta, held.sequence = made.delta, made.sequence
    work.session.add(held)
    work.session.flush()


def lists_of_shard(work: Work, number: int) -> ShardLists | None:
    """Give a shard's newest signed lists; None for a shard there is not, or before the first."""
    if not 0 <= number < len(shards()):
        return None
    held = work.session.get(StatusListRecord, shards()[number])
    if held is None:
        return None
    return ShardLists(held.division, held.as_of, held.signed, held.delta, held.sequence)


def colour_now(work: Work, ctx: Context, number: int, index: int) -> Colour | None:
    """Give the present colour behind an index, assessed at this instant; None for no such index."""
    at = (shards()[number], index)
    held = work.session.get(StatusRecord, at)
    if held is None:
        return None
    found = assessed(work, ctx, held.person_id, held.holder_id)
    return present_colour(found.colour, ended=held.ended)


def _read(base: bytes) -> StatusList | None:
    try:
        return list_of(read_list_envelope(base))
    except MalformedError:
        return None
