"""What a manager's pages of shifts show, and the page on which a door phone begins one."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.accounts.shifts import ShiftFault
from domain.venues.shifts import AtDoor, Offer, Roster
from domain.venues.values import Entrance, Venue
from web.contexts.people import grouped_letters
from web.i18n import gettext, language
from web.i18n import mark as _
from web.qr import svg_once
from web.wording import word

_QR = _("QR code that begins a shift")
PATH = "/S"
"""Where a door phone begins; upper case, as in the QR."""


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One running or offered shift."""

    name: str
    door: str
    made_at: datetime
    taken_at: datetime | None
    until: datetime
    offered: bool


@dataclass(frozen=True, slots=True)
class ShiftsPage:
    """The doors of a venue, and who stands at them."""

    doors: tuple[tuple[str, str], ...]
    shifts: tuple[ShiftLine, ...]


@dataclass(frozen=True, slots=True)
class OfferPage:
    """An offered shift: the QR for the door phone's camera and the letters for typing."""

    line: ShiftLine
    qr: Markup
    letters: str
    address: str
    open_until: datetime


@dataclass(frozen=True, slots=True)
class DoorPage:
    """Where a door phone begins a shift: with letters, which a script takes from the address."""

    letters: str
    error: str


def shifts_page(found: Roster, now: datetime) -> ShiftsPage:
    """Give the page."""
    doors = tuple((each.id.hex, entrance_name(each)) for each in found.entrances)
    return ShiftsPage(doors, tuple(_line(each, now) for each in found.shifts))


def offer_page(found: Offer, origin: str, now: datetime) -> OfferPage:
    """Give the page; the secret stands behind the #, which no browser sends."""
    link = f"{origin.upper()}{PATH}#{found.secret}"
    return OfferPage(
        line=_line(found.at, now),
        qr=svg_once(link, gettext(_QR), "qr-shift"),
        letters=grouped_letters(found.letters),
        address=f"{origin}{PATH}",
        open_until=found.at.shift.open_until,
    )


def door_page(letters: str, fault: ShiftFault | None) -> DoorPage:
    """Give the page."""
    return DoorPage(letters, "" if fault is None else word(fault))


def entrance_name(entrance: Entrance) -> str:
    """Give an entrance's name in the reader's language, and a vehicle's plate."""
    name = (language().key == "en" and entrance.en) or entrance.zh
    return f"{name} {entrance.plate}".strip()


def venue_name(venue: Venue) -> str:
    """Give a venue's name in the reader's language, where it has one."""
    return (language().key == "en" and venue.en) or venue.zh


def _line(found: AtDoor, now: datetime) -> ShiftLine:
    shift = found.shift
    return ShiftLine(
        name=shift.name,
        door=entrance_name(found.entrance),
        made_at=shift.made_at,
        taken_at=shift.taken_at,
        until=shift.until,
        offered=shift.offered(now),
    )
