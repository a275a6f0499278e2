"""Several people of one phone under one QR, as their own phone shows it."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from domain.healthcode.family import worst_first
from domain.healthcode.tokens import handle_secret
from domain.healthcode.values import ShownCode
from domain.kernel.days import day_of
from domain.policy.context import Context
from web import formats, qr
from web.contexts.code import address_before, address_of, day_number
from web.contexts.family import Person, person_of
from web.contexts.verdict import Verdict, verdict_of
from web.i18n import gettext
from web.marks import Mark, mark_of

Shown = tuple[bytes, tuple[ShownCode, ...]]
"""A group's handle, and the codes of those whom it shows."""


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """The group, the worst first; colour and verdict are the worst one's. Fields as of CodePage."""

    people: tuple[Person, ...]
    colour: str
    verdict: Verdict
    qr: Markup
    mark: Mark
    stamp: str
    now: datetime
    clock: str
    day: int
    etag: str


def together_page(
    handle: bytes, codes: Sequence[ShownCode], ctx: Context, origin: str
) -> TogetherPage:
    """Word and draw a group that is not empty."""
    ordered = sorted(codes, key=worst_first)
    today = day_of(ctx.instant)
    return TogetherPage(
        people=tuple(person_of(code, ctx, None) for code in ordered),
        colour=ordered[0].colour.value,
        verdict=verdict_of(ordered[0].colour),
        qr=drawn_together(handle, ctx, origin),
        mark=mark_of(ctx.ring, today),
        stamp=f"{ctx.instant.timestamp():.3f}",
        now=ctx.instant,
        clock=formats.seconds(ctx.instant),
        day=day_number(today),
        etag=tag_of(handle, codes),
    )


def drawn_together(handle: bytes, ctx: Context, origin: str) -> Markup:
    """Draw a group's QR of this 15-second step."""
    return qr.svg(address_of(ctx.ring, handle, ctx.instant, origin), gettext("QR code"))


def tag_of(handle: bytes, codes: Sequence[ShownCode]) -> str:
    """Give the entity tag of all that a group's page shows."""
    said = [f"{code.member.person_id.hex} {code.colour} {code.version}" for code in codes]
    told = hashlib.sha256(handle + " ".join(sorted(said)).encode()).hexdigest()
    return f'"{told[:24]}"'


def phone_group(handle: bytes, ctx: Context, origin: str) -> dict[str, Any]:
    """Give what the phone makes the group's tokens from by itself."""
    secret = base64.urlsafe_b64encode(handle_secret(ctx.ring, handle)).rstrip(b"=").decode()
    return {"address": address_before(origin), "handle": handle.hex(), "secret": secret}
