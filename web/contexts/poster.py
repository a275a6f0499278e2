"""What a poster leads to on a phone: the venue, who is registered there, and what to do first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.healthcode.values import ShownCode
from domain.kernel.colour import Colour
from domain.kernel.problems import Problem
from domain.policy.context import Context
from domain.venues.lost import Lost
from domain.venues.values import Entrance
from web.contexts.code import AGAIN
from web.contexts.declare import Told, told_of
from web.contexts.family import Person, person_of, soon
from web.contexts.verdict import Verdict, verdict_of, worded
from web.i18n import LANGUAGES, language
from web.i18n import mark as _
from web.wording import explain, word

_ENTER = _("Register and enter")
_ONLY = _("Register")


@dataclass(frozen=True, slots=True)
class Place:
    """An entrance in the reader's language, and its venue's name in the other one (or "")."""

    name: str
    beside: str
    tag: str
    division: str
    entrance: str
    plate: str


@dataclass(frozen=True, slots=True)
class PosterPage:
    """The page behind a poster. `act` is the id that the check-in will have.

    `shown` is whom the phone shows, None for a phone without a code; `everybody` who may come
    along, nobody for one alone. `again` tells that the code has run out and is applied for first,
    `renew` that it is about to; `button` says in both languages what a tap does. `exits`,
    `presence` and `arrivals` are the entrance's; `leaving` tells that out is chosen.
    """

    place: Place
    serial: str
    act: UUID
    shown: Person | None
    verdict: Verdict | None
    button: Verdict
    colour: str
    until: datetime | None
    now: datetime
    everybody: tuple[Person, ...]
    chosen: tuple[str, ...]
    again: bool
    renew: bool
    exits: bool
    presence: bool
    arrivals: bool
    leaving: bool
    number: str
    problems: tuple[Told, ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LostPage:
    """A poster that leads nowhere: why, in the reader's words; `typed` are letters not known."""

    words: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form said that was not taken: whom, which way, which number."""

    chosen: tuple[str, ...] | None = None
    leaving: bool = False
    number: str = ""


def poster_page(  # noqa: PLR0913, PLR0917 - what the page is made from
    entrance: Entrance,
    serial: str,
    act: UUID,
    codes: Sequence[ShownCode],
    here: UUID | None,
    ctx: Context,
    typed: Typed | None = None,
    problems: Sequence[Problem] = (),
) -> PosterPage:
    """Word an entrance for a phone and whom it has."""
    typed = typed or Typed()
    code = next((each for each in codes if each.member.person_id == here), None)
    people = sorted(codes, key=lambda each: each.member.person_id != here)
    everybody = tuple(person_of(each, ctx, here) for each in people)
    shown = everybody[0] if code is not None else None
    colour = Colour.GREY if code is None else code.colour
    rules = ctx.policies.set_at(ctx.instant)
    return PosterPage(
        place=place_of(entrance),
        serial=serial,
        act=act,
        shown=shown,
        verdict=None if code is None else verdict_of(code.colour, code.reasons[0], rules),
        button=_said(_ENTER if colour is Colour.GREEN else _ONLY),
        colour=colour.value,
        until=None if code is None else code.until,
        now=ctx.instant,
        everybody=everybody if len(everybody) > 1 else (),
        chosen=_chosen(typed, shown),
        again=code is not None and code.reasons[0].rule in AGAIN,
        renew=code is not None and colour is Colour.GREEN and soon(code, ctx),
        exits=entrance.exits,
        presence=entrance.presence,
        arrivals=entrance.arrivals,
        leaving=typed.leaving,
        number=typed.number,
        problems=told_of(problems),
        errors={each.field: explain(each) for each in problems},
    )


def lost_page(lost: Lost, typed: str = "") -> LostPage:
    """Word why a poster leads nowhere."""
    return LostPage(word(lost), typed)


def place_of(entrance: Entrance) -> Place:
    """Word an entrance; a venue without an English name is called by its Chinese one."""
    venue, chinese = entrance.venue, language().key == "zh"
    own = venue.zh if chinese else venue.en or venue.zh
    other = venue.en if chinese else venue.zh
    name = entrance.zh if chinese else entrance.en or entrance.zh
    tag = LANGUAGES["en" if chinese else "zh"].tag
    beside = "" if other == own else other
    return Place(own, beside, tag, venue.division, name, entrance.plate)


def _said(words: str) -> Verdict:
    return worded(words, words)


def _chosen(typed: Typed, shown: Person | None) -> tuple[str, ...]:
    if typed.chosen is not None:
        return typed.chosen
    return () if shown is None else (shown.ref,)
