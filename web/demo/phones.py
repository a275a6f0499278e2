"""The phones of the made-up people: which holder each is, and opening or forgetting one here."""

import hmac
from uuid import UUID

from domain.household.browsers import close_browser, open_browser
from domain.household.claim import members_of, show
from domain.household.passkeys import forget_passkeys
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.work import Work


def holder_of(ring: KeyRing, phone: int) -> UUID:
    """Give the holder's id of a made-up phone: the same on one ring, not to be guessed."""
    secret = ring.derived(Kind.BROWSER, "demo")
    return UUID(bytes=hmac.digest(secret, f"phone {phone}".encode(), "sha256")[:16])


def open_phone(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, phone: int, member: int, token: str, former: str | None
) -> None:
    """Let a browser in as a made-up phone, showing one of its people (counted from 0).

    The browser's former token opens nothing any more. Everybody shares these phones, so that what
    protects one from others is forgotten with each opening: a visitor's passkey would shut the
    next one out. Raises DomainError NOT_FOUND.
    """
    holder_id = holder_of(ctx.ring, phone)
    members = members_of(work, ctx.ring, holder_id)
    if not 0 <= member < len(members):
        raise DomainError(Refusal.NOT_FOUND)
    forget_passkeys(work, holder_id)
    open_browser(work, ctx, token, holder_id)
    show(work, ctx, holder_id, members[member].person_id)
    if former is not None:
        close_browser(work, former)
