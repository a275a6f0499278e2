"""Putting the made-up venues into the books, and the page that lists them with their posters."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get

from domain.accounts.acts import Act
from domain.policy.context import Context
from domain.policy.places import DoorClass
from domain.storage.keys import KeyRing, Kind
from domain.storage.work import Work
from domain.venues.gates import USUAL, read_plate
from domain.venues.posters import make_posters
from domain.venues.register import register
from domain.venues.serials import PATH, write_serial
from domain.venues.sheet import Doorway, doorways
from domain.venues.store import venue_by_id
from domain.venues.told import Asked, Details, Gate, Persons
from domain.venues.values import VenueState
from web.contexts.venue_words import Door, door_of, kind_word, name_of
from web.demo.cast import COUNTY
from web.demo.venues import PLACES, Place
from web.formats import division
from web.guards import declares
from web.i18n import pgettext
from web.pages import page
from web.visitor import visitor
from web.wiring import services

_PERSONS = Persons("马梯田", "+8614000009001", "卢红米", "+8614000009002")


@dataclass(frozen=True, slots=True)
class Listed:
    """A venue of the page: its names, kind and township, and each door with its poster's page."""

    name: str
    kind: str
    place: str
    doors: tuple[tuple[Door, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The venues whose doors are of one class."""

    door: DoorClass
    title: str
    venues: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Every venue, by the class of its doors."""

    groups: tuple[Group, ...]
    count: int


def venue_id(ring: KeyRing, place: Place) -> UUID:
    """Give the id of a made-up venue: the same on one ring, not to be guessed."""
    secret = ring.derived(Kind.BROWSER, "demo")
    return UUID(bytes=hmac.digest(secret, f"venue {place.zh}".encode(), "sha256")[:16])


def open_places(work: Work, ctx: Context) -> None:
    """Put every made-up venue that is missing into the books, and posters onto its doors."""
    stages = (PLACES.confirmed, VenueState.CONFIRMED), (PLACES.waiting, VenueState.ASKED)
    for some, state in stages:
        for place in some:
            named = venue_id(ctx.ring, place)
            if venue_by_id(work, named) is None:
                register(work, ctx, named, _asked(ctx, place), state)
                if state is VenueState.CONFIRMED:
                    make_posters(work, ctx, named)


@get("/demo/places", opt=declares(Act.SEE_DEMO))
async def places(request: Request[Any, Any, Any]) -> Response[str]:
    """List the made-up venues, each with a way to the page that its poster opens."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(_doors, ctx)
    return page(request, "demo/places.html", _page(ctx, found))


def _doors(work: Work, ctx: Context) -> tuple[tuple[Doorway, ...], ...]:
    ids = (venue_id(ctx.ring, place) for place in PLACES.confirmed)
    return tuple(filter(None, (doorways(work, each) for each in ids)))


def _page(ctx: Context, found: Sequence[tuple[Doorway, ...]]) -> PlacesPage:
    classes: dict[DoorClass, list[Listed]] = {door: [] for door in DoorClass}
    for doors in found:
        classes[_class(ctx, doors)].append(_listed(ctx, doors))
    groups = (Group(door, _title(door), tuple(some)) for door, some in classes.items() if some)
    return PlacesPage(tuple(groups), len(found))


def _class(ctx: Context, doors: tuple[Doorway, ...]) -> DoorClass:
    first = doors[0].entrance
    return ctx.policies.doors.door_of(first.venue.kind, arrivals=first.arrivals)


def _listed(ctx: Context, doors: tuple[Doorway, ...]) -> Listed:
    venue = doors[0].entrance.venue
    hanging = tuple(
        (door_of(each), PATH + write_serial(each.poster.serial))
        for each in doors
        if each.poster is not None
    )
    return Listed(name_of(venue), kind_word(ctx, venue), division(venue.division), hanging)


def _title(door: DoorClass) -> str:
    return {
        DoorClass.PUBLIC: pgettext("demo", "Public places"),
        DoorClass.TRANSPORT: pgettext("demo", "Buses, taxis and stations"),
        DoorClass.MEDICAL: pgettext("demo", "Hospitals and clinics"),
        DoorClass.ENTRY: pgettext("demo", "Checkpoints, ports and arrivals"),
        DoorClass.HOME: pgettext("demo", "Villages, compounds, quarantine"),
    }[door]


def _asked(ctx: Context, place: Place) -> Asked:
    rule = ctx.policies.venues.kinds[place.kind]
    gates = tuple(
        Gate(
            zh=(read_plate(name) or name) if rule.plate else name,
            en=USUAL.get(name, ""),
            plate=(read_plate(name) or "") if rule.plate else "",
            staffed=not rule.unstaffed,
            arrivals=rule.arrivals == "usual",
        )
        for name in place.gates
    )
    details = Details(place.zh, place.en, place.address, place.size, place.lines)
    return Asked(place.kind, COUNTY + place.town, details, _PERSONS, gates)


ROUTES = [places]
"""The page."""
