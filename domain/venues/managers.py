"""Inviting the manager of a venue: it is known by the letters on one of its posters."""

from dataclasses import replace
from uuid import UUID

from domain.accounts.inviting import invite
from domain.accounts.reading import InviteFault
from domain.accounts.values import Called, Place
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.serials import read_letters
from domain.venues.store import entrance_by_letters


def invite_manager(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, typed: str, place: Place, called: Called, account_id: UUID
) -> str | InviteFault:
    """Invite a manager for the venue whose poster says these letters; give the invitation's name.

    Raises DomainError NOT_FOUND where the venue lies outside the actor's jurisdiction.
    """
    letters = read_letters(typed)
    entrance = None if letters is None else entrance_by_letters(work, letters)
    if entrance is None:
        return InviteFault.LETTERS_UNKNOWN
    venue = entrance.venue
    found = replace(place, division=venue.division, venue=venue.id, unit=place.unit or venue.zh)
    return invite(work, ctx, found, called, account_id)
