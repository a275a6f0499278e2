"""The page on which several people of one phone are renewed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.declaration.entries import Entries
from domain.declaration.terms import Terms
from domain.healthcode.renewing import DIFFERS, SAME, WHO, Renewable
from domain.healthcode.values import ShownCode
from domain.kernel.problems import Problem
from domain.people.ages import age_on
from domain.policy.context import Context
from web.contexts.choices import Options, consents, days_back, days_coming
from web.contexts.declare import Told
from web.contexts.family import Person, person_of
from web.formats import division
from web.wording import explain


@dataclass(frozen=True, slots=True)
class Renewing:
    """One person of the page: what is taken over, what is asked, what was typed so far.

    `home` is empty where they need a form of their own; `consents` where nothing is to be asked.
    """

    person: Person
    ticked: bool
    differs: bool
    home: str
    travelled: bool
    consents: Options
    symptoms: Sequence[str]


@dataclass(frozen=True, slots=True)
class RenewPage:
    """Everybody, the act's id, what was typed and what is wrong with it, both by field."""

    act: UUID
    people: tuple[Renewing, ...]
    same: bool
    days: Options
    coming: Options
    typed: Mapping[str, str]
    problems: tuple[Told, ...]
    errors: Mapping[str, str]


def renew_page(  # noqa: PLR0913, PLR0917 - what a page of a form is made from
    act: UUID,
    known: Sequence[Renewable],
    codes: Sequence[ShownCode],
    ctx: Context,
    posted: Entries,
    problems: Sequence[Problem] = (),
) -> RenewPage:
    """Word it; before anything was typed, those are ticked whose code runs out."""
    terms, by_person = Terms(ctx.instant), {code.member.person_id: code for code in codes}
    return RenewPage(
        act=act,
        people=tuple(
            _renewing(each, by_person[each.member.person_id], ctx, posted)
            for each in known
            if each.member.person_id in by_person
        ),
        same=bool(posted.get(SAME)),
        days=days_back(terms),
        coming=days_coming(terms),
        typed={field: values[-1] for field, values in posted.items() if values},
        problems=tuple(Told(each.field, _told(each, known)) for each in problems),
        errors={each.field: explain(each) for each in problems},
    )


def _told(problem: Problem, known: Sequence[Renewable]) -> str:
    """Word a problem for the summary: whose it is stands before it."""
    whose = next((each for each in known if problem.field.startswith(f"{each.name}_")), None)
    return explain(problem) if whose is None else f"{whose.member.known.name} · {explain(problem)}"


def _renewing(each: Renewable, code: ShownCode, ctx: Context, posted: Entries) -> Renewing:
    person, born = person_of(code, ctx, None), each.member.known.born
    asked = () if each.agrees else consents(age_on(born, Terms(ctx.instant).today))
    return Renewing(
        person=person,
        ticked=each.name in posted.get(WHO, ()) if posted else person.soon,
        differs=each.name in posted.get(DIFFERS, ()),
        home="" if each.stay is None else f"{division(each.stay.division)} {each.stay.address}",
        travelled=each.journey.outside,
        consents=asked,
        symptoms=tuple(posted.get(f"{each.name}_symptoms", ())),
    )
