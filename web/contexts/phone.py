"""What a phone is handed of a code so as to show it by itself: secrets and the credential alone."""

import base64
import hashlib
import hmac
from typing import Any

from domain.healthcode.issuing import Held
from domain.healthcode.tokens import handle_secret
from domain.household.values import Member
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from web.contexts.code import address_before, day_number
from web.wiring import Services

_CARD_BYTES = 16


def phone_card(found: Held, ctx: Context, held: Services) -> dict[str, Any]:
    """Give it as plain data, no name, word or date in it that the signed credential has not.

    `trusted` tells that checkers' phones can be handed a trust list, without which no kept card
    could be told from a forged one. Raises ValueError for a code without a handle of today.
    """
    if found.code.handle is None:
        message = "a code is presented before it is handed out"
        raise ValueError(message)
    return {
        "card": card_id(ctx.ring, found.code.member),
        "colour": found.code.colour.value,
        "now": ctx.instant.timestamp(),
        "day": day_number(ctx.instant),
        "address": address_before(held.settings.origin),
        "handle": found.code.handle.hex(),
        "secret": _base64url(handle_secret(ctx.ring, found.code.handle)),
        "credential": None if found.credential is None else _base64url(found.credential),
        "device": found.device,
        "trusted": held.trusted is not None,
    }


def card_id(ring: KeyRing, member: Member) -> str:
    """Give the stable name of a person on a phone: it tells nothing to anybody else."""
    key = ring.derived(Kind.BROWSER, "card")
    about = member.person_id.bytes + member.holder_id.bytes
    return hmac.digest(key, about, hashlib.sha256)[:_CARD_BYTES].hex()


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
