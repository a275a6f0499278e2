"""From the form of an invitation to the invitation: read, and given to the verb of its role."""

from collections.abc import Mapping

from domain.accounts.inviting import invite
from domain.accounts.reading import InviteFault, read_called, read_place
from domain.accounts.values import Called, Place
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from domain.kernel.problems import Problem
from domain.venues.managers import invite_manager
from web.wiring import Services


async def invited(
    held: Services, actor: Actor, role: Role, typed: Mapping[str, str]
) -> str | tuple[Problem, ...]:
    """Invite as the form says; give the invitation's name, or what is wrong with the form."""
    called, place = read_called(typed), read_place(actor, role, typed)
    if not isinstance(called, Called) or not isinstance(place, Place):
        found = (each for each in (called, place) if isinstance(each, tuple))
        return tuple(problem for problems in found for problem in problems)
    ctx, account_id = held.context(actor), random_id()
    if role is not Role.VENUE:
        return await held.db.write(invite, ctx, place, called, account_id)
    letters = typed.get("letters", "")
    made = await held.db.write(invite_manager, ctx, letters, place, called, account_id)
    return (Problem("letters", made),) if isinstance(made, InviteFault) else made
