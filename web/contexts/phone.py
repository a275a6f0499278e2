"""What a phone keeps of a code so as to show it by itself: names, words, secrets, credential."""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

from domain.healthcode.issuing import Held
from domain.healthcode.tokens import handle_secret
from domain.household.values import Member
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from web.contexts.code import code_page
from web.contexts.verdict import Verdict
from web.i18n import language

_CARD_BYTES = 16


def phone_card(held: Held, ctx: Context, origin: str) -> dict[str, Any]:
    """Give it as plain data; raises ValueError for a code without a handle of today."""
    code, shown = held.code, code_page(held.code, ctx, origin)
    handle = code.handle or b""
    return {
        "card": card_id(ctx.ring, code.member),
        "name": shown.name,
        "masked": shown.masked,
        "colour": shown.colour,
        **_words(shown.verdict),
        "registered": _moment(code.registered),
        "until": _moment(code.until),
        "etag": shown.etag,
        "now": ctx.instant.timestamp(),
        "day": shown.day,
        "address": f"{origin.upper()}/C/",
        "handle": handle.hex(),
        "secret": _base64url(handle_secret(ctx.ring, handle)),
        "credential": None if held.credential is None else _base64url(held.credential),
        "device": held.device,
        "mark": {"path": shown.mark.path, "zh": shown.mark.zh, "en": shown.mark.en},
    }


def card_id(ring: KeyRing, member: Member) -> str:
    """Give the stable name of a person on a phone: it tells nothing to anybody else."""
    key = ring.derived(Kind.BROWSER, "card")
    about = member.person_id.bytes + member.holder_id.bytes
    return hmac.digest(key, about, hashlib.sha256)[:_CARD_BYTES].hex()


def _words(verdict: Verdict) -> dict[str, str]:
    """Give word and line in both languages, whichever is the reader's."""
    own, other = ("zh", "en") if language().key == "zh" else ("en", "zh")
    return {
        f"word_{own}": verdict.word,
        f"line_{own}": verdict.line,
        f"word_{other}": verdict.word_beside,
        f"line_{other}": verdict.line_beside,
    }


def _moment(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
