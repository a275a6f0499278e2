"""Renewing several people of one phone at once: one commitment, health asked of each.

One act: its nonce names every declaration it makes, each of another person, so that a double tap
makes one of each. Whoever moved or travelled goes on in a form of their own, begun here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from domain.declaration.again import part_of, still_of
from domain.declaration.application import read_commitment
from domain.declaration.begin import begin_again, identity_of, last_of
from domain.declaration.consent import read_consent
from domain.declaration.drafts import Draft
from domain.declaration.entries import Entries, one
from domain.declaration.health import read_health
from domain.declaration.terms import Terms
from domain.declaration.values import Application, Journey, Relationship, Stay
from domain.healthcode.apply import apply
from domain.household.claim import show
from domain.household.members import name_on_phone, people_of, person_named, shown_on
from domain.household.values import Member
from domain.kernel.ids import event_id
from domain.kernel.problems import Problem
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work

WHO, DIFFERS, SAME = "who", "differs", "same"


class RenewingFault(StrEnum):
    """What can be wrong with a renewal of several people besides one person's answers."""

    NOBODY = "nobody_chosen"
    SAME_MISSING = "same_missing"


@dataclass(frozen=True, slots=True)
class Renewable:
    """An applicant with what a renewal takes over; without a `stay` they need a form of their own.

    `agrees` tells that how they agreed is known and still holds at their age.
    """

    name: str
    member: Member
    agrees: bool
    journey: Journey
    stay: Stay | None = None


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many were declared, and the draft of whoever goes on in a form of their own."""

    count: int
    draft: Draft | None = None


def renewables(work: Work, ctx: Context, holder_id: UUID) -> tuple[Renewable, ...]:
    """Give everybody on a phone as a renewal begins with them."""
    return tuple(_renewable(work, ctx, holder_id, person) for person in people_of(work, holder_id))


def renew_together(
    work: Work, ctx: Context, holder_id: UUID, posted: Entries
) -> Renewed | tuple[Problem, ...]:
    """Declare for everybody who was ticked, or give what is wrong, nothing written.

    Raises NOT_FOUND for somebody who is not on the phone.
    """
    chosen = [person_named(work, ctx.ring, holder_id, name) for name in posted.get(WHO, ())]
    for person_id in sorted(set(chosen)):
        # In one order, so that two acts of one family never wait for each other.
        lock_person(work, person_id)
    known = [_renewable(work, ctx, holder_id, person) for person in dict.fromkeys(chosen)]
    differ = set(posted.get(DIFFERS, ()))
    alike = [each for each in known if each.stay is not None and each.name not in differ]
    terms = Terms(ctx.instant)
    problems = [] if known else [Problem(WHO, RenewingFault.NOBODY)]
    stated: list[Application] = []
    for each in alike:
        read = _application(each, posted, terms)
        if isinstance(read, Application):
            stated.append(read)
        else:
            problems += read
    if alike:
        problems += _shared(posted, terms)
    if problems:
        return tuple(problems)
    before = shown_on(work, holder_id)
    for application in stated:
        apply(work, ctx, holder_id, application)
    others = [each for each in known if each not in alike]
    draft = _begun(work, ctx, holder_id, others)
    show(work, ctx, holder_id, others[0].member.person_id if others else before or chosen[0])
    return Renewed(len(stated), draft)


def _renewable(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Renewable:
    member, last = last_of(work, ctx, holder_id, person_id)
    terms = Terms(ctx.instant)
    known = {"consent": (member.consent,)}
    agrees = member.own or not isinstance(read_consent(known, terms, member.known.born), tuple)
    name = name_on_phone(ctx.ring, person_id, holder_id)
    if last is None:
        return Renewable(name, member, agrees, Journey(outside=False))
    return Renewable(name, member, agrees, still_of(last.journey, terms), last.stay)


def _shared(posted: Entries, terms: Terms) -> list[Problem]:
    unsaid = one(posted, SAME) != "yes"
    said = [Problem(SAME, RenewingFault.SAME_MISSING)] if unsaid else []
    return [*said, *read_commitment(posted, terms)]


def _application(each: Renewable, posted: Entries, terms: Terms) -> Application | list[Problem]:
    """Read one person's part; the fields of its problems bear their name."""
    own = part_of(posted, each.name, each.journey)
    health = read_health(own, terms)
    agreed = (
        each.member.consent if each.agrees else read_consent(own, terms, each.member.known.born)
    )
    if isinstance(health, tuple) or isinstance(agreed, tuple) or each.stay is None:
        wrong = [*(health if isinstance(health, tuple) else ())]
        wrong += agreed if isinstance(agreed, tuple) else ()
        return [replace(problem, field=f"{each.name}_{problem.field}") for problem in wrong]
    return Application(
        identity=identity_of(each.member.known),
        journey=each.journey,
        stay=each.stay,
        health=health,
        relationship=Relationship(each.member.relationship),
        consent=agreed,
    )


def _begun(work: Work, ctx: Context, holder_id: UUID, others: Sequence[Renewable]) -> Draft | None:
    """Begin a form for each of the others; give the first one's, which is gone on with."""
    drafts = []
    for each in reversed(others):
        act = replace(ctx, nonce=event_id(ctx.instant))
        drafts.append(begin_again(work, act, holder_id, each.member.person_id))
    return drafts[-1] if drafts else None
