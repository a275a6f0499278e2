"""What a phone shows once it has registered: where and when, and the code or the group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.healthcode.family import worst_first
from domain.healthcode.values import ShownCode
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.venues.visits import CheckedIn, Direction
from web.contexts.code import CodePage, code_page
from web.contexts.family import Person, person_of
from web.contexts.poster import Place, place_of
from web.contexts.together import Shown, TogetherPage, together_page
from web.contexts.verdict import Verdict, verdict_of, worded
from web.i18n import mark as _
from web.marks import Mark, mark_of

_STOP = _("Do not board")
_APART = _("Stay apart from others and call")


@dataclass(frozen=True, slots=True)
class HerePage:
    """A check-in. `code` is whom the phone shows, registered alone; `group` all of them, one QR.

    Neither stands where a group was not made: `people`, the worst first, tells all the same.
    `rides` tells of a vehicle without staff: its passengers look at this screen; `stop` says
    that somebody red or yellow does not board. `colour` and `verdict` are the worst one's.
    """

    place: Place
    leaving: bool
    at: datetime
    people: tuple[Person, ...]
    colour: str
    verdict: Verdict
    code: CodePage | None
    group: TogetherPage | None
    rides: bool
    stop: Verdict | None
    mark: Mark
    now: datetime


def here_page(
    found: CheckedIn, codes: Sequence[ShownCode], group: Shown | None, ctx: Context, origin: str
) -> HerePage:
    """Word a check-in of people whose codes are given, as many as the phone still has.

    `group` is the phone's group of today with its codes, where they are just these.
    """
    ordered = sorted(codes, key=worst_first)
    worst, rules = ordered[0], ctx.policies.set_at(ctx.instant)
    shown = None if group is not None or len(ordered) > 1 else code_page(worst, ctx, origin)
    return HerePage(
        place=place_of(found.entrance),
        leaving=found.direction is Direction.OUT,
        at=found.at,
        people=tuple(person_of(code, ctx, None) for code in ordered),
        colour=worst.colour.value,
        verdict=verdict_of(worst.colour, worst.reasons[0], rules),
        code=shown,
        group=None if group is None else together_page(*group, ctx, origin),
        rides=bool(found.entrance.plate) and not found.entrance.staffed,
        stop=worded(_STOP, _APART) if worst.colour in {Colour.RED, Colour.YELLOW} else None,
        mark=mark_of(ctx.ring, day_of(ctx.instant)),
        now=ctx.instant,
    )
