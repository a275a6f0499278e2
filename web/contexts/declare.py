"""The pages of the declaration: what was typed, what is wrong with it, what one can choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from domain.declaration.drafts import Draft
from domain.declaration.entries import one, rows_of
from domain.declaration.prefill import with_entry
from domain.declaration.steps import Step
from domain.declaration.terms import Terms
from domain.declaration.who import PROXY, is_for_other
from domain.kernel.problems import Problem
from domain.policy.rulesets import Corrections, RuleSet
from web.contexts.answers import Group, groups_of
from web.contexts.choices import (
    Options,
    about_age,
    chosen_kind,
    days_back,
    days_coming,
    kinds,
    nationalities,
    regions,
    relations,
    typed_places,
)
from web.contexts.places import PlaceLists, place_lists
from web.formats import division
from web.wording import word

STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as the summary shows it: the id of its field, and what to do."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """What every step shows. `typed` holds each field's text, `errors` the wording by field.

    `unsent` tells that the page was open for too long: it holds what was sent, to be sent again.
    `proxy` tells that it is filled in for somebody else, `about` whom, once their name is known.
    """

    step: Step
    at: int
    of: int
    back: str
    draft_id: UUID
    channel: str
    typed: Mapping[str, str]
    ticked: Sequence[str]
    problems: tuple[Told, ...]
    errors: Mapping[str, str]
    unsent: bool = False
    proxy: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class WhoPage(StepPage):
    """Name and phone; `regions` are the countries of a number.

    A proxy says who it is for (`relations`); `home` tells that theirs can be taken over.
    """

    regions: Options = ()
    relations: Options = ()
    home: bool = False


@dataclass(frozen=True, slots=True)
class DocumentPage(StepPage):
    """The document; `kind` is the chosen kind, or the one the language suggests."""

    kind: str = ""
    kinds: Options = ()
    nationalities: Options = ()


@dataclass(frozen=True, slots=True)
class JourneyPage(StepPage):
    """The journey; `visits` and `legs` are the numbers of the rows that are open."""

    visits: tuple[int, ...] = ()
    legs: tuple[int, ...] = ()
    days: Options = ()
    coming: Options = ()


@dataclass(frozen=True, slots=True)
class AddressPage(StepPage):
    """The address, and the lists that its township is chosen from."""

    place: PlaceLists = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class HealthPage(StepPage):
    """The health of the last 14 days."""

    days: Options = ()
    coming: Options = ()


@dataclass(frozen=True, slots=True)
class CheckPage(StepPage):
    """All answers in groups, each with its way back; `corrections` where one is being made.

    A proxy says how the person agreed (`consents`); `unusual` is the age that does not go well
    with who they are said to be, or None.
    """

    groups: tuple[Group, ...] = ()
    corrections: Corrections | None = None
    consents: Options = ()
    unusual: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a step's page is made from besides the draft: moment, policy, county, the faults."""

    terms: Terms
    rules: RuleSet
    home: str
    problems: tuple[Problem, ...] = ()
    unsent: bool = False


def step_page(step: Step, draft: Draft, shown: Shown) -> StepPage:
    """Make a step's page from what the draft holds."""
    return _PAGES[step](step, draft, shown)


def _frame(step: Step, draft: Draft, shown: Shown) -> dict[str, Any]:
    """Give what every step's page holds, by name."""
    at, proxy = STEPS.index(step), is_for_other(draft.entries)
    return {
        "step": step,
        "at": at + 1,
        "of": len(STEPS),
        "back": f"/declare/{STEPS[at - 1]}" if at else "/family" if proxy else "/",
        "draft_id": draft.id,
        "channel": draft.channel,
        "typed": typed_places({name: one(draft.entries, name) for name in draft.entries}),
        "ticked": tuple(draft.entries.get("symptoms", ())),
        "problems": told_of(shown.problems),
        "errors": {problem.field: _told(problem) for problem in reversed(shown.problems)},
        "unsent": shown.unsent,
        "proxy": proxy,
        "about": one(draft.entries, "name") if proxy else "",
    }


def told_of(problems: Sequence[Problem]) -> tuple[Told, ...]:
    """Word problems for the summary that links to their fields."""
    return tuple(Told(problem.field, _told(problem)) for problem in problems)


def _told(problem: Problem) -> str:
    """Word a problem; the places it names are told by name."""
    values = dict(problem.values)
    if codes := values.get("codes"):
        values["places"] = "; ".join(division(code, with_parent=True) for code in codes.split())
    return word(problem.code, values)


def _who(step: Step, draft: Draft, shown: Shown) -> StepPage:
    frame, home = _frame(step, draft, shown), one(draft.entries, PROXY) == "home"
    return WhoPage(**frame, regions=regions(), relations=relations(), home=home)


def _document(step: Step, draft: Draft, shown: Shown) -> StepPage:
    frame, kind = _frame(step, draft, shown), chosen_kind(draft.entries)
    return DocumentPage(**frame, kind=kind, kinds=kinds(), nationalities=nationalities())


def _journey(step: Step, draft: Draft, shown: Shown) -> StepPage:
    return JourneyPage(
        **_frame(step, draft, shown),
        visits=rows_of(draft.entries, "visit") or (1,),
        legs=rows_of(draft.entries, "leg"),
        days=days_back(shown.terms),
        coming=days_coming(shown.terms),
    )


def _address(step: Step, draft: Draft, shown: Shown) -> StepPage:
    place = place_lists(draft.entries, shown.home, shown.problems)
    return AddressPage(**_frame(step, draft, shown), place=place)


def _health(step: Step, draft: Draft, shown: Shown) -> StepPage:
    days, coming = days_back(shown.terms), days_coming(shown.terms)
    known = replace(draft, entries=with_entry(draft.entries))
    return HealthPage(**_frame(step, known, shown), days=days, coming=coming)


def _check(step: Step, draft: Draft, shown: Shown) -> StepPage:
    groups = groups_of(draft.entries, shown.terms)
    corrections = shown.rules.corrections if draft.corrects is not None else None
    frame = _frame(step, draft, shown)
    asked, unusual = about_age(draft.entries, shown.terms) if frame["proxy"] else ((), None)
    return CheckPage(
        **frame, groups=groups, corrections=corrections, consents=asked, unusual=unusual
    )


_PAGES = {
    Step.WHO: _who,
    Step.DOCUMENT: _document,
    Step.JOURNEY: _journey,
    Step.ADDRESS: _address,
    Step.HEALTH: _health,
    Step.CHECK: _check,
}
