"""Looking at a shown code with any camera: the public card, and no record of who looked."""

from domain.healthcode.assessing import assessed
from domain.healthcode.handles import code_of_handle
from domain.healthcode.tokens import Freshness, freshness, read_token
from domain.healthcode.values import Card, Look
from domain.household.claim import member_of
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.work import Work


def look(work: Work, ctx: Context, typed: str) -> Card:
    """Give the card of a token: assessed at this instant, never from a cache.

    A picture that is not live tells nothing but that; an unknown token tells nothing at all.
    """
    token = read_token(ctx.ring, typed)
    code = None if token is None else code_of_handle(work, token.handle)
    if token is None or code is None:
        return Card(Look.UNKNOWN)
    if freshness(token.step, ctx.instant) is not Freshness.LIVE:
        return Card(Look.STALE)
    member = member_of(work, ctx.ring, *code)
    if member is None:
        return Card(Look.UNKNOWN)
    found = assessed(work, ctx, *code)
    return Card(Look.LIVE, found.colour, mask(member.known.name), found.registered, found.until)
