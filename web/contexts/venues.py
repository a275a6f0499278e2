"""The officers' pages: venues that wait, those that match a search, and one with all about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from domain.declaration.entries import Entries, one
from domain.kernel.problems import Problem
from domain.places.divisions import children_of
from domain.policy.context import Context
from domain.policy.places import Sector
from domain.venues.listing import Listed, Listing, Search
from domain.venues.settle import Reason
from domain.venues.sheet import Sheet
from domain.venues.values import VenueState
from web import formats
from web.contexts.choices import Options, divisions
from web.contexts.declare import Told, told_of
from web.contexts.venue_words import (
    Door,
    beside_of,
    door_of,
    facts_of,
    kind_word,
    name_of,
    persons_of,
    size_of_posters,
)
from web.wording import word

C = TypeVar("C", bound=StrEnum)
_LONGEST = 60
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A venue as a list shows it; `short` tells that a poster is still to be printed."""

    href: str
    name: str
    beside: str
    kind: str
    place: str
    state: VenueState
    state_word: str
    number: str
    listed: Listed
    short: bool


@dataclass(frozen=True, slots=True)
class VenuesPage:
    """What waits, the search as it was made, and what it found; addresses of the pages beside."""

    waiting: tuple[Row, ...]
    rows: tuple[Row, ...]
    count: int
    page: int
    before: str
    after: str
    typed: Mapping[str, str]
    places: Options
    sectors: Options
    states: Options


@dataclass(frozen=True, slots=True)
class VenuePage:
    """One venue, in rows of (label, answer), with what can be done to it."""

    venue: str
    name: str
    beside: str
    state: str
    state_word: str
    open: bool
    doors: tuple[Door, ...]
    invite: str
    kept_days: int
    rows: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]
    sectors: Options
    sector: str
    reasons: Options
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    problems: tuple[Told, ...]
    size: str


def search_in(query: Mapping[str, str], within: str) -> Search:
    """Read a search as an address holds it; what is not understood looks for anything."""
    below = {each.code for each in children_of(within)}
    place, page = query.get("place", ""), query.get("page", "")
    digits = page.isascii() and page.isdecimal() and len(page) <= _MOST_DIGITS
    return Search(
        text=query.get("q", "").strip()[:_LONGEST],
        place=place if place in below else "",
        sector=_one_of(Sector, query.get("sector", "")),
        state=_one_of(VenueState, query.get("state", "")),
        unposted=query.get("unposted") == "yes",
        page=int(page) if digits else 1,
    )


def venues_page(
    ctx: Context, waiting: tuple[Listed, ...], found: Listing, search: Search
) -> VenuesPage:
    """Give the page of a jurisdiction."""
    typed = {
        "q": search.text,
        "place": search.place,
        "sector": search.sector.value if search.sector else "",
        "state": search.state.value if search.state else "",
        "unposted": "yes" if search.unposted else "",
    }
    return VenuesPage(
        waiting=tuple(_row(ctx, each) for each in waiting),
        rows=tuple(_row(ctx, each) for each in found.rows),
        count=found.count,
        page=found.page,
        before=_at(typed, found.page - 1) if found.page > 1 else "",
        after=_at(typed, found.page + 1) if found.more else "",
        typed=typed,
        places=divisions(children_of(ctx.actor.division or "")),
        sectors=sector_options(),
        states=[(state.value, word(state)) for state in VenueState],
    )


def venue_page(
    ctx: Context, sheet: Sheet, posted: Entries | None = None, problems: tuple[Problem, ...] = ()
) -> VenuePage:
    """Give one venue's page; `posted` and `problems` where it is being turned down."""
    told, typed = told_of(problems), posted or {}
    return VenuePage(
        venue=sheet.venue.id.hex,
        name=name_of(sheet.venue),
        beside=beside_of(sheet.venue),
        state=sheet.venue.state.value,
        state_word=word(sheet.venue.state),
        open=sheet.venue.state is VenueState.CONFIRMED,
        doors=tuple(door_of(each) for each in sheet.doorways),
        invite=_invitation(sheet),
        kept_days=ctx.policies.retention.venue_persons.days or 0,
        rows=facts_of(ctx, sheet),
        persons=persons_of(sheet),
        sectors=sector_options(),
        sector=sheet.venue.sector.value,
        reasons=[(reason.value, word(reason)) for reason in Reason],
        typed={name: one(typed, name) for name in typed},
        errors={each.id: each.text for each in told},
        problems=told,
        size=size_of_posters(ctx, sheet),
    )


def sector_options() -> Options:
    """Give the sectors by their names."""
    return [(sector.value, word(sector)) for sector in Sector]


def _invitation(sheet: Sheet) -> str:
    """Give where the manager is invited: a venue is known there by the letters of a poster."""
    letters = next((each.poster.letters for each in sheet.doorways if each.poster), "")
    return f"/staff/people/invite/venue?letters={letters}"


def _row(ctx: Context, listed: Listed) -> Row:
    venue = listed.venue
    return Row(
        href=f"/venues/at/{venue.id.hex}",
        name=name_of(venue),
        beside=beside_of(venue),
        kind=kind_word(ctx, venue),
        place=formats.division(venue.division),
        state=venue.state,
        state_word=word(venue.state),
        number=listed.number,
        listed=listed,
        short=venue.state is VenueState.CONFIRMED and listed.printed < listed.entrances,
    )


def _at(typed: Mapping[str, str], page: int) -> str:
    kept = {name: value for name, value in typed.items() if value}
    return f"/venues?{urlencode({**kept, 'page': str(page)})}"


def _one_of(kinds: type[C], value: str) -> C | None:
    return next((kind for kind in kinds if kind.value == value), None)
