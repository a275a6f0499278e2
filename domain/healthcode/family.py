"""Everybody on one phone: their codes side by side, brought up to the present together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.healthcode.present import present
from domain.healthcode.values import WORST_FIRST, ShownCode
from domain.household.members import people_of, sharers_of
from domain.household.proxies import may_remove
from domain.household.values import Sharer
from domain.kernel.days import day_of
from domain.people.ages import age_on
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


@dataclass(frozen=True, slots=True)
class Listed:
    """One applicant of a phone: the code, and who else has it, each with whether one may end that.

    A claim that waits shows nothing of the others, and is not among them.
    """

    code: ShownCode
    others: tuple[tuple[Sharer, bool], ...]


def present_family(work: Work, ctx: Context, holder_id: UUID) -> None:
    """Bring every code of a holder up to this instant, each with its handle of today."""
    people = sorted(people_of(work, holder_id))
    for person_id in people:
        # In one order, so that two phones of one family never wait for each other.
        lock_person(work, person_id)
    for person_id in people:
        present(work, ctx, person_id, holder_id)


def worst_first(code: ShownCode) -> int:
    """Give where a code stands among those shown together."""
    return WORST_FIRST.index(code.colour)


def listed(work: Work, ctx: Context, codes: Sequence[ShownCode]) -> tuple[Listed, ...]:
    """Give codes as the page of everybody lists them: with who else has each."""
    return tuple(_listed(work, ctx, code) for code in codes)


def _listed(work: Work, ctx: Context, code: ShownCode) -> Listed:
    member = code.member
    keepers = sharers_of(work, member.person_id) if member.state.stands else ()
    mine = next((each for each in keepers if each.holder_id == member.holder_id), None)
    age = age_on(member.known.born, day_of(ctx.instant))
    others = tuple(
        (each, mine is not None and may_remove(mine, each, age))
        for each in keepers
        if each is not mine and each.state.stands
    )
    return Listed(code, others)
