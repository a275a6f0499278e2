"""Looking at a shown code with any camera: the public card, and no record of who looked."""

from dataclasses import replace
from uuid import UUID

from domain.healthcode.assessing import assessed
from domain.healthcode.handles import code_of_handle
from domain.healthcode.lookup import VALID, looked_up_code
from domain.healthcode.tokens import Freshness, Token, freshness, read_token
from domain.healthcode.values import Card, Look
from domain.household.claim import member_of
from domain.kernel.clock import SKEW
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.work import Work


def look(work: Work, ctx: Context, typed: str) -> Card:
    """Give the card of a token: assessed at this instant, never from a cache.

    A picture that is not live tells nothing but that; an unknown token tells nothing at all.
    """
    token = read_token(ctx.ring, typed)
    code = None if token is None else code_of_handle(work, token.handle)
    if token is not None and code is None:
        return _looked_up(work, ctx, token)
    if token is None or code is None:
        return Card(Look.UNKNOWN)
    if freshness(token.step, ctx.instant) is not Freshness.LIVE:
        return Card(Look.STALE)
    return _card(work, ctx, *code)


def _looked_up(work: Work, ctx: Context, token: Token) -> Card:
    """Give the card of a look-up's QR, which is good for minutes and wants the document seen."""
    found = looked_up_code(work, token.handle)
    if found is None:
        return Card(Look.UNKNOWN)
    person_id, holder_id, at = found
    if not at - SKEW <= ctx.instant < at + VALID:
        return Card(Look.STALE)
    card = _card(work, ctx, person_id, holder_id)
    return card if card.colour is None else replace(card, look=Look.LOOKED_UP, looked_up=at)


def _card(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Card:
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        return Card(Look.UNKNOWN)
    found = assessed(work, ctx, person_id, holder_id)
    return Card(Look.LIVE, found.colour, mask(member.known.name), found.registered, found.until)
