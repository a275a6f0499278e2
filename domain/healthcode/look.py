"""Looking at a shown code with any camera: the public card, and no record of who looked."""

from dataclasses import replace
from uuid import UUID

from domain.healthcode.assessing import assessed
from domain.healthcode.handles import code_of_handle
from domain.healthcode.lookup import VALID, looked_up_code
from domain.healthcode.together import codes_of_group
from domain.healthcode.tokens import Freshness, Token, freshness, read_token
from domain.healthcode.values import WORST_FIRST, Card, Look
from domain.household.claim import member_of
from domain.kernel.clock import SKEW
from domain.kernel.colour import Colour
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.work import Work


def look(work: Work, ctx: Context, typed: str) -> Card:
    """Give the card of a token: assessed at this instant, never from a cache.

    A picture that is not live tells nothing but that; an unknown token tells nothing at all. The
    card of a group is its worst one's, with everybody's beside it.
    """
    token = read_token(ctx.ring, typed)
    codes = [] if token is None else _codes(work, token.handle)
    if token is not None and not codes:
        return _looked_up(work, ctx, token)
    if token is None or not codes:
        return Card(Look.UNKNOWN)
    if freshness(token.step, ctx.instant) is not Freshness.LIVE:
        return Card(Look.STALE)
    cards = [card for code in codes if (card := _card(work, ctx, *code)) is not None]
    cards.sort(key=_worst_first)
    if not cards:
        return Card(Look.UNKNOWN)
    return cards[0] if len(codes) == 1 else replace(cards[0], together=tuple(cards))


def _codes(work: Work, handle: bytes) -> list[tuple[UUID, UUID]]:
    one = code_of_handle(work, handle)
    return codes_of_group(work, handle) if one is None else [one]


def _looked_up(work: Work, ctx: Context, token: Token) -> Card:
    """Give the card of a look-up's QR, which is good for minutes and wants the document seen."""
    found = looked_up_code(work, token.handle)
    if found is None:
        return Card(Look.UNKNOWN)
    person_id, holder_id, at = found
    if not at - SKEW <= ctx.instant < at + VALID:
        return Card(Look.STALE)
    card = _card(work, ctx, person_id, holder_id)
    if card is None:
        return Card(Look.UNKNOWN)
    return replace(card, look=Look.LOOKED_UP, looked_up=at)


def _card(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Card | None:
    """Give a code's card, None where its claim has ended."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        return None
    found = assessed(work, ctx, person_id, holder_id)
    return Card(Look.LIVE, found.colour, mask(member.known.name), found.registered, found.until)


def _worst_first(card: Card) -> tuple[int, str]:
    return WORST_FIRST.index(card.colour or Colour.GREY), card.masked
