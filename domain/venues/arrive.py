"""Arriving: an unknown phone declares, and is registered where it came from in the same commit."""

from dataclasses import dataclass
from uuid import UUID

from domain.declaration.entries import Entries
from domain.healthcode.submit import submit
from domain.healthcode.values import Issued
from domain.kernel.problems import Problem
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.check_in import register
from domain.venues.store import entrance_by_serial
from domain.venues.visits import CheckedIn, Direction, How, Visit


@dataclass(frozen=True, slots=True)
class Arrived:
    """The code that a declaration led to, and the check-in; None where the poster is no more.

    `asks` tells that it waits for the number at the door, which nobody was asked for yet.
    """

    issued: Issued
    checked_in: CheckedIn | None
    asks: bool = False


def arrive(
    work: Work, ctx: Context, holder_id: UUID, posted: Entries, serial: bytes
) -> Arrived | tuple[Problem, ...]:
    """Take the draft that the nonce names, and register the applicant at the poster's entrance.

    The draft's id is the check-in's too: the same draft sent again is the same check-in. Raises
    what `submit` raises; a poster that leads nowhere any more hinders no declaration.
    """
    issued = submit(work, ctx, holder_id, posted)
    if not isinstance(issued, Issued):
        return issued
    entrance = entrance_by_serial(work, serial)
    if entrance is None or entrance.presence:
        return Arrived(issued, None, asks=entrance is not None)
    where = entrance.venue.id, entrance.id, Direction.IN, How.ARRIVED
    visit = Visit(issued.person_id, holder_id, ctx.nonce, ctx.instant, *where, ctx.instant)
    return Arrived(issued, register(work, (visit,), entrance))
