"""What the selects of the declaration offer, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from domain.declaration.consent import consents_at
from domain.declaration.document import STATELESS, Paper, read_paper
from domain.declaration.entries import Entries, one
from domain.declaration.terms import Terms
from domain.declaration.values import Relationship
from domain.declaration.who import relationship_in
from domain.people.ages import GROWN, age_on
from domain.people.documents import DocumentKind
from domain.people.phones import calling_code
from domain.places.divisions import Division, by_code
from web import formats
from web.contexts.answers import nationality
from web.i18n import gettext, language
from web.i18n import mark as _
from web.wording import word

Options = Sequence[tuple[str, str]]
# Where most people's telephones come from; the rest follow in the order of their names.
_NEAR = ("CN", "VN", "LA", "MM", "TH", "HK", "MO", "TW")


def regions() -> Options:
    """Give the countries and regions of a telephone number, each with its calling code."""
    rest = [code for code, _ in formats.countries() if code not in _NEAR]
    coded = ((code, calling_code(code)) for code in (*_NEAR, *rest))
    return [(code, f"{formats.country(code)} +{number}") for code, number in coded if number]


def relations() -> Options:
    """Give who somebody else can be to the one who fills in for them."""
    return [(each.value, word(each)) for each in Relationship if each is not Relationship.SELF]


def about_age(entries: Entries, terms: Terms) -> tuple[Options, int | None]:
    """Give the ways to agree at the applicant's age, and that age where it is unusual."""
    paper, told = read_paper(entries, terms), relationship_in(entries)
    if not isinstance(paper, Paper):
        return (), None
    age = age_on(paper.born, terms.today)
    strange = {Relationship.CHILD: age >= GROWN, Relationship.PARENT: age < GROWN}
    return consents(age), age if strange.get(told) else None


def consents(age: int) -> Options:
    """Give how a person of this age can have agreed, the usual one first."""
    return [(each.value, word(each)) for each in consents_at(age)]


def days_back(terms: Terms) -> Options:
    """Give today and the days of the window before it, the latest first."""
    return [_day(terms.today - timedelta(days=ago), terms) for ago in range(terms.window + 1)]


def days_coming(terms: Terms) -> Options:
    """Give the days of an arrival: those still ahead first, then today and back."""
    ahead = [
        _day(terms.today + timedelta(days=on), terms) for on in range(terms.days_ahead.days, 0, -1)
    ]
    return [*ahead, *days_back(terms)]


def divisions(found: Iterable[Division]) -> Options:
    """Give divisions by code and name."""
    return [(division.code, formats.division(division.code)) for division in found]


def chosen_kind(entries: Entries) -> str:
    """Give the chosen kind of document, or the one that most readers of the language have."""
    usual = DocumentKind.RESIDENT_ID if language().key == "zh" else DocumentKind.PASSPORT
    return one(entries, "kind") or usual.value


def kinds() -> Options:
    """Give the kinds of document."""
    return [(kind.value, word(kind)) for kind in DocumentKind]


def nationalities() -> Options:
    """Give the nationalities, and last the want of one."""
    return [*formats.countries(), (STATELESS, nationality(STATELESS))]


def typed_places(typed: Mapping[str, str]) -> dict[str, str]:
    """Show a place that was kept by its code under its name again."""
    return {
        name: _place(value) if name.startswith("visit_") and name.endswith("_place") else value
        for name, value in typed.items()
    }


def _place(text: str) -> str:
    return formats.division(text) if text.isdecimal() and by_code(text) else text


def _day(day: date, terms: Terms) -> tuple[str, str]:
    named = {terms.today: gettext("today"), terms.today - timedelta(days=1): gettext("yesterday")}
    beside = named.get(day) or gettext(_WEEK[day.weekday()])
    return day.isoformat(), f"{formats.day(day)} ({beside})"


_WEEK = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
