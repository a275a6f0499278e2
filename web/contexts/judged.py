"""The colour with its rule, evidence, end and next step, as a section of what is held."""

from domain.assessment.values import Reason
from domain.mydata.values import Held
from domain.policy.rulesets import RuleSet
from web import formats
from web.contexts.answers import Rows
from web.contexts.kept import Item, Section, kept
from web.contexts.reasons import reason_shown
from web.contexts.verdict import word_of
from web.i18n import gettext as _
from web.i18n import language


def judged_items(held: Held, rules: RuleSet) -> Section:
    """Give the section; it says so where no code was made yet."""
    judged = held.judged
    items: list[Item] = []
    if judged is not None:
        own = language().key
        rows: Rows = [(_("Colour"), word_of(judged.colour).said_in(own))]
        if judged.registered is not None:
            rows.append((_("Registered"), formats.moment(judged.registered)))
        if judged.until is not None:
            rows.append((_("Ends"), formats.through(judged.until)))
        rows.append((_("Rules"), f"{rules.title.said_in(own)} ({judged.policy})"))
        items.append(Item(_("Now"), rows, kept(held.identity_until, held.periods)))
        items += [_reason(each, rules) for each in judged.reasons]
    return Section(
        key="colour",
        title=_("Colour and reasons"),
        count=len(items),
        why=_("It is what you show at a door (notice A1, N10)."),
        items=tuple(items),
        none=_("There is no code yet."),
    )


def _reason(reason: Reason, rules: RuleSet) -> Item:
    step = rules.steps[reason.next_step].text.said_in(language().key)
    if not reason.rule:
        said = _(
            "Official information. The person, or a guardian whose document was seen, reads more."
        )
        return Item(_("Reason"), [*_end(reason), (_("Do this now"), step)], "", (said,))
    shown = reason_shown(reason, rules)
    rule = (_("Rule"), reason.rule)
    rows = [rule, *_end(reason), (_("Do this now"), step)]
    return Item(shown.title, rows, "", shown.sentences)


def _end(reason: Reason) -> Rows:
    if reason.until is not None:
        return [(_("Ends"), formats.through(reason.until))]
    if reason.review is not None:
        return [(_("Looked at again by"), formats.full_day(reason.review))]
    return []
