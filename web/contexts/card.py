"""What any camera sees of a shown code: colour, masked name, times; no record of who looked."""

from dataclasses import dataclass
from datetime import datetime

from domain.healthcode.values import Card, Look
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.policy.context import Context
from web import formats
from web.contexts.verdict import Verdict, old_picture, unknown_picture, verdict_of
from web.marks import Mark, mark_of

_SHOWN = frozenset({Look.LIVE, Look.LOOKED_UP})


@dataclass(frozen=True, slots=True)
class RowShown:
    """One person of a group that is shown together."""

    colour: str
    word: str
    masked: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class CardPage:
    """The public card; name, times and mark only where `look` is live.

    `looked_up` is when the code was looked up by its two numbers: the document is to be seen.
    Colour and verdict of a group are its worst one's; everybody is in `together`.
    """

    look: str
    colour: str
    verdict: Verdict
    masked: str
    registered: datetime | None
    until: datetime | None
    now: datetime
    clock: str
    mark: Mark | None
    looked_up: datetime | None
    together: tuple[RowShown, ...]


def card_page(card: Card, ctx: Context) -> CardPage:
    """Word what a look at a QR led to."""
    colour = card.colour or Colour.GREY
    verdicts = {Look.STALE: old_picture, Look.UNKNOWN: unknown_picture}
    worded = verdicts.get(card.look, lambda: verdict_of(colour))()
    return CardPage(
        look=card.look.value,
        colour=colour.value,
        verdict=worded,
        masked=card.masked,
        registered=card.registered,
        until=card.until,
        now=ctx.instant,
        clock=formats.seconds(ctx.instant),
        looked_up=card.looked_up,
        mark=mark_of(ctx.ring, day_of(ctx.instant)) if card.look in _SHOWN else None,
        together=tuple(_row(each) for each in card.together),
    )


def _row(card: Card) -> RowShown:
    colour = card.colour or Colour.GREY
    return RowShown(colour.value, verdict_of(colour).word, card.masked, card.until)
