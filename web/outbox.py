"""Filling the outbox with reminders, and emptying it: what is due is handed to its gateway."""

import asyncio
from datetime import timedelta

import structlog

from domain.healthcode.reminding import remind_next
from domain.kernel.actor import SYSTEM
from domain.notices.outbox import settle, take_due
from domain.notices.reminders import unsubscribe
from domain.notices.subscription import read_written
from domain.notices.values import Channel, Message, Outcome
from web.errors import place_of
from web.sending.texts import text_of
from web.wiring import Services

BATCH = 50
# Other jobs wait meanwhile; what is left is due again within seconds.
_LONGEST = timedelta(seconds=20)


async def empty_outbox(services: Services) -> None:
    """Send what is due, everything of a batch at once, until nothing is or the time is over."""
    begun = services.clock.now()
    while services.clock.now() - begun < _LONGEST:
        due = await services.db.write(take_due, services.context(SYSTEM), BATCH)
        await asyncio.gather(*(_deliver(services, message) for message in due))
        if len(due) < BATCH:
            break


async def write_reminders(services: Services) -> None:
    """Write the reminders of codes that run out, of everybody who asked for it."""
    last = await services.db.write(remind_next, services.context(SYSTEM))
    while last is not None:
        last = await services.db.write(remind_next, services.context(SYSTEM), last)


async def _deliver(services: Services, message: Message) -> None:
    outcome, ctx = await _handed_over(services, message), services.context(SYSTEM)
    if outcome is Outcome.GONE and message.holder_id is not None:
        endpoint = read_written(message.to).endpoint
        await services.db.write(unsubscribe, ctx, message.holder_id, endpoint)
    await services.db.write(settle, ctx, message.id, outcome)


async def _handed_over(services: Services, message: Message) -> Outcome:
    """Try once. Without a gateway a message waits for one, and is dropped when it is too late."""
    gateway = services.sms if message.channel is Channel.SMS else services.push
    if gateway is None:
        return Outcome.LATER
    try:
        return await gateway.send(message, text_of(message, services.settings.origin))
    except Exception as error:  # noqa: BLE001 - one message must not hold up the others
        fault = {"kind": type(error).__name__, "place": place_of(error)}
        structlog.get_logger().error("message_failed", channel=message.channel.value, **fault)
        return Outcome.LATER
