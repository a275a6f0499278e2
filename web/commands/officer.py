"""Invite the first officer, or one anew: prints a one-time link, to be finished in a browser."""

import argparse
import asyncio
from typing import Any

from domain.accounts.inviting import invite_anew, put_invitation, secret_of
from domain.accounts.ranks import LEVELS
from domain.accounts.signing import read_number
from domain.accounts.store import account_numbered
from domain.accounts.values import Called, Place, Standing
from domain.kernel.actor import SYSTEM, Role
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError
from domain.people.names import NameFault, read_name
from domain.places.divisions import by_code, contains, yunnan
from web.commands.findings import CannotRunError
from web.commands.running import running
from web.contexts.people import grouped_letters
from web.settings import Settings


def add_officer(commands: Any) -> None:
    """Add `officer` to the command line's sub-commands."""
    act = commands.add_parser("officer", help=__doc__)
    act.add_argument("--role", choices=[role.value for role in LEVELS], default="province")
    act.add_argument("--division", default=yunnan().code, help="its code, such as 53 or 532528")
    who = act.add_mutually_exclusive_group(required=True)
    who.add_argument("--name", help="as the account will be called")
    who.add_argument("--anew", metavar="NUMBER", help="let a staff number in that lost its way in")
    act.add_argument("--unit", default="", help="the office, as it is called")
    act.add_argument("--deputy", action="store_true", help="the deputy, not the named person")
    act.set_defaults(run=officer)


def officer(chosen: argparse.Namespace, settings: Settings) -> int:
    """Make the invitation and print it; nothing of it is kept but a hash."""
    if chosen.anew is not None:
        return _told(settings, asyncio.run(_invited_anew(settings, read_number(chosen.anew))))
    place, called = _place(chosen), read_name(chosen.name)
    if isinstance(called, NameFault):
        message = "--name: write the officer's name"
        raise CannotRunError(message)
    return _told(settings, asyncio.run(_invited(settings, place, Called(called))))


def _told(settings: Settings, letters: str) -> int:
    print(f"{settings.origin}/staff/join#{letters}")
    print(f"{settings.origin}/staff/join   {grouped_letters(letters)}")
    return 0


async def _invited(settings: Settings, place: Place, called: Called) -> str:
    async with running(settings) as services:
        ctx = services.context(SYSTEM)
        await services.db.write(put_invitation, ctx, place, called, random_id())
        return secret_of(services.ring, ctx.nonce)


async def _invited_anew(settings: Settings, number: str) -> str:
    async with running(settings) as services:
        ctx, account = services.context(SYSTEM), await services.db.read(account_numbered, number)
        if account is None:
            message = f"--anew: nobody has the staff number {number}"
            raise CannotRunError(message)
        try:
            await services.db.write(invite_anew, ctx, account)
        except DomainError as error:
            message = f"--anew: the account of {number} has ended"
            raise CannotRunError(message) from error
        return secret_of(services.ring, ctx.nonce)


def _place(chosen: argparse.Namespace) -> Place:
    role, division = Role(chosen.role), by_code(chosen.division)
    known = division is not None and contains(yunnan().code, chosen.division)
    if division is None or not known or len(division.code) != LEVELS[role]:
        message = f"--division: {chosen.division} is no division of a {role.value} office"
        raise CannotRunError(message)
    standing = Standing.DEPUTY if chosen.deputy else Standing.NAMED
    return Place(role, division.code, unit=chosen.unit or division.zh, standing=standing)
