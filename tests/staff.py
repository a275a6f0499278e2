"""Staff who are signed in: accounts and shifts made by verbs, their tokens in browsers' jars."""

from typing import Any
from uuid import UUID

from domain.accounts.opening import new_number, open_account
from domain.accounts.sessions import open_session
from domain.accounts.shifts import offer_shift, secret_of, take_shift
from domain.accounts.values import Called, Place, Standing
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.work import Work
from tests.browse import Browse
from tests.servers import Server
from tests.venues import MAJIE, door_at

YUANYANG, HONGHE, YUNNAN = "532528", "5325", "53"
DIVISIONS = {
    Role.PROVINCE: YUNNAN,
    Role.PREFECTURE: HONGHE,
    Role.COUNTY: YUANYANG,
    Role.SECTOR: YUANYANG,
    Role.TOWNSHIP: MAJIE,
    Role.VILLAGE: MAJIE,
    Role.CLINIC: MAJIE,
    Role.VENUE: MAJIE,
    Role.DOOR: MAJIE,
}
"""Where each role of the made-up staff is in office, unless a test says otherwise."""
_PHONE = "+8613900000999"


def open_staff(work: Work, ctx: Context, place: Place, token: str) -> UUID:
    """Make an account and sign a browser in as it; give the account's id."""
    account_id = random_id()
    called = Called(f"试{new_number()}", _PHONE)
    open_account(work, ctx, account_id, new_number(), place, called)
    open_session(work, ctx, token, account_id)
    return account_id


def open_door_phone(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, venue: UUID, entrance: UUID, division: str, token: str
) -> None:
    """Offer a shift at an entrance, and let a door phone take it."""
    shift = offer_shift(work, ctx, venue, division, entrance)
    fault = take_shift(work, ctx, secret_of(ctx.ring, shift), token, b"a test's network")
    assert fault is None


def token_at(server: Server, role: Role, **chosen: Any) -> str:
    """Make a session of a role at a running server; give its token.

    `division`, `sector`, `venue` and `entrance` say where; a venue's manager and a door phone get a
    venue of their own where a test names none.
    """
    held, token = server.services, new_token()
    division = chosen.get("division") or DIVISIONS[role]
    venue, entrance = chosen.get("venue"), chosen.get("entrance")
    if venue is None and role in {Role.VENUE, Role.DOOR}:
        door = door_at(server, division=division)
        venue, entrance = door.venue, door.entrance.id
    if role is Role.DOOR:
        assert venue
        assert entrance
        ctx = held.context(Actor(Role.VENUE, random_id(), division, None, venue))
        server.run(held.db.write(open_door_phone, ctx, venue, entrance, division, token))
        return token
    sector = chosen.get("sector") or ("markets" if role is Role.SECTOR else "")
    place = Place(role, division, sector, venue, "测试单位", Standing.NAMED)
    server.run(held.db.write(open_staff, held.context(), place, token))
    return token


def staff_at(server: Server, role: Role, **chosen: Any) -> Browse:
    """Give a browser without scripts that is signed in as staff (`token_at` says where)."""
    browser = Browse(server.address)
    browser.keep("hc-staff", token_at(server, role, **chosen))
    return browser
