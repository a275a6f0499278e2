"""Making a code ready to be shown: assessed at this instant, its handle and its index there."""

from uuid import UUID

from domain.declaration.store import declarations_of
from domain.healthcode.assessing import assessed
from domain.healthcode.handles import mint_handle
from domain.healthcode.indexes import Owner, give_index, index_of
from domain.healthcode.shards import shard_for
from domain.healthcode.show import pulse, renew
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def present(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, *, paper: bool = False
) -> None:
    """Bring a code up to this instant and give it today's handle; nothing where there is none.

    A code that was grey when it was declared, or older than status indexes, gets its index here;
    so does a printed card at its first printing.
    """
    lock_person(work, person_id)
    found = pulse(work, ctx, person_id, holder_id)
    if found is None:
        return
    if found.stale:
        renew(work, ctx, person_id, holder_id)
    mint_handle(work, ctx, person_id, holder_id)
    if index_of(work, person_id, holder_id, paper=paper) is None:
        _give_index(work, ctx, person_id, holder_id, paper=paper)


def _give_index(work: Work, ctx: Context, person_id: UUID, holder_id: UUID, *, paper: bool) -> None:
    own = declarations_of(work, ctx.ring, person_id, (holder_id,))
    owner = Owner(person_id, holder_id, own[0].id if own else None)
    shard = shard_for(own[0].stay.division if own else "")
    found = assessed(work, ctx, person_id, holder_id)
    give_index(work, ctx, owner, shard, found, paper=paper)
