"""The outbox: a message is written in the transaction that causes it, and sent after the commit.

It is sent at least once, always under the same id: a gateway that knows the id takes it once. What
it says and to whom is gone as soon as it is sent, given up, or too late.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
from sqlmodel import col, select, update

from domain.notices.records import MessageRecord
from domain.notices.values import Channel, Message, Notice, Outcome, State, Template
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work

_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(hours=1)
_MOST_DOUBLINGS = 10
_NOBODY = UUID(int=0)
_WAITING = col(MessageRecord.state) == State.WAITING.value
_OPEN = col(MessageRecord.state).in_((State.WAITING.value, State.SILENT.value))
_DROPPED = {"state": State.DROPPED.value, "sealed": None}


class _Inside(msgspec.Struct, frozen=True):
    """What is sealed of a message."""

    to: str
    values: Mapping[str, str]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Inside).decode


def queue(
    work: Work, ctx: Context, message_id: UUID, notice: Notice, *, silent: bool = False
) -> None:
    """Write a message; the same id again is the same message. A silent one is never sent."""
    if work.session.get(MessageRecord, message_id) is not None:
        return
    inside = _encode(_Inside(notice.to, notice.values))
    row = MessageRecord(
        message_id=message_id,
        holder_id=notice.holder_id,
        channel=notice.channel.value,
        template=notice.template.value,
        language=notice.language,
        sealed=seal(ctx.ring.current(Kind.SEAL), inside, _cell(message_id)),
        not_before=notice.not_before,
        not_after=notice.not_after,
        state=(State.SILENT if silent else State.WAITING).value,
    )
    work.session.add(row)
    work.session.flush()


def is_queued(work: Work, message_id: UUID) -> bool:
    """Tell whether a message of this id has been written, whatever became of it."""
    return work.session.get(MessageRecord, message_id) is not None


def has_open(work: Work) -> bool:
    """Tell whether the job has anything to do, now or later."""
    chosen = select(MessageRecord.message_id).where(_OPEN).limit(1)
    return work.session.exec(chosen).first() is not None


def take_due(work: Work, ctx: Context, at_most: int) -> tuple[Message, ...]:
    """Give the messages to send now, each put off already as if this try had failed.

    So a process that dies in between, or two that hold the job's lease, send none at the same time.
    """
    _drop(work, ctx)
    due = work.session.exec(
        select(MessageRecord)
        .where(_WAITING, col(MessageRecord.not_before) <= ctx.instant)
        .order_by(col(MessageRecord.not_before))
        .limit(at_most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in due:
        row.attempts += 1
        row.not_before = ctx.instant + wait_after(row.attempts)
        work.session.add(row)
    work.session.flush()
    return _opened(ctx.ring, due)


def settle(work: Work, ctx: Context, message_id: UUID, outcome: Outcome) -> None:
    """Keep what came of a try; one to be tried again has been put off already."""
    if outcome is Outcome.LATER:
        return
    state = State.SENT if outcome is Outcome.TAKEN else State.DROPPED
    work.session.exec(
        update(MessageRecord)
        .where(col(MessageRecord.message_id) == message_id, _WAITING)
        .values(state=state.value, sealed=None, not_before=ctx.instant)
        .execution_options(synchronize_session=False)
    )


def drop_messages_of(work: Work, holder_id: UUID) -> None:
    """Drop what waits to be sent to a holder who leaves."""
    work.session.exec(
        update(MessageRecord)
        .where(col(MessageRecord.holder_id) == holder_id, _OPEN)
        .values(_DROPPED)
        .execution_options(synchronize_session=False)
    )


def wait_after(attempts: int) -> timedelta:
    """Give how long to wait after so many tries: 15 s, doubled each time, an hour at most."""
    doublings = min(attempts - 1, _MOST_DOUBLINGS)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)


def _drop(work: Work, ctx: Context) -> None:
    """Drop what is too late, and silent ones, with the first look at the outbox."""
    late = _WAITING & (col(MessageRecord.not_after) <= ctx.instant)
    silent = col(MessageRecord.state) == State.SILENT.value
    for which in (silent, late):
        work.session.exec(
            update(MessageRecord)
            .where(which)
            .values(_DROPPED)
            .execution_options(synchronize_session=False)
        )


def _opened(ring: KeyRing, rows: Sequence[MessageRecord]) -> tuple[Message, ...]:
    found = []
    for row in rows:
        assert row.sealed is not None  # noqa: S101 - a waiting row always has it
        inside = _decode(unseal(ring, row.sealed, _cell(row.message_id)))
        found.append(
            Message(
                id=row.message_id,
                channel=Channel(row.channel),
                to=inside.to,
                template=Template(row.template),
                language=row.language,
                values=inside.values,
                not_after=row.not_after,
                holder_id=row.holder_id,
            )
        )
    return tuple(found)


def _cell(message_id: UUID) -> Cell:
    return Cell("outbox", "sealed", message_id.bytes, _NOBODY)
