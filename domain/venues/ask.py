"""Asking for a venue: anybody may, and the township decides."""

from dataclasses import dataclass
from uuid import UUID

from domain.accounts.acts import Act as Asking
from domain.accounts.may import require
from domain.audit.note import Act, note
from domain.healthcode.values import TooOften
from domain.limits.spend import spend
from domain.policy.context import Context
from domain.storage.sealing import keyed_index
from domain.storage.work import Work
from domain.venues.numbers import number_of
from domain.venues.register import register
from domain.venues.store import venue_by_id
from domain.venues.told import Asked
from domain.venues.values import VenueState

_LIMIT = "venues_asked"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the asker is told: the number to quote, the township that decides."""

    number: str
    division: str


def ask(work: Work, ctx: Context, asked: Asked, network: bytes) -> Receipt | TooOften:
    """Write down a venue that somebody asks for; the same form twice is one.

    Too many from one network are refused by a value, so that the form keeps what was typed.
    """
    require(ctx.actor, Asking.ASK_FOR_VENUE)
    # Keyed, so that nobody who names a form also names a venue.
    venue_id = UUID(bytes=keyed_index(ctx.ring, "venue", ctx.nonce.hex))
    known = venue_by_id(work, venue_id)
    if known is not None:
        return Receipt(number_of(venue_id), known.division)
    spent = spend(work, ctx.instant, _LIMIT, ctx.policies.limits.venues_asked, network)
    if not spent.allowed:
        return TooOften(spent.retry_after)
    register(work, ctx, venue_id, asked, VenueState.ASKED)
    note(work, ctx, Act.VENUE_ASKED, venue_id)
    return Receipt(number_of(venue_id), asked.division)
