"""Who asked to be reminded, and by what: text messages to a proven number, push to a browser."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, union
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select

from domain.audit.note import Act, note
from domain.kernel.ids import event_id
from domain.limits.spend import require
from domain.notices.codes import Binding, CodeFault, check_code
from domain.notices.hours import last_time, sending_time, to_remind_of
from domain.notices.outbox import drop_messages_of, queue
from domain.notices.records import ReminderRecord, SubscriptionRecord
from domain.notices.subscription import Subscription
from domain.notices.values import Channel, Notice, Template
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, keyed_index, seal, unseal
from domain.storage.work import Work

_TOLD_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Wishes:
    """By what a holder is reminded: text messages or not, and so many browsers."""

    sms: bool
    browsers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One wish as it is kept: by what, the end of the number (none for a browser), last of when."""

    channel: Channel
    number_end: str
    reminded_of: date | None


def ask_for_sms(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its values
    work: Work, ctx: Context, holder_id: UUID, language: str, binding: Binding, typed: str
) -> CodeFault | None:
    """Remind a holder at a number from now on, where they type the code that was sent to it.

    Nobody can have another's phone ring: a number is used once whoever has it in hand says so.
    """
    fault = check_code(work, ctx, binding, typed)
    if fault is not None:
        return fault
    cell = _number(holder_id)
    sealed = seal(ctx.ring.current(Kind.SEAL), binding.phone.encode(), cell)
    work.session.merge(ReminderRecord(holder_id=holder_id, sealed=sealed, language=language))
    work.session.flush()
    note(work, ctx, Act.REMINDERS_ASKED, None, (Channel.SMS.value,))
    return None


def end_sms(work: Work, ctx: Context, holder_id: UUID) -> None:
    """Remind a holder by text message no more."""
    gone = delete(ReminderRecord).where(col(ReminderRecord.holder_id) == holder_id)
    if work.session.exec(gone).rowcount:
        note(work, ctx, Act.REMINDERS_ENDED, None, (Channel.SMS.value,))


def subscribe(
    work: Work, ctx: Context, holder_id: UUID, subscription: Subscription, language: str
) -> None:
    """Push to one more browser of a holder; the same again is no news. Raises TOO_MANY."""
    index = _index(ctx.ring, subscription.endpoint)
    if work.session.get(SubscriptionRecord, (holder_id, index)) is not None:
        return
    rate = ctx.policies.limits.push_subscriptions
    require(work, ctx.instant, "push_subscriptions", rate, holder_id.bytes)
    cell = _subscribed(holder_id, index)
    sealed = seal(ctx.ring.current(Kind.SEAL), subscription.written.encode(), cell)
    row = SubscriptionRecord(
        holder_id=holder_id, endpoint_index=index, sealed=sealed, language=language
    )
    # Of two taps at once one is enough.
    with contextlib.suppress(IntegrityError), work.session.begin_nested():
        work.session.add(row)
        work.session.flush()
    note(work, ctx, Act.REMINDERS_ASKED, None, (Channel.PUSH.value,))


def unsubscribe(work: Work, ctx: Context, holder_id: UUID, endpoint: str) -> None:
    """Push to a browser of a holder no more: it says so, or the push service does."""
    gone = delete(SubscriptionRecord).where(
        col(SubscriptionRecord.holder_id) == holder_id,
        col(SubscriptionRecord.endpoint_index) == _index(ctx.ring, endpoint),
    )
    if work.session.exec(gone).rowcount:
        note(work, ctx, Act.REMINDERS_ENDED, None, (Channel.PUSH.value,))


def wishes_of(work: Work, holder_id: UUID) -> Wishes:
    """Give by what a holder is reminded."""
    sms = work.session.get(ReminderRecord, holder_id) is not None
    browsers = select(func.count()).where(col(SubscriptionRecord.holder_id) == holder_id)
    return Wishes(sms, int(work.session.exec(browsers).one()))


def asked_by(work: Work, ring: KeyRing, holder_id: UUID) -> tuple[Asked, ...]:
    """Give what is kept of a holder's wishes, of a number its last two digits."""
    found = []
    by_sms = work.session.get(ReminderRecord, holder_id)
    if by_sms is not None:
        number = unseal(ring, by_sms.sealed, _number(holder_id)).decode()
        found.append(Asked(Channel.SMS, number[-_TOLD_DIGITS:], by_sms.reminded_of))
    of_holder = select(SubscriptionRecord).where(col(SubscriptionRecord.holder_id) == holder_id)
    pushed = work.session.exec(of_holder).all()
    return (*found, *(Asked(Channel.PUSH, "", row.reminded_of) for row in pushed))


def forget_wishes(work: Work, holder_id: UUID) -> None:
    """Forget all by which a holder who leaves was reminded, and what waits to be sent to them."""
    for record in (ReminderRecord, SubscriptionRecord):
        work.session.exec(delete(record).where(col(record.holder_id) == holder_id))
    drop_messages_of(work, holder_id)


def wishing_after(work: Work, after: UUID, at_most: int) -> tuple[UUID, ...]:
    """Give the next holders after an id who asked to be reminded by anything, in order."""
    by_sms, by_push = (
        select(record.holder_id).where(col(record.holder_id) > after).distinct()
        for record in (ReminderRecord, SubscriptionRecord)
    )
    either = union(by_sms, by_push).subquery()
    found = select(either.c.holder_id).order_by(either.c.holder_id).limit(at_most)
    return tuple(row[0] for row in work.connection.execute(found))


def remind(work: Work, ctx: Context, holder_id: UUID, last_days: Sequence[date]) -> int:
    """Write a holder's reminders of codes that run out, given by last days; give how many.

    One message a channel or browser, of the code that ends first: it names neither person nor
    colour, so that one is as good as all.
    """
    written = 0
    by_sms = work.session.get(ReminderRecord, holder_id)
    if by_sms is not None:
        to = unseal(ctx.ring, by_sms.sealed, _number(holder_id)).decode()
        written += _remind(work, ctx, by_sms, Channel.SMS, to, last_days)
    of_holder = select(SubscriptionRecord).where(col(SubscriptionRecord.holder_id) == holder_id)
    for row in work.session.exec(of_holder).all():
        cell = _subscribed(holder_id, row.endpoint_index)
        to = unseal(ctx.ring, row.sealed, cell).decode()
        written += _remind(work, ctx, row, Channel.PUSH, to, last_days)
    return written


def _remind(  # noqa: PLR0913, PLR0917 - one wish, whichever its table
    work: Work,
    ctx: Context,
    wish: ReminderRecord | SubscriptionRecord,
    channel: Channel,
    to: str,
    last_days: Sequence[date],
) -> int:
    sending = sending_time(ctx.instant)
    for last_day in sorted(last_days):
        left = to_remind_of(sending, last_day, wish.reminded_of)
        if left is not None:
            notice = Notice(
                channel=channel,
                to=to,
                template=Template.RUNS_OUT,
                language=wish.language,
                values={"days": str(left)},
                not_before=sending,
                not_after=last_time(sending),
                holder_id=wish.holder_id,
            )
            queue(work, ctx, event_id(ctx.instant), notice)
            wish.reminded_of = last_day
            work.session.add(wish)
            work.session.flush()
            return 1
    return 0


def _index(ring: KeyRing, endpoint: str) -> bytes:
    return keyed_index(ring, "push_endpoint", endpoint)


def _number(holder_id: UUID) -> Cell:
    return Cell("reminder", "sealed", b"", holder_id)


def _subscribed(holder_id: UUID, index: bytes) -> Cell:
    return Cell("push_subscription", "sealed", index, holder_id)
