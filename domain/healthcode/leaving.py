"""Leaving: a browser is forgotten, with a phone's last one its key, what it shows, reminders.

What was declared stays as long as it is kept: whoever leaves gets rid of a code, of no risk.
"""

from uuid import UUID

from domain.audit.note import Act, note
from domain.healthcode.ending import end_holder
from domain.healthcode.issuing import forget_device
from domain.household.browsers import close_browser, has_browser
from domain.household.claim import lock_holder
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
