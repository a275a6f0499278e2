"""Applying for a code: claim, declare, assess and issue in one unit of work."""

from uuid import UUID

from domain.audit.note import Act, note
from domain.declaration.declare import declare, declared_before
from domain.declaration.values import Application, Identity
from domain.healthcode.assessing import refresh
from domain.healthcode.ending import end_code, same_on_credential, supersede
from domain.healthcode.indexes import Owner, give_index
from domain.healthcode.shards import shard_for
from domain.healthcode.telling import announce_claim, retract, tell
from domain.healthcode.values import Issued
from domain.household.claim import claim, member_of
from domain.household.values import Known
from domain.kernel.colour import Colour
from domain.limits.spend import require
from domain.people.store import person_for_document, touch
from domain.policy.context import Context
from domain.storage.mode import require_open
from domain.storage.work import Work


def apply(work: Work, ctx: Context, holder_id: UUID, application: Application) -> Issued:
    """Take an application and give the code it leads to; the same nonce again gives the same.

    Raises DomainError CLOSED where the service makes no new codes, TOO_MANY past a limit.
    """
    require_open(work)
    identity = application.identity
    person_id = person_for_document(work, ctx, identity.document, identity.nationality)
    if declared_before(work, person_id, ctx.nonce):
        return Issued(person_id, holder_id, refresh(work, ctx, person_id, holder_id).colour, True)
    limits = ctx.policies.limits
    require(work, ctx.instant, "declarations", limits.declarations, holder_id.bytes)
    known = _known(identity)
    _withdraw(work, ctx, person_id, holder_id, known)
    stated = application.relationship.value, known, application.consent
    state = claim(work, ctx, person_id, holder_id, *stated)
    declared = declare(work, ctx, person_id, holder_id, application)
    if declared.corrected and application.corrects is not None:
        retract(work, person_id, application.corrects)
    if state.counts:
        tell(work, ctx, person_id)
    else:
        announce_claim(work, person_id, holder_id)
    touch(work, ctx, person_id)
    note(work, ctx, Act.DECLARED, person_id, ("identity", "journey", "stay", "health", state.value))
    found = refresh(work, ctx, person_id, holder_id)
    shard = shard_for(application.stay.division)
    give_index(work, ctx, Owner(person_id, holder_id, ctx.nonce), shard, found)
    return Issued(person_id, holder_id, Colour(found.colour), corrected=declared.corrected)


def _withdraw(work: Work, ctx: Context, person_id: UUID, holder_id: UUID, known: Known) -> None:
    """Let new indexes take the place of the old; who is named otherwise now ends the old ones."""
    before = member_of(work, ctx.ring, person_id, holder_id)
    if before is not None and same_on_credential(before.known, known):
        supersede(work, ctx, person_id, holder_id)
    else:
        end_code(work, ctx, person_id, holder_id)


def _known(identity: Identity) -> Known:
    return Known(
        name=identity.name,
        gender=identity.gender,
        born=identity.born,
        nationality=identity.nationality,
        phone=identity.phone,
        helper_phone=identity.helper_phone,
        document_kind=identity.document.kind,
        document=identity.document.number,
    )
