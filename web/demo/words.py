"""The few words of the demo page that depend on a value: documents, colours, and until when."""

from datetime import datetime

from domain.kernel.colour import Colour
from domain.kernel.days import last_day_before
from domain.people.documents import DocumentKind
from web.formats import day, days_left
from web.i18n import pgettext


def kind_words(kind: DocumentKind) -> str:
    """Name a kind of document, short."""
    return {
        DocumentKind.RESIDENT_ID: pgettext("demo", "Resident ID"),
        DocumentKind.PASSPORT: pgettext("demo", "Passport"),
        DocumentKind.HKM_PERMIT: pgettext("demo", "Travel permit, Hong Kong and Macao"),
        DocumentKind.TAIWAN_PERMIT: pgettext("demo", "Travel permit, Taiwan"),
        DocumentKind.HMT_RESIDENCE: pgettext("demo", "Residence permit, Hong Kong, Macao, Taiwan"),
        DocumentKind.FOREIGN_RESIDENCE: pgettext("demo", "Permanent residence of a foreigner"),
        DocumentKind.BORDER_PASS: pgettext("demo", "Border pass"),
        DocumentKind.BIRTH_CERTIFICATE: pgettext("demo", "Birth certificate"),
        DocumentKind.OTHER: pgettext("demo", "Another document"),
    }[kind]


def colour_words(colour: Colour) -> str:
    """Name a colour as a code."""
    return {
        Colour.GREEN: pgettext("demo", "Green"),
        Colour.YELLOW: pgettext("demo", "Yellow"),
        Colour.RED: pgettext("demo", "Red"),
        Colour.GREY: pgettext("demo", "Grey"),
    }[colour]


def until_words(colour: Colour, until: datetime | None, now: datetime) -> str:
    """Say how long a colour stands: days left of a green, the last day of a risk, or its wait."""
    if colour is Colour.GREY:
        return ""
    if until is None:
        return pgettext("demo", "until a doctor or the office decides")
    if colour is Colour.GREEN:
        return days_left(until, now)
    return pgettext("demo", "expected to end after %(day)s") % {"day": day(last_day_before(until))}
