"""Where one registered, as a section of what is held."""

from domain.mydata.values import Held
from domain.venues.visited import Visited
from web import formats
from web.contexts.kept import Item, Section, kept
from web.i18n import gettext as _
from web.i18n import language
from web.wording import word


def visits_section(held: Held) -> Section:
    """Give every check-in with its place; a proxy sees those that they registered themselves."""
    return Section(
        key="visits",
        title=_("Visits"),
        count=len(held.visits),
        why=_(
            "Where you registered at an entrance (notice N4), so that you can be told of a risk"
            " there. Nobody else gets this list; a place sees numbers alone."
        ),
        items=tuple(
            Item(
                _place(each),
                [(_("Time"), formats.moment(each.at)), (_("Direction"), word(each.direction))],
                kept(until, held.periods),
            )
            for each, until in held.visits
        ),
        none=_("No visits yet."),
    )


def _place(visited: Visited) -> str:
    chinese = language().key == "zh"
    venue = visited.venue_zh if chinese else visited.venue_en or visited.venue_zh
    entrance = visited.entrance_zh if chinese else visited.entrance_en or visited.entrance_zh
    return f"{venue} · {entrance}"
