"""What staff's own pages show: where to begin, the account, what it signs in with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.accounts.listing import SignedIn
from domain.accounts.means import Kept
from domain.accounts.signing import SignInFault
from domain.accounts.values import Account
from domain.people.phones import show_phone
from domain.policy.places import Sector
from domain.venues.values import Entrance
from web.contexts.passkeys import KeptPasskey
from web.contexts.shifts import entrance_name, venue_name
from web.contexts.signing import NewMeans, keepers
from web.formats import division
from web.i18n import gettext
from web.i18n import mark as _
from web.offices import staff_links, staff_place
from web.visitor import visitor
from web.wording import word

_NAME, _ROLE, _PLACE, _UNIT = _("Name"), _("Role"), _("Area"), _("Office or unit")
_SECTOR, _STANDING, _PHONE = _("Sector"), _("Duty in the unit"), _("Phone number in office")


@dataclass(frozen=True, slots=True)
class StartPage:
    """Where staff begin: as what they are signed in, until when, and what there is to do."""

    place: str
    where: str
    until: datetime
    at_door: bool
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The account: its staff number in threes, its rows, where it is signed in, by what."""

    number: str
    rows: tuple[tuple[str, str], ...]
    sessions: tuple[SignedIn, ...]
    passkeys: int
    password: bool


@dataclass(frozen=True, slots=True)
class MeansPage:
    """What the account signs in with; `last` tells that only one way is left, which stays."""

    passkeys: tuple[KeptPasskey, ...]
    password: bool
    last: bool
    full: bool
    keepers: tuple[tuple[str, str], ...]
    new: NewMeans
    passkey_error: str


def start_page(door: Entrance | None) -> StartPage:
    """Give the page; a door phone's tells its entrance."""
    where = "" if door is None else f"{venue_name(door.venue)} · {entrance_name(door)}"
    staff = visitor().staff
    assert staff is not None  # noqa: S101 - the guard lets nobody else in
    links = tuple((path, text) for path, text, _ in staff_links())
    return StartPage(staff_place(), where, staff.ends_at, staff.at_door, links)


def account_page(own: Account, found: Sequence[SignedIn], kept: Kept) -> AccountPage:
    """Give the page."""
    place = own.place
    rows = (
        (_NAME, own.called.name),
        (_ROLE, word(place.role)),
        (_PLACE, division(place.division, with_parent=True)),
        (_UNIT, place.unit),
        (_SECTOR, word(Sector(place.sector)) if place.sector else ""),
        (_STANDING, word(place.standing)),
        (_PHONE, show_phone(own.called.phone) if own.called.phone else ""),
    )
    shown = tuple((gettext(label), value) for label, value in rows if value)
    number = " ".join(own.number[at : at + 3] for at in range(0, len(own.number), 3))
    return AccountPage(number, shown, tuple(found), len(kept.passkeys), kept.password)


def means_page(kept: Kept, most: int, new: NewMeans, *, passkey_failed: bool) -> MeansPage:
    """Give the page."""
    return MeansPage(
        passkeys=tuple(
            KeptPasskey(each.name, word(each.keeper), each.made_at, each.used_at)
            for each in kept.passkeys
        ),
        password=kept.password,
        last=kept.many == 1,
        full=len(kept.passkeys) >= most,
        keepers=keepers(),
        new=new,
        passkey_error=word(SignInFault.PASSKEY) if passkey_failed else "",
    )
