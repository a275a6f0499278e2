"""The answers of a draft in words, by step, for checking before they are sent."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.declaration.address import read_address
from domain.declaration.document import Paper, read_paper
from domain.declaration.entries import Entries
from domain.declaration.health import read_health
from domain.declaration.journey import read_journey
from domain.declaration.steps import Step
from domain.declaration.terms import Terms
from domain.declaration.values import Answer, Health, Journey, Relationship, Stay
from domain.declaration.who import Who, read_who
from domain.people.documents import show_number
from domain.people.phones import show_phone
from web import formats
from web.i18n import gettext as _
from web.wording import word

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """One step's answers: its title, where to change them, and (label, answer) rows."""

    title: str
    href: str
    rows: Rows


def groups_of(entries: Entries, terms: Terms) -> tuple[Group, ...]:
    """Give the answers of every step that can be read, in the order of the steps."""
    found = (
        (_("Who you are"), Step.WHO, read_who(entries, terms)),
        (_("Your document"), Step.DOCUMENT, read_paper(entries, terms)),
        (_("Your journey"), Step.JOURNEY, read_journey(entries, terms)),
        (_("Where you live or stay"), Step.ADDRESS, read_address(entries, terms)),
        (_("Your health"), Step.HEALTH, read_health(entries, terms)),
    )
    return tuple(Group(title, f"/declare/{step}", rows_of(value)) for title, step, value in found)


def rows_of(value: Who | Paper | Journey | Stay | Health | tuple[object, ...]) -> Rows:
    """Give one step's answers in words; nothing for one that could not be read."""
    match value:
        case Who():
            return _who(value)
        case Paper():
            return _paper(value)
        case Journey():
            return _journey(value)
        case Stay():
            return _stay(value)
        case Health():
            return _health(value)
        case _:
            return []


def _who(who: Who) -> Rows:
    phone = show_phone(who.phone)
    told = [] if who.relationship is Relationship.SELF else [(_("For"), word(who.relationship))]
    return [
        *told,
        (_("Name"), who.name),
        (_("Phone"), _("%(phone)s (a helper’s)") % {"phone": phone} if who.helper_phone else phone),
    ]


def _paper(paper: Paper) -> Rows:
    rows = [
        (word(paper.document.kind), show_number(paper.document)),
        (_("Gender"), word(paper.gender)),
        (_("Date of birth"), formats.full_day(paper.born)),
    ]
    if paper.nationality != "CN":
        rows.append((_("Nationality"), nationality(paper.nationality)))
    return rows


def _journey(journey: Journey) -> Rows:
    rows: Rows = [(_("Outside Yunnan in the last 14 days"), _yes(yes=journey.outside))]
    if not journey.outside:
        return rows
    rows.append((_("Set out from"), formats.country(journey.departure or "")))
    for visit in journey.visits:
        place = formats.division(visit.division, with_parent=True)
        rows.append((_("Stayed in"), _("%(place)s, until %(day)s") % _at(place, visit.last)))
    if journey.left_on is not None:
        rows.append((_("Set out on"), formats.day(journey.left_on)))
    for leg in journey.legs:
        way = " ".join(filter(None, (word(leg.transport), leg.number)))
        rows.append((_("Changed in"), f"{leg.place} · {way} · {formats.day(leg.day)}"))
    if journey.transport is not None:
        parts = (word(journey.transport), journey.transport_number, journey.seat)
        rows.append((_("Came by"), " · ".join(filter(None, parts))))
    rows += _arrival(journey.arrives_at)
    return [*rows, (_("Going on to"), journey.onward)] if journey.onward else rows


def _arrival(at: datetime | None) -> Rows:
    return [] if at is None else [(_("Arrival in Yunnan"), formats.moment(at))]


def _stay(stay: Stay) -> Rows:
    work = stay.employer or word(stay.occupation)
    return [
        (_("Township or subdistrict"), formats.division(stay.division, with_parent=True)),
        (_("Address"), stay.address),
        (_("Work"), work),
    ]


def _health(health: Health) -> Rows:
    rows = [(_("Close contact with a case"), _dated(health.contact, health.contact_on))]
    rows.append((_("Outside the mainland"), _dated(health.abroad, health.entered_on)))
    if health.abroad_where:
        rows.append((_("Where"), formats.country(health.abroad_where)))
    ill = [word(symptom) for symptom in sorted(health.symptoms)]
    none = word(Answer.UNKNOWN) if health.symptoms_unknown else _("None of these")
    rows.append((_("Symptoms"), _("; ").join(ill) or none))
    if health.temperature is not None:
        rows.append((_("Temperature"), f"{health.temperature:.1f} °C"))
    if health.symptoms_since is not None:
        rows.append((_("Since"), formats.day(health.symptoms_since)))
    return rows


def nationality(code: str) -> str:
    """Name a nationality; ZZ is none, or a state that is not on the list."""
    return _("None, or not on the list") if code == "ZZ" else formats.country(code)


def _dated(answer: Answer, day: date | None) -> str:
    if day is None:
        return word(answer)
    return _("%(answer)s, last on %(day)s") % {"answer": word(answer), "day": formats.day(day)}


def _at(place: str, day: date) -> dict[str, str]:
    return {"place": place, "day": formats.day(day)}


def _yes(*, yes: bool) -> str:
    return word(Answer.YES if yes else Answer.NO)
