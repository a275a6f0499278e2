"""Status lists: every index whose present colour its credential may not say, shard by shard.

A pass brings codes up to date first and reads rows afterwards, each in bites: what is read is at
least as new as the pass's beginning, so the list may be dated by that, less what a transaction may
last and clocks may differ.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, exists, or_
from sqlalchemy import select as core_select
from sqlmodel import col, select

from domain.credential.issuing import own_keys, signing_key
from domain.credential.status import Label, sign_list
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
_FIRST = UUID(int=0)
_EPOCH = 719_163
_RISKS = frozenset({Colour.YELLOW, Colour.RED})
_OF_CODE = and_(
    col(CodeRecord.person_id) == col(StatusRecord.person_id),
    col(CodeRecord.holder_id) == col(StatusRecord.holder_id),
)


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
            col(StatusRecord.plain),
            col(StatusRecord.over_at),
            col(StatusRecord.withdrawn),
            col(CodeRecord.colour),
        )
        .outerjoin(CodeRecord, _OF_CODE)
        .where(col(StatusRecord.division) == shard, col(StatusRecord.number) > after)
        .order_by(col(StatusRecord.number))
        .limit(ROWS)
    ).all()
    found: dict[int, Colour] = {}
    for number, plain, over_at, withdrawn, kept in rows:
        colour = present_colour(kept, withdrawn)
        over = over_at <= ctx.instant
        if colour in _RISKS or (not over and not (plain and colour is Colour.GREEN)):
            found[number] = colour
    return found, rows[-1][0] if rows else None


def present_colour(colour: str | None, withdrawn: datetime | None) -> Colour:
    """Give an index's colour: its code's, grey where withdrawn or without one; a risk stays."""
    present = Colour.GREY if colour is None else Colour(colour)
    return Colour.GREY if withdrawn is not None and present not in _RISKS else present


def signed_list(
    ctx: Context, shard: str, begun: datetime, entries: Mapping[int, Colour]
) -> StatusListRecord:
    """Sign a shard's list as of a pass that began then; it works long, and needs no database."""
    # Before the first key nothing was signed, so a list need not be of any time before it.
    first = datetime.fromtimestamp(own_keys(ctx.ring)[0].start, UTC)
    as_of = max(begun - LONGEST - SKEW, first)
    seconds = int(as_of.timestamp())
    day = day_of(as_of).toordinal() - _EPOCH
    label = Label(HOME, number_of(shard), seconds, day)
    signed = sign_list(label, entries, signing_key(ctx.ring, seconds))
    return StatusListRecord(division=shard, as_of=as_of, signed=signed)


def keep_list(work: Work, made: StatusListRecord) -> None:
    """Keep a shard's list in place of the one before, unless that is newer."""
    held = work.session.get(StatusListRecord, made.division)
    if held is None:
        work.session.add(
            StatusListRecord(division=made.division, as_of=made.as_of, signed=made.signed)
        )
    elif held.as_of < made.as_of:
        held.as_of, held.signed = made.as_of, made.signed
        work.session.add(held)
    work.session.flush()


def list_of_shard(work: Work, number: int) -> bytes | None:
    """Give a shard's newest signed list; None for a shard there is not, or before the first."""
    if not 0 <= number < len(shards()):
        return None
    held = work.session.get(StatusListRecord, shards()[number])
    return None if held is None else held.signed


def colour_now(work: Work, ctx: Context, number: int, index: int) -> Colour | None:
    """Give the present colour behind an index, assessed at this instant; None for no such index."""
    at = (shards()[number], index)
    held = work.session.get(StatusRecord, at)
    if held is None:
        return None
    found = assessed(work, ctx, held.person_id, held.holder_id)
    return present_colour(found.colour, held.withdrawn)
