"""The plain tap: a known browser registers whom it shows, as many taps at once as there are.

What is more than that, a family, a number, a browser's first coming of the day, is `check_in`'s.
"""

from collections.abc import Sequence
from uuid import UUID

from domain.household.browsers import shown_by_tokens
from domain.household.members import name_on_phone
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.storage.grouped import Call, Grouped
from domain.storage.work import Work
from domain.venues.check_in import Tap, visits_of
from domain.venues.recording import record
from domain.venues.store import entrances_by_serials
from domain.venues.values import Entrance
from domain.venues.visits import CheckedIn, Visit


def _many(work: Work, calls: Sequence[Call]) -> Sequence[CheckedIn | None]:
    """Register whom each browser shows; None, and nothing written, where that is another act.

    Everything is looked up first, then written by two statements.
    """
    days = {day_of(ctx.instant) for ctx, _, _ in calls}
    shown = {
        (token, day): who
        for day in days
        for token, who in shown_by_tokens(work, {token for _, token, _ in calls}, day).items()
    }
    entrances = entrances_by_serials(work, {tap.serial for _, _, tap in calls})
    visits = [
        _visit(ctx, shown.get((token, day_of(ctx.instant))), entrances.get(tap.serial), tap)
        for ctx, token, tap in calls
    ]
    taken = [n for n, visit in enumerate(visits) if visit is not None]
    found = record(work, [visit for visit in visits if visit is not None])
    answers: list[CheckedIn | None] = [None] * len(calls)
    for n, (own, at) in zip(taken, found, strict=True):
        visit, entrance = visits[n], entrances[calls[n][2].serial]
        if visit is not None:
            answers[n] = CheckedIn(own, entrance, visit.direction, at, (visit.person_id,))
    return answers


def _visit(
    ctx: Context, who: tuple[UUID, UUID] | None, entrance: Entrance | None, tap: Tap
) -> Visit | None:
    if who is None or entrance is None or entrance.presence or tap.tapped is not None:
        return None
    person_id, holder_id = who
    if tap.names != (name_on_phone(ctx.ring, person_id, holder_id),):
        return None
    return visits_of(ctx, holder_id, entrance, (person_id,), tap)[0]


tap_of_browser: Grouped[[Context, str, Tap], CheckedIn | None] = Grouped(_many)
