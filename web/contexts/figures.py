"""What the page of figures shows: a day's counts of doors, in words and numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.admission.figures import FEW, Figures
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.policy.doors import DoorAct
from web.contexts.verdict import word_of
from web.i18n import gettext, language
from web.i18n import mark as _
from web.wording import word

_NO_COLOUR = _("No colour")
_DAYS = 7
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The page: counts as they are shown; `days` are the other days that one may look at."""

    day: date
    total: str
    colours: Rows
    acts: Rows
    hours: tuple[tuple[str, str, str], ...]
    otherwise: str
    refused: str
    days: tuple[date, ...]
    few: int
    visits: bool


def figures_page(ctx: Context, found: Figures) -> FiguresPage:
    """Word a day's counts; small ones are hidden from whoever must not have them."""
    colours = [*Colour, None]
    today = day_of(ctx.instant)
    return FiguresPage(
        day=found.day,
        total=_shown(found.total, green=True, found=found),
        colours=tuple(
            (
                _colour(each),
                _shown(
                    found.colours.get("" if each is None else each.value, 0),
                    green=each is Colour.GREEN,
                    found=found,
                ),
            )
            for each in colours
        ),
        acts=tuple(
            (word(each), _shown(found.acts[each.value], green=each.passes, found=found))
            for each in DoorAct
            if found.acts.get(each.value)
        ),
        hours=tuple(
            (
                f"{hour}:00",
                _shown(found.hours.get(hour, 0), green=True, found=found),
                str(found.check_ins.get(hour, 0)),
            )
            for hour in sorted({*found.hours, *found.check_ins})
        ),
        otherwise=_shown(found.otherwise, green=False, found=found),
        refused=_shown(found.refused, green=False, found=found),
        days=tuple(today - timedelta(days=ago) for ago in range(_DAYS)),
        few=FEW if found.few else 0,
        visits=bool(found.check_ins),
    )


def _shown(count: int, *, green: bool, found: Figures) -> str:
    hidden = found.few and not green and 0 < count < FEW
    return f"< {FEW}" if hidden else f"{count:,}"


def _colour(each: Colour | None) -> str:
    return gettext(_NO_COLOUR) if each is None else word_of(each).said_in(language().key)
