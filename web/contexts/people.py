"""What the pages show on which an office invites, and looks after whom it answers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.accounts.ranks import LEVELS, invites
from domain.accounts.values import Account, Called, Invitation, Place, Standing
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import Problem
from domain.people.phones import show_phone
from domain.places.divisions import children_of
from domain.policy.places import Sector
from web.formats import division
from web.i18n import gettext, language
from web.i18n import mark as _
from web.qr import svg_once
from web.wording import explain, word

_LACKS = {
    Standing.NAMED: _("%(unit)s: no named person yet"),
    Standing.DEPUTY: _("%(unit)s: no deputy yet"),
}
_QR = _("QR code of the invitation")
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One member of staff, or one invitation: what a form calls it, and how it reads."""

    name: str
    called: str
    phone: str
    role: str
    place: str
    unit: str
    standing: str
    locked: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Whom one answers for; what units lack; below which divisions nobody is in office yet."""

    people: tuple[Line, ...]
    invitations: tuple[Line, ...]
    lacks: tuple[str, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """Which role to invite into."""

    roles: Options


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The form of an invitation into one role."""

    role: str
    title: str
    divisions: Options
    sectors: Options
    standings: Options
    venue: bool
    typed: Mapping[str, str]
    problems: tuple[Mapping[str, str], ...]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SecretPage:
    """An invitation to be handed over: its link, as QR and to copy, and the letters to type."""

    line: Line
    link: str
    letters: str
    address: str
    qr: Markup


def people_page(
    actor: Actor, people: Sequence[Account], invitations: Sequence[Invitation]
) -> PeoplePage:
    """Give the page."""
    return PeoplePage(
        people=tuple(_account(each) for each in people),
        invitations=tuple(_invitation(each) for each in invitations),
        lacks=tuple(_lacking(people)),
        empty=_empty(actor, people),
    )


def choice_page(actor: Actor) -> ChoicePage:
    """Give the page."""
    return ChoicePage(tuple((each.value, word(each)) for each in invites(actor.role)))


def invite_page(
    actor: Actor, role: Role, typed: Mapping[str, str], problems: Sequence[Problem]
) -> InvitePage:
    """Give the page."""
    errors = {each.field: explain(each) for each in problems}
    below = children_of(actor.division or "") if role in LEVELS else ()
    return InvitePage(
        role=role.value,
        title=word(role),
        divisions=tuple((each.code, division(each.code)) for each in below),
        sectors=tuple((each.value, word(each)) for each in Sector) if role is Role.SECTOR else (),
        standings=tuple((each.value, word(each)) for each in Standing),
        venue=role is Role.VENUE,
        typed={"standing": Standing.NAMED.value, **typed},
        problems=tuple({"id": field, "text": text} for field, text in errors.items()),
        errors=errors,
    )


def secret_page(found: Invitation, letters: str, origin: str) -> SecretPage:
    """Give the page."""
    address = f"{origin}/staff/join"
    link = f"{address}#{letters}"
    qr = svg_once(link, gettext(_QR), "qr-app")
    return SecretPage(_invitation(found), link, grouped_letters(letters), address, qr)


def grouped_letters(letters: str) -> str:
    """Write letters in fours, as they are read out and typed."""
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _account(found: Account) -> Line:
    return _line(found.id.hex, found.place, found.called, locked=found.locked)


def _invitation(found: Invitation) -> Line:
    return _line(found.name, found.place, found.called, until=found.ends_at)


def _line(
    name: str, place: Place, called: Called, until: datetime | None = None, *, locked: bool = False
) -> Line:
    sector = f" · {word(Sector(place.sector))}" if place.sector else ""
    return Line(
        name=name,
        called=called.name,
        phone=show_phone(called.phone) if called.phone else "",
        role=word(place.role) + sector,
        place=division(place.division),
        unit=place.unit,
        standing=word(place.standing),
        locked=locked,
        until=until,
    )


def _lacking(people: Sequence[Account]) -> list[str]:
    """Tell of each unit that lacks its named person or deputy (H1)."""
    units: dict[tuple[str, str, str], set[Standing]] = {}
    for each in people:
        place = each.place
        units.setdefault((place.division, place.role.value, place.unit), set()).add(place.standing)
    return [
        gettext(text) % {"unit": f"{division(code)} {unit}"}
        for (code, _, unit), held in units.items()
        for standing, text in _LACKS.items()
        if standing not in held
    ]


def _empty(actor: Actor, people: Sequence[Account]) -> str:
    """Give the divisions one level below where nobody is in office."""
    below = [role for role in invites(actor.role) if role in LEVELS]
    taken = {each.place.division for each in people if each.place.role in below}
    places = children_of(actor.division or "") if below else ()
    between = "、" if language().key == "zh" else ", "
    return between.join(division(each.code) for each in places if each.code not in taken)
