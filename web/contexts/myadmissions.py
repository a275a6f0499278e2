"""The doors that checked a person, as they read it themselves."""

from datetime import datetime

from domain.admission.about import Checked
from domain.kernel.colour import Colour
from domain.mydata.values import Held
from domain.policy.periods import Retention
from web import formats
from web.contexts.answers import Rows
from web.contexts.kept import Item, Section, kept
from web.contexts.verdict import word_of
from web.i18n import gettext as _
from web.i18n import language
from web.wording import word


def admissions_section(held: Held) -> Section:
    """Give every admission, the newest first."""
    return Section(
        key="admissions",
        title=_("Checked at doors"),
        count=len(held.admissions),
        why=_("So that a door decides once, and you see who looked (notice A2)."),
        items=tuple(_item(*each, held.periods) for each in held.admissions),
        none=_("No door has checked you."),
    )


def _item(checked: Checked, until: datetime, periods: Retention) -> Item:
    rows: Rows = [
        (_("Place"), _place(checked)),
        (_("How"), word(checked.how)),
        (_("Colour"), _colour(checked.colour)),
        (_("What was done"), word(checked.act)),
    ]
    notes = [_("The document was looked at.")] if checked.seen else []
    notes += [_("Staff turned a green away.")] if checked.refused else []
    return Item(formats.moment(checked.at), rows, kept(until, periods), tuple(notes))


def _place(checked: Checked) -> str:
    found = checked.place
    if found is None:
        return formats.division(checked.division)
    if language().key == "zh":
        return f"{found.zh} · {found.door_zh}"
    return f"{found.en or found.zh} · {found.door_en or found.door_zh}"


def _colour(colour: str) -> str:
    return word_of(Colour(colour)).said_in(language().key) if colour else _("No colour")
