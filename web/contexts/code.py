"""What the code page shows of a code on its own phone, at one instant of the server's clock."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markupsafe import Markup

from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.healthcode.values import Pulse, ShownCode
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from web import formats, qr
from web.contexts.family import Person, strip_of
from web.contexts.others import Others, others_of
from web.contexts.reasons import ReasonShown, reason_shown
from web.contexts.verdict import Verdict, verdict_of
from web.i18n import gettext
from web.marks import Mark, mark_of

_RENEW_DAYS = 3
AGAIN = frozenset({"NONE", "EXPIRED", "FRESH"})
"""The greys that a fresh declaration ends; a document to be seen first is none of them."""
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Left:
    """The day on which somebody says to have left Yunnan; `act` names the form to take it back."""

    on: date
    act: UUID


@dataclass(frozen=True, slots=True)
class CodePage:
    """All of a code page. `until` is the exclusive end; `day` counts Beijing days since 1970.

    `stamp` is the server's clock in Unix seconds.
    `renew` tells that a green code has three days left or fewer, `again` that applying again ends a
    grey, `mend_until` until when a slip may be corrected, `others` what is told of other phones
    that have the same person, `proves` that a claim that waits may prove its number, `left` what
    was said since of having left Yunnan. `veiled` tells that official evidence is left out of the
    reasons, `proxy` that the code is somebody else's; `strip` is everybody on the phone, empty for
    one.
    """

    colour: str
    verdict: Verdict
    qr: Markup
    mark: Mark
    stamp: str
    name: str
    masked: str
    registered: datetime | None
    until: datetime | None
    reasons: tuple[ReasonShown, ...]
    now: datetime
    clock: str
    day: int
    etag: str
    renew: bool
    again: bool
    mend_until: datetime | None
    others: Others
    proves: bool
    left: Left | None
    veiled: bool
    proxy: bool
    strip: tuple[Person, ...]


def code_page(shown: ShownCode, ctx: Context, origin: str) -> CodePage:
    """Word and draw a code that has today's handle; raises ValueError for one without."""
    rules = ctx.policies.set_at(ctx.instant)
    today = day_of(ctx.instant)
    return CodePage(
        colour=shown.colour.value,
        verdict=verdict_of(shown.colour, shown.reasons[0], rules),
        qr=drawn(shown, ctx, origin),
        mark=mark_of(ctx.ring, today),
        stamp=f"{ctx.instant.timestamp():.3f}",
        name=shown.member.known.name,
        masked=mask(shown.member.known.name),
        registered=shown.registered,
        until=shown.until,
        reasons=tuple(reason_shown(each, rules) for each in shown.reasons),
        now=ctx.instant,
        clock=formats.seconds(ctx.instant),
        day=day_number(today),
        etag=etag_of(Pulse(shown.colour, shown.version, shown.stale)),
        renew=shown.colour is Colour.GREEN and _soon(shown.until, ctx.instant),
        again=shown.reasons[0].rule in AGAIN,
        mend_until=shown.mend_until,
        others=others_of(shown, ctx),
        proves=ctx.texts and not shown.member.state.stands,
        left=None if shown.left_on is None else Left(shown.left_on, event_id(ctx.instant)),
        veiled=shown.veiled,
        proxy=not shown.member.own,
        strip=strip_of(shown.beside, ctx, shown.member.person_id),
    )


def drawn(shown: ShownCode, ctx: Context, origin: str) -> Markup:
    """Draw the QR of this 15-second step; raises ValueError for a code without a handle."""
    if shown.handle is None:
        message = "a code is presented before it is drawn"
        raise ValueError(message)
    return qr.svg(address_of(ctx.ring, shown.handle, ctx.instant, origin), gettext("QR code"))


def address_of(ring: KeyRing, handle: bytes, instant: datetime, origin: str) -> str:
    """Give the address in the QR: upper case throughout, for the alphanumeric mode."""
    token = make_token(handle, handle_secret(ring, handle), step_at(instant))
    return f"{address_before(origin)}{token}"


def address_before(origin: str) -> str:
    """Give what an address in a QR has before its token."""
    return f"{origin.upper()}/C/"


def day_number(day: date) -> int:
    """Give a Beijing day, counted from 1 January 1970."""
    return day.toordinal() - _EPOCH


def etag_of(pulse: Pulse) -> str:
    """Give the entity tag of what a poll sees."""
    return f'"{pulse.colour.value}-{pulse.version}"'


def _soon(until: datetime | None, now: datetime) -> bool:
    return until is not None and (day_of(until) - day_of(now)).days <= _RENEW_DAYS + 1
