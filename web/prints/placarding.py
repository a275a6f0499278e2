"""From what is known of a venue to what its posters say."""

from urllib.parse import urlsplit
from uuid import UUID

from domain.kernel.days import day_of
from domain.places.divisions import name_of
from domain.policy.policies import Policies
from domain.policy.texts import Text
from domain.venues.serials import PATH, write_serial
from domain.venues.sheet import Sheet
from domain.venues.values import Entrance
from web.prints.values import FurtherLine, Placard, PosterSize
from web.typefaces import has_face


def placards(
    sheet: Sheet, policies: Policies, origin: str, entrance_id: UUID | None = None
) -> tuple[Placard, ...]:
    """Give a placard for each entrance that has a poster, or for one alone."""
    venue = sheet.venue
    lines = tuple(
        FurtherLine(line.text, line.font)
        for tag, line in policies.posters.lines.items()
        if tag in sheet.lines and has_face(line.font)
    )
    towns = (name_of(venue.division, key, with_parent=True) for key in ("zh", "en"))
    township = Text(*towns)
    return tuple(
        Placard(
            venue=Text(venue.zh, venue.en or venue.zh),
            entrance=_named(each.entrance),
            township=township,
            address=poster_address(origin, each.poster.serial),
            letters=each.poster.letters,
            type_at=f"{urlsplit(origin).netloc}/check",
            door=policies.doors.door_of(venue.kind, arrivals=each.entrance.arrivals),
            arrivals=each.entrance.arrivals,
            staffed=each.entrance.staffed,
            lines=lines,
            made_on=day_of(each.poster.made_at),
        )
        for each in sheet.doorways
        if each.poster is not None and entrance_id in {None, each.entrance.id}
    )


def poster_address(origin: str, serial: bytes) -> str:
    """Give what a poster's QR holds: an address of ours alone, in upper case throughout."""
    return f"{origin.upper()}{PATH}{write_serial(serial)}"


def usual_size(sheet: Sheet, policies: Policies) -> PosterSize:
    """Give the size for a venue's kind: a card for a vehicle, else a sheet."""
    vehicle = policies.venues.kinds[sheet.venue.kind].vehicle
    return PosterSize.A6 if vehicle else PosterSize.A4


def _named(entrance: Entrance) -> Text:
    return Text(entrance.zh, entrance.en or entrance.zh)
