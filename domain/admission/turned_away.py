"""A person says that their green was turned away (product F3; N9, A5): where, and in their words.

Where is the latest door that admitted or registered them; where none is known, the township of the
stay that they declared is told.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from domain.admission.obstructions import MOST_WORDS, Where, report
from domain.admission.records import AdmissionRecord
from domain.declaration.store import last_full
from domain.household.claim import member_of
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.text import clean
from domain.limits.spend import require
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.naming import last_place_of
from domain.venues.store import entrance_by_id

_LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class LastDoor:
    """The last door that a person came to within a day, and when."""

    where: Where
    zh: str
    en: str


def last_door(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> LastDoor | None:
    """Give where a holder's applicant was last; None where no door knows of them."""
    if member_of(work, ctx.ring, person_id, holder_id) is None:
        raise DomainError(Refusal.NOT_FOUND)
    since = ctx.instant - _LATELY
    row = work.session.exec(
        select(AdmissionRecord.at, AdmissionRecord.venue_id, AdmissionRecord.entrance_id)
        .where(col(AdmissionRecord.person_id) == person_id, col(AdmissionRecord.at) > since)
        .order_by(col(AdmissionRecord.at).desc())
        .limit(1)
    ).first()
    found = [each for each in (row, last_place_of(work, person_id, since)) if each is not None]
    for at, venue, door in sorted(found, reverse=True):
        entrance = entrance_by_id(work, venue, door)
        if entrance is not None:
            place = entrance.venue
            return LastDoor(Where(place.division, venue, door, at), place.zh, place.en)
    return None


def turned_away(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, words: str, there: bool
) -> None:
    """Tell the township; `there` says that it was at the last known door.

    The form's nonce makes it one report, however often it is sent. Raises NOT_FOUND for somebody
    else's applicant, TOO_MANY past the day's limit.
    """
    door = last_door(work, ctx, person_id, holder_id)
    require(work, ctx.instant, "door_reports", ctx.policies.limits.door_reports, holder_id.bytes)
    place = door.where if door is not None and there else _at_home(work, ctx, person_id, holder_id)
    report(work, ctx, ctx.nonce, person_id, place, clean(words)[:MOST_WORDS])


def _at_home(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Where:
    declared = last_full(work, ctx.ring, person_id, holder_id)
    if declared is None:
        raise DomainError(Refusal.NOT_FOUND)
    return Where(declared.stay.division)
