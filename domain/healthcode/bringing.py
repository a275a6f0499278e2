"""Bringing a household back by its passkey, on a phone that does not have it (product D4)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.accounts.credentials import UsedPasskey
from domain.audit.note import Act, note
from domain.healthcode.leaving import leave
from domain.household.browsers import open_browser, renew
from domain.household.claim import has_people, members_of
from domain.household.passkeys import note_use, passkey_of
from domain.household.proof import owner_of
from domain.policy.context import Context
from domain.storage.work import Work


class Back(StrEnum):
    """What came of it."""

    OPENED = "opened"
    REPLACED = "replaced"
    REFUSED = "refused"
    OCCUPIED = "occupied"


@dataclass(frozen=True, slots=True)
class Here:
    """What the asking browser is so far: its holder, the person it shows, its token."""

    holder_id: UUID
    person_id: UUID | None
    token: str


def bring_back(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, used: UsedPasskey, here: Here | None, fresh: str, instead: bool
) -> Back:
    """Let the asking browser in as the passkey's household, under the token `fresh`.

    A browser that shows people of its own is OCCUPIED unless they are to make place (`instead`):
    it then leaves them, as by hand. One that has only begun to fill in makes place by itself.
    """
    found = passkey_of(work, ctx.ring, used.credential_id)
    if found is None:
        return Back.REFUSED
    same = here is not None and here.holder_id == found.owner
    occupied = here is not None and not same and has_people(work, here.holder_id)
    if occupied and not instead:
        return Back.OCCUPIED
    owner = owner_of(members_of(work, ctx.ring, found.owner))
    person_id = None if owner is None else owner.person_id
    if not note_use(work, ctx, used, person_id):
        return Back.REFUSED
    if here is not None and same:
        renew(work, ctx, here.token, fresh)
    else:
        open_browser(work, ctx, fresh, found.owner, proved=True)
    if here is not None and not same:
        leave(work, ctx, here.holder_id, here.person_id, here.token)
    note(work, ctx, Act.BROUGHT_BACK, person_id, ("browser", "passkey"))
    return Back.REPLACED if occupied else Back.OPENED
