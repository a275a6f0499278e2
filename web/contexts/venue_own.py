"""The manager's pages: their venue, its details, who answers for it, one entrance."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.declaration.entries import Entries, one
from domain.kernel.days import day_of
from domain.kernel.problems import Problem
from domain.people.phones import show_phone
from domain.policy.context import Context
from domain.venues.presence import presence_number
from domain.venues.sheet import Doorway, Sheet
from domain.venues.values import Entrance
from web.contexts.choices import Options
from web.contexts.declare import Told, told_of
from web.contexts.venue_asking import size_options
from web.contexts.venue_words import (
    Door,
    beside_of,
    door_of,
    facts_of,
    mark_words,
    name_of,
    persons_of,
    size_of_posters,
)
from web.i18n import language
from web.typefaces import has_face
from web.wording import word

MARKS = ("staffed", "exits", "presence", "arrivals")


@dataclass(frozen=True, slots=True)
class MinePage:
    """One's own venue: facts, who answers, its doors; `size` is the usual one of its posters."""

    name: str
    beside: str
    open: bool
    state_word: str
    venue: str
    rows: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]
    doors: tuple[Door, ...]
    plates: bool
    size: str
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form of the manager's with what was typed and what is wrong with it.

    `what` names the form, `options` are what it offers by field, `entrance` the one it changes.
    """

    what: str
    typed: Mapping[str, str]
    ticked: Mapping[str, tuple[str, ...]]
    errors: Mapping[str, str]
    problems: tuple[Told, ...]
    options: Mapping[str, Options]
    plates: bool = False
    entrance: str = ""
    name: str = ""


def mine_page(ctx: Context, sheet: Sheet) -> MinePage:
    """Give the page of one's own venue."""
    rule = ctx.policies.venues.kinds[sheet.venue.kind]
    return MinePage(
        name=name_of(sheet.venue),
        beside=beside_of(sheet.venue),
        open=sheet.ended_at is None,
        state_word=word(sheet.venue.state),
        venue=sheet.venue.id.hex,
        rows=facts_of(ctx, sheet),
        persons=persons_of(sheet),
        doors=tuple(door_of(each, _number(ctx, each.entrance.id)) for each in sheet.doorways),
        plates=rule.plate,
        size=size_of_posters(ctx, sheet),
    )


def _number(ctx: Context, entrance_id: UUID) -> str:
    return presence_number(ctx.ring, entrance_id, day_of(ctx.instant))


def details_page(
    ctx: Context, sheet: Sheet, posted: Entries | None = None, problems: tuple[Problem, ...] = ()
) -> FormPage:
    """Give the form of names, address and size, and the further lines of posters."""
    venue = sheet.venue
    known = {
        "zh": venue.zh,
        "en": venue.en,
        "address": venue.address,
        "size": venue.size.value,
    }
    lines = [
        (tag, line.name.said_in(language().key), line.text)
        for tag, line in ctx.policies.posters.lines.items()
        if has_face(line.font)
    ]
    chosen = sheet.lines if posted is None else tuple(posted.get("lines", ()))
    options: dict[str, Options] = {"size": size_options(), "lines": lines}  # type: ignore[dict-item] # with a hint each
    return _form("details", known, posted, problems, options=options, ticked={"lines": chosen})


def persons_page(
    sheet: Sheet, posted: Entries | None = None, problems: tuple[Problem, ...] = ()
) -> FormPage:
    """Give the form of the two who answer for a venue."""
    found = sheet.persons
    known = (
        {}
        if found is None
        else {
            "person": found.person,
            "person_phone": show_phone(found.person_phone),
            "deputy": found.deputy,
            "deputy_phone": show_phone(found.deputy_phone) if found.deputy_phone else "",
        }
    )
    return _form("persons", known, posted, problems)


def gate_page(
    ctx: Context,
    sheet: Sheet,
    entrance: Entrance | None,
    posted: Entries | None = None,
    problems: tuple[Problem, ...] = (),
) -> FormPage:
    """Give the form of one entrance, or of a new one."""
    rule = ctx.policies.venues.kinds[sheet.venue.kind]
    known = {"zh": entrance.zh, "en": entrance.en} if entrance else {}
    usual = () if rule.unstaffed else ("staffed",)
    own = tuple(mark for mark in MARKS if entrance is not None and getattr(entrance, mark))
    ticked = usual if entrance is None else own
    if posted is not None:
        ticked = tuple(mark for mark in MARKS if one(posted, mark) == "yes")
    marks = [each for each in mark_words() if each[0] != "arrivals" or rule.arrivals != "no"]
    return _form(
        "gate",
        known,
        posted,
        problems,
        options={"marks": marks},
        ticked={"marks": ticked},
        plates=rule.plate,
        entrance=entrance.id.hex if entrance else "",
        name=door_of(Doorway(entrance, None)).name if entrance else "",
    )


def _form(
    what: str,
    known: Mapping[str, str],
    posted: Entries | None,
    problems: tuple[Problem, ...],
    **further: object,
) -> FormPage:
    told = told_of(problems)
    typed = known if posted is None else {name: one(posted, name) for name in posted}
    errors = {each.id: each.text for each in reversed(told)}
    values: dict[str, object] = {"options": {}, "ticked": {}, **further}
    return FormPage(what=what, typed=typed, errors=errors, problems=told, **values)  # type: ignore[arg-type] # by name
