"""What a phone is handed of a code so as to show it by itself: secrets and the credential alone."""

import base64
from collections.abc import Sequence
from typing import Any

from domain.healthcode.issuing import Held
from domain.healthcode.tokens import handle_secret
from domain.household.members import name_on_phone
from domain.kernel.days import day_of
from domain.policy.context import Context
from web.contexts.code import address_before, day_number
from web.wiring import Services


def phone_cards(own: Held, family: Sequence[Held], ctx: Context, held: Services) -> dict[str, Any]:
    """Give the card shown now, and under `family` those of the others on the phone."""
    others = [each for each in family if each.code.member != own.code.member]
    cards = [phone_card(each, ctx, held) for each in others]
    return {**phone_card(own, ctx, held), "family": cards}


def phone_card(found: Held, ctx: Context, held: Services) -> dict[str, Any]:
    """Give it as plain data, no name, word or date in it that the signed credential has not.

    `trusted` tells that checkers' phones can be handed a trust list, without which no kept card
    could be told from a forged one. Raises ValueError for a code without a handle of today.
    """
    if found.code.handle is None:
        message = "a code is presented before it is handed out"
        raise ValueError(message)
    member = found.code.member
    return {
        "card": name_on_phone(ctx.ring, member.person_id, member.holder_id),
        "colour": found.code.colour.value,
        "now": ctx.instant.timestamp(),
        "day": day_number(day_of(ctx.instant)),
        "address": address_before(held.settings.origin),
        "handle": found.code.handle.hex(),
        "secret": _base64url(handle_secret(ctx.ring, found.code.handle)),
        "credential": None if found.credential is None else _base64url(found.credential),
        "device": found.device,
        "trusted": held.trusted is not None,
    }


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
