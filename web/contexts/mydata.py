"""What is held about a person, in plain words: grouped, with why it is held and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.declaration.values import Departure
from domain.kernel.colour import Colour
from domain.mydata.reach import Reach
from domain.mydata.values import Held, Stated
from domain.notices.codes import life
from domain.people.documents import Document, show_number
from domain.people.phones import show_phone
from domain.policy.context import Context
from domain.policy.periods import Retention
from web import formats
from web.contexts.answers import Rows, nationality, rows_of
from web.contexts.judged import judged_items
from web.contexts.kept import Item, Section, kept, kept_at_least, without_empty
from web.contexts.myadmissions import admissions_section
from web.contexts.myown import passkeys_section, reminders_section
from web.contexts.myphone import lookups_section, phones_section, technical_section
from web.contexts.myvisits import visits_section
from web.i18n import gettext as _
from web.i18n import mark
from web.wording import word

_LEADS: Mapping[Reach, str] = {
    Reach.SELF: mark("You see all of it: nothing else about you is held."),
    Reach.GUARDIAN: mark("You see all of it, as the guardian whose document was seen."),
    Reach.PROXY: mark(
        "You fill in for them, so you see what you filled in, the colour, its end and what to do."
        " What offices recorded they see themselves, or a guardian whose document was seen."
    ),
    Reach.WAITING: mark(
        "You see what you filled in on this phone. The rest opens once somebody has seen the"
        " document; some of it may then be kept longer than it says here."
    ),
}


@dataclass(frozen=True, slots=True)
class MyDataPage:
    """All of the page: `lead` says as whom one looks, `mend_until` until when a slip is mended.

    `own` tells that the applicant is oneself, `whole` that every fold is open, to be printed,
    `prints` that there is a code to put on a card;
    `hours` within how many an office answers.
    """

    name: str
    own: bool
    whole: bool
    lead: str
    sections: tuple[Section, ...]
    prints: bool
    mend_until: datetime | None
    hours: int


def mydata_page(held: Held, ctx: Context, *, whole: bool = False) -> MyDataPage:
    """Word what is held in the reader's language."""
    rules = ctx.policies.set_at(ctx.instant)
    # What else comes to be held: a section here, a field of Held.
    own = (
        ()
        if held.own is None
        else (
            reminders_section(held.own, life(ctx)),
            passkeys_section(held.own),
        )
    )
    sections = (
        _identity(held),
        _stated(held),
        judged_items(held, rules),
        _facts(held),
        phones_section(held),
        lookups_section(held) if held.reach.sees_person else None,
        admissions_section(held),
        *own,
        technical_section(held),
        visits_section(held),
    )
    return MyDataPage(
        name=held.member.known.name,
        own=held.reach is Reach.SELF,
        whole=whole,
        lead=_(_LEADS[held.reach]),
        sections=tuple(each for each in sections if each is not None),
        prints=held.judged is not None and held.judged.colour is not Colour.GREY,
        mend_until=held.mend_until,
        hours=rules.corrections.answer_hours,
    )


def _identity(held: Held) -> Section:
    known = held.member.known
    phone = show_phone(known.phone)
    rows: Rows = [
        (_("Name"), known.name),
        (
            _("Phone"),
            _("%(phone)s (a helper’s)") % {"phone": phone} if known.helper_phone else phone,
        ),
        (_("Gender"), word(known.gender)),
        (_("Date of birth"), formats.full_day(known.born)),
        (_("Nationality"), nationality(known.nationality)),
    ]
    papers: Rows = [
        (
            word(each.kind),
            show_number(Document(each.kind, each.number))
            or _("Stated on another phone, so not read out here"),
        )
        for each in held.papers
    ]
    return Section(
        key="identity",
        title=_("Name, phone and document"),
        count=len(held.papers),
        why=_("So that a code belongs to one person, and we can reach you (notice A7)."),
        items=(
            Item("", rows, kept(held.identity_until, held.periods)),
            Item(_("Document"), papers, kept(held.papers_until, held.periods)),
        ),
    )


def _stated(held: Held) -> Section:
    return Section(
        key="answers",
        title=_("What was declared"),
        count=len(held.stated),
        why=_("Rules make the colour from it (notice A8, A9)."),
        items=tuple(_answers(each, held.periods) for each in held.stated),
        none=_("Nothing is kept any more."),
    )


def _answers(stated: Stated, periods: Retention) -> Item:
    made = stated.answers
    title = _("Declared on %(time)s") % {"time": formats.moment(stated.declared_at)}
    if made is None:
        note = _("Filled in on another phone. Its answers are read there, not here.")
        return Item(title, [], kept(stated.until, periods), (note,))
    rows = [*rows_of(made.journey), *rows_of(made.stay), *rows_of(made.health)]
    notes = (_("Corrected since: it no longer counts."),) if stated.corrected else ()
    return Item(title, rows, kept(stated.until, periods), (*notes, *map(_left, made.departures)))


def _left(told: Departure) -> str:
    """Say what was said of leaving, and when."""
    at = formats.moment(told.told_at)
    if told.left_on is None:
        return _("Told on %(time)s: you have not left Yunnan.") % {"time": at}
    day = formats.full_day(told.left_on)
    return _("Told on %(time)s: left Yunnan on %(day)s.") % {"time": at, "day": day}


def _facts(held: Held) -> Section | None:
    if not held.reach.sees_facts:
        return None
    return Section(
        key="facts",
        title=_("Official information"),
        count=len(held.facts),
        why=_(
            "Health offices record it, with evidence; rules make the colour from it (notice A1)."
        ),
        items=tuple(
            Item(
                word(each.kind),
                without_empty(
                    (
                        (_("Date"), formats.full_day(each.day)),
                        (_("Result"), "" if each.result is None else word(each.result)),
                        (_("Recorded"), formats.moment(each.recorded_at)),
                        (_("Evidence"), each.reference),
                    )
                ),
                kept_at_least(held.facts_until, held.periods),
            )
            for each in held.facts
        ),
        none=_("There is none about you."),
    )
