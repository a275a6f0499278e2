"""Words about a venue and its entrances that the officers' pages and the manager's share."""

from dataclasses import dataclass
from datetime import datetime

from domain.people.phones import show_phone
from domain.policy.context import Context
from domain.venues.settle import Reason
from domain.venues.sheet import Doorway, Sheet
from domain.venues.values import Venue
from web import formats
from web.contexts.choices import Options
from web.i18n import gettext as _
from web.i18n import language, pgettext
from web.wording import word


@dataclass(frozen=True, slots=True)
class Door:
    """An entrance as lists show it: its name, what it asks for, its poster's letters and state.

    `number` is today's, which is shown at the door where one asks for it; for its manager alone.
    """

    id: str
    name: str
    beside: str
    marks: tuple[str, ...]
    letters: str
    printed_at: datetime | None
    seen_at: datetime | None
    number: str = ""


def facts_of(ctx: Context, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Give what is known of a venue, in words."""
    venue = sheet.venue
    rows = [
        (pgettext("venue", "Number"), sheet.number),
        (_("Kind"), kind_word(ctx, venue)),
        (_("Township or subdistrict"), formats.division(venue.division, with_parent=True)),
        (_("Address"), venue.address),
        (_("People a day"), word(venue.size)),
        (_("Sector"), word(venue.sector)),
        (_("Asked for on"), formats.moment(sheet.asked_at)),
    ]
    if sheet.settled_at is not None:
        rows.append((_("Settled on"), formats.moment(sheet.settled_at)))
    if sheet.reason:
        why = (word(Reason(sheet.reason)), sheet.remark)
        rows.append((_("Why turned down"), " · ".join(filter(None, why))))
    return tuple(rows)


def persons_of(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Give who answers for a venue, each with their number; nothing once that is over."""
    found = sheet.persons
    if found is None:
        return ()
    rows = [(_("Person in charge"), f"{found.person} · {show_phone(found.person_phone)}")]
    if found.deputy:
        rows.append(
            (pgettext("venue", "Deputy"), f"{found.deputy} · {show_phone(found.deputy_phone)}")
        )
    return tuple(rows)


def name_of(venue: Venue) -> str:
    """Give a venue's name in the reader's language, where it has one in it."""
    return venue.zh if language().key == "zh" else venue.en or venue.zh


def beside_of(venue: Venue) -> str:
    """Give its name in the other language; "" where there is none."""
    other = venue.en if language().key == "zh" else venue.zh
    return "" if other == name_of(venue) else other


def kind_word(ctx: Context, venue: Venue) -> str:
    """Name a venue's kind."""
    return ctx.policies.venues.kinds[venue.kind].name.said_in(language().key)


def door_of(doorway: Doorway, number: str = "") -> Door:
    """Give an entrance as lists show it."""
    entrance, poster = doorway.entrance, doorway.poster
    chinese = language().key == "zh"
    name = entrance.zh if chinese or not entrance.en else entrance.en
    beside = entrance.en if chinese else entrance.zh
    return Door(
        id=entrance.id.hex,
        name=name,
        beside="" if beside == name else beside,
        marks=tuple(text for mark, text in mark_words() if getattr(entrance, mark)),
        letters=f"{poster.letters[:4]}-{poster.letters[4:]}" if poster else "",
        printed_at=poster.printed_at if poster else None,
        seen_at=poster.seen_at if poster else None,
        number=number if entrance.presence else "",
    )


def size_of_posters(ctx: Context, sheet: Sheet) -> str:
    """Give the size of posters for a venue's kind: a card for a vehicle, else a sheet."""
    return "a6" if ctx.policies.venues.kinds[sheet.venue.kind].vehicle else "a4"


def mark_words() -> Options:
    """Give what an entrance can ask for, by the name of the mark."""
    return [
        ("staffed", _("Somebody checks codes here")),
        ("exits", _("People scan as they leave, too")),
        ("presence", _("People type the short number shown at the door")),
        ("arrivals", _("People arrive from elsewhere here: the travel form opens")),
    ]
