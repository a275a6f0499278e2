"""Three lists that hang together: prefecture, county and township, or one's own county's alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.declaration.address import place_above
from domain.declaration.entries import Entries
from domain.kernel.problems import Problem
from domain.places.divisions import YUNNAN, by_code, children_of
from web.contexts.choices import Options, divisions
from web.formats import division


@dataclass(frozen=True, slots=True)
class PlaceLists:
    """The lists below what is chosen, `county_name` of the county they belong to.

    `elsewhere` tells that all three are shown: it is not the home county, or not told yet.
    """

    prefecture: str
    county: str
    county_name: str
    elsewhere: bool
    prefectures: Options
    counties: Options
    townships: Options


def place_lists(entries: Entries, home: str, problems: Sequence[Problem]) -> PlaceLists:
    """Give the lists for what was chosen so far; `home` is the county that most people live in."""
    prefecture, county = place_above(entries, home)
    found = by_code(county)
    asked = {problem.field for problem in problems} & {"prefecture", "county"}
    return PlaceLists(
        prefecture=prefecture,
        county=county,
        county_name=division(found.code) if found else "",
        elsewhere=county != home or bool(asked),
        prefectures=divisions(children_of(YUNNAN)),
        counties=divisions(children_of(prefecture)),
        townships=divisions(children_of(county)) if county else (),
    )
