"""Leaving: a browser is forgotten, with a phone's last one its key, what it shows, reminders.

Other browsers of the household are ended from afar: what they keep signed is void with them.

What was declared stays as long as it is kept: whoever leaves gets rid of a code, of no risk.
"""

from uuid import UUID

from domain.audit.note import Act, note
from domain.healthcode.ending import draw_anew, end_holder, lock_shown
from domain.healthcode.issuing import forget_device
from domain.household.browsers import close_browser, has_browser
from domain.household.claim import lock_holder
from domain.household.listing import close_others
from domain.kernel.problems import DomainError, Refusal
from domain.notices.reminders import forget_wishes
from domain.policy.context import Context
from domain.storage.work import Work


def leave(work: Work, ctx: Context, holder_id: UUID, person_id: UUID | None, token: str) -> None:
    """End a holder's browser; with the last one, the phone's key and credentials end too."""
    lock_holder(work, holder_id)
    close_browser(work, token)
    if not has_browser(work, holder_id):
        forget_device(work, holder_id)
        end_holder(work, ctx, holder_id)
        forget_wishes(work, holder_id)
    note(work, ctx, Act.LEFT, person_id, ("browser",))


def end_others(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work,
    ctx: Context,
    holder_id: UUID,
    person_id: UUID | None,
    token: str,
    name: str | None = None,
) -> None:
    """End another browser of a household by its name, or all others.

    The household's key and all that names it end with it, for a lost phone shows its code without
    a network too: this phone gets new ones when it next opens its code. Printed cards go on.
    Raises DomainError NOT_FOUND for a name of none of theirs.
    """
    lock_shown(work, holder_id)
    lock_holder(work, holder_id)
    ended = close_others(work, ctx.ring, holder_id, token, name)
    if ended == 0 and name is not None:
        raise DomainError(Refusal.NOT_FOUND)
    if ended:
        forget_device(work, holder_id)
        draw_anew(work, ctx, holder_id)
        note(work, ctx, Act.BROWSERS_ENDED, person_id, ("browser",))
