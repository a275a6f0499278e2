"""Everybody on one phone: the page that lists them, and the strip above a code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.declaration.values import Relationship
from domain.healthcode.family import Listed
from domain.healthcode.together import MOST
from domain.healthcode.values import News, ShownCode
from domain.household.members import name_on_phone
from domain.household.values import Sharer
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.problems import Problem
from domain.people.masking import mask
from domain.policy.context import Context
from web.contexts.declare import Told, told_of
from web.contexts.verdict import verdict_of
from web.i18n import gettext
from web.i18n import mark as _
from web.wording import explain, word

RENEW_DAYS = 2
"""A green code with so many days left, or fewer, is offered to be renewed."""
_PHONES: Mapping[Relationship, str] = {
    Relationship.SELF: _("Their own phone"),
    Relationship.CHILD: _("A parent’s phone"),
    Relationship.PARENT: _("A son’s or daughter’s phone"),
    Relationship.WARD: _("The phone of somebody who looks after them"),
    Relationship.OTHER: _("Another person’s phone"),
}


@dataclass(frozen=True, slots=True)
class Other:
    """Another phone with the same person: whose in words, since when, whether one may end it."""

    holder: UUID
    whose: str
    since: datetime
    removable: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One applicant of the phone; `ref` is their name on it, which tells nobody who they are.

    `here` tells that the phone shows them, `news` that something about them waits to be answered.
    """

    ref: str
    name: str
    masked: str
    who: str
    own: bool
    colour: str
    word: str
    until: datetime | None
    soon: bool
    here: bool
    news: bool
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Everybody at a moment; `most` is how many a phone may have, `together` one QR may show.

    `parted` are the masked names of whom others took off the phone.
    """

    people: tuple[Person, ...]
    parted: tuple[str, ...]
    now: datetime
    most: int
    together: int
    chosen: tuple[str, ...]
    problems: tuple[Told, ...]
    errors: Mapping[str, str]


def family_page(  # noqa: PLR0913 - everybody, and what the page may tell besides
    listed: Sequence[Listed],
    ctx: Context,
    here: UUID | None,
    problems: Sequence[Problem] = (),
    chosen: Sequence[str] = (),
    *,
    parted: Sequence[str] = (),
) -> FamilyPage:
    """Word everybody; `chosen` are those ticked to be shown together."""
    return FamilyPage(
        people=tuple(_with_others(each, ctx, here) for each in listed),
        parted=tuple(parted),
        now=ctx.instant,
        most=ctx.policies.limits.household_members.most,
        together=MOST,
        chosen=tuple(chosen),
        problems=told_of(problems),
        errors={each.field: explain(each) for each in problems},
    )


def strip_of(codes: Sequence[ShownCode], ctx: Context, here: UUID) -> tuple[Person, ...]:
    """Give who stands in the strip above a code, the one shown first; nobody for one alone."""
    if len(codes) < 2:  # noqa: PLR2004 - nobody else
        return ()
    ordered = sorted(codes, key=lambda code: code.member.person_id != here)
    return tuple(person_of(code, ctx, here) for code in ordered)


def person_of(
    code: ShownCode, ctx: Context, here: UUID | None, others: tuple[Other, ...] = ()
) -> Person:
    """Word one applicant of the phone."""
    member, rules = code.member, ctx.policies.set_at(ctx.instant)
    return Person(
        ref=name_on_phone(ctx.ring, member.person_id, member.holder_id),
        name=member.known.name,
        masked=mask(member.known.name),
        who=word(Relationship(member.relationship)),
        own=member.own,
        colour=code.colour.value,
        word=verdict_of(code.colour, code.reasons[0], rules).word,
        until=code.until,
        soon=soon(code, ctx),
        here=member.person_id == here,
        news=bool(code.waiting) or code.news != News(),
        others=others,
    )


def soon(code: ShownCode, ctx: Context) -> bool:
    """Tell whether a code has run out, or is green and about to."""
    if code.colour is Colour.GREY:
        return code.member.state.counts
    if code.colour is not Colour.GREEN or code.until is None:
        return False
    return (day_of(code.until) - day_of(ctx.instant)).days <= RENEW_DAYS + 1


def _with_others(listed: Listed, ctx: Context, here: UUID | None) -> Person:
    others = tuple(_other(keeper, removable=may) for keeper, may in listed.others)
    return person_of(listed.code, ctx, here, others)


def _other(keeper: Sharer, *, removable: bool) -> Other:
    whose = gettext(_PHONES[Relationship(keeper.relationship)])
    return Other(keeper.holder_id, whose, keeper.since, removable)
