"""Knowing a browser by its opaque token: opened when something is first saved, rotated, ended."""

from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam, or_, select
from sqlmodel import col, delete, update

from domain.household.records import BrowserRecord, HolderRecord
from domain.household.values import Holder
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_BY_TOKEN = Prepared(
    select(
        col(BrowserRecord.holder_id),
        col(HolderRecord.person_id),
        col(BrowserRecord.seen),
        col(BrowserRecord.proved_until),
        col(BrowserRecord.former_hash).is_not(None),
        col(HolderRecord.members),
    )
    .join(HolderRecord, col(HolderRecord.holder_id) == col(BrowserRecord.holder_id))
    .where(col(BrowserRecord.token_hash) == bindparam("token_hash"))
)
SHOWN_BY = (
    select(col(HolderRecord.person_id), col(HolderRecord.holder_id), col(HolderRecord.members))
    .join(BrowserRecord, col(BrowserRecord.holder_id) == col(HolderRecord.holder_id))
    .where(
        col(BrowserRecord.token_hash) == bindparam("token_hash"),
        col(BrowserRecord.seen) == bindparam("day"),
    )
    .subquery("shown_by")
)
"""Whom a browser shows and whose it is, for a statement of a room above: `person_id`, `holder_id`,
`members`, by the parameters `token_hash` and `day`. Nothing at its first coming of a day, which is
noted."""


def shown_by_tokens(work: Work, tokens: Collection[str], day: date) -> dict[str, tuple[UUID, UUID]]:
    """Give whom browsers show, and their holders, by their tokens, in one statement.

    Left out is who shows nobody, is not known, or comes for the first time of the day.
    """
    hashes = {token_hash(token): token for token in tokens}
    given = {f"hash{n}": each for n, each in enumerate(hashes)}
    rows = _shown_by(len(hashes)).all(work, **given, day=day)
    return {hashes[bytes(row[0])]: (row[1], row[2]) for row in rows}


@cache
def _shown_by(count: int) -> Prepared:
    hashes = [bindparam(f"hash{n}", type_=LargeBinary) for n in range(count)]
    return Prepared(
        select(
            col(BrowserRecord.token_hash), col(HolderRecord.person_id), col(HolderRecord.holder_id)
        )
        .join(BrowserRecord, col(BrowserRecord.holder_id) == col(HolderRecord.holder_id))
        .where(
            col(BrowserRecord.token_hash).in_(hashes),
            col(BrowserRecord.seen) == bindparam("day"),
            col(HolderRecord.person_id).is_not(None),
        )
    )


def holder_by_token(work: Work, token: str) -> Holder | None:
    """Give the holder a browser's token belongs to, or None for one not known."""
    row = _BY_TOKEN.first(work, token_hash=token_hash(token))
    return None if row is None else Holder(row[0], row[1], row[2], row[3], bool(row[4]), row[5])


def open_holder(work: Work, ctx: Context, token: str, holder_id: UUID) -> Holder:
    """Make a holder with its first browser; the same call again changes nothing."""
    known = holder_by_token(work, token)
    if known is not None:
        return known
    work.session.add(HolderRecord(holder_id=holder_id, active_at=ctx.instant))
    open_browser(work, ctx, token, holder_id)
    return Holder(holder_id, None, day_of(ctx.instant))


def open_browser(
    work: Work, ctx: Context, token: str, holder_id: UUID, *, proved: bool = False
) -> None:
    """Let one more browser in as this holder; `proved`, where it has just shown who it is."""
    today = day_of(ctx.instant)
    row = BrowserRecord(token_hash=token_hash(token), holder_id=holder_id, seen=today, opened=today)
    if proved:
        row.proved_until = ctx.instant + ctx.policies.limits.proof.length
    work.session.add(row)
    work.session.flush()


def renew(work: Work, ctx: Context, old: str, new: str) -> None:
    """Let a browser that has just shown who it is go on under a new token; its proof is fresh.

    The old token still opens, unproved, until the new one was seen (`settle`): an answer that is
    lost on its way must cost nobody their household. Raises DomainError CONFLICT.
    """
    known = work.session.get(BrowserRecord, token_hash(old))
    if known is None:
        raise DomainError(Refusal.CONFLICT)
    work.session.add(
        BrowserRecord(
            token_hash=token_hash(new),
            holder_id=known.holder_id,
            seen=day_of(ctx.instant),
            opened=known.opened or known.seen,
            proved_until=ctx.instant + ctx.policies.limits.proof.length,
            former_hash=known.token_hash,
        )
    )
    work.session.flush()


def settle(work: Work, token: str) -> None:
    """End the token that a renewed one takes the place of, and what else was made in its place."""
    known = work.session.get(BrowserRecord, token_hash(token))
    if known is None or known.former_hash is None:
        return
    former, known.former_hash = known.former_hash, None
    work.session.add(known)
    work.session.flush()
    _close(work, known.holder_id, former)


def note_seen(work: Work, token: str, day: date) -> None:
    """Note the last day on which a browser came: sessions lapse after so many idle days."""
    work.session.exec(
        update(BrowserRecord)
        .where(col(BrowserRecord.token_hash) == token_hash(token))
        .values(seen=day)
    )


def close_browser(work: Work, token: str) -> None:
    """Forget a browser: its token opens nothing any more."""
    known = work.session.get(BrowserRecord, token_hash(token))
    if known is not None:
        _close(work, known.holder_id, known.token_hash)


def has_browser(work: Work, holder_id: UUID) -> bool:
    """Tell whether any browser is still let in as this holder."""
    chosen = select(col(BrowserRecord.holder_id)).where(col(BrowserRecord.holder_id) == holder_id)
    return work.connection.execute(chosen.limit(1)).first() is not None


def _close(work: Work, holder_id: UUID, hashed: bytes) -> None:
    """End a token and every one that was made in its place and has not been seen."""
    own, renewed = col(BrowserRecord.token_hash), col(BrowserRecord.former_hash)
    theirs = col(BrowserRecord.holder_id) == holder_id
    gone = delete(BrowserRecord).where(theirs, or_(own == hashed, renewed == hashed))
    work.session.exec(gone.execution_options(synchronize_session=False))
    work.session.expire_all()
