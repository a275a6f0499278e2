"""Making a code ready to be shown: assessed at this instant, named by its handle of the day."""

from uuid import UUID

from domain.healthcode.handles import mint_handle
from domain.healthcode.show import pulse, renew
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def present(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Bring a code up to this instant and give it today's handle; nothing where there is none."""
    lock_person(work, person_id)
    found = pulse(work, ctx, person_id, holder_id)
    if found is None:
        return
    if found.stale:
        renew(work, ctx, person_id, holder_id)
    mint_handle(work, ctx, person_id, holder_id)
