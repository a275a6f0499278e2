"""Whose venue it is: every verb about one asks here first, in the transaction of its act."""

from uuid import UUID

from domain.accounts.acts import Act
from domain.accounts.may import Subject, SubjectKind, may
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.store import venue_by_id
from domain.venues.values import Venue


def subject_of(venue: Venue) -> Subject:
    """Give a venue as permission looks at it."""
    return Subject(
        SubjectKind.VENUE, division=venue.division, sector=venue.sector.value, venue=venue.id
    )


def venue_for(work: Work, ctx: Context, venue_id: UUID, *acts: Act) -> Venue:
    """Give a venue to whoever may do one of these acts to it.

    Raises DomainError NOT_FOUND for another's, as for one there is not: its existence is no news.
    """
    venue = venue_by_id(work, venue_id)
    if venue is None or not any(may(ctx.actor, act, subject_of(venue)) for act in acts):
        raise DomainError(Refusal.NOT_FOUND)
    return venue
