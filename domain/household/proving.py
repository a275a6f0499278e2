"""Proving whose phone it is: by a passkey, by a code sent to it, or by the document number.

What proves gives the browser a new token. A weaker way is refused where there is a stronger one.
"""

import hmac
from uuid import UUID

from domain.accounts.credentials import UsedPasskey
from domain.audit.note import Act, note
from domain.household.browsers import renew
from domain.household.claim import lock_holder, members_of
from domain.household.passkeys import has_passkeys, note_use, passkey_of
from domain.household.proof import ProofFault, Way, owner_of, way_of
from domain.household.values import Member
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.limits.spend import require, spend
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, check_code, send_code
from domain.people.documents import Document, read_document
from domain.policy.context import Context
from domain.storage.work import Work

_LIMIT = "document_reentry"


def prove_by_document(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, holder_id: UUID, token: str, fresh: str, typed: str
) -> ProofFault | None:
    """Compare a typed number with the household's own; give what is wrong, None where it is right.

    A wrong one is a try: so many a day, exactly. Raises DomainError TOO_MANY past them, CONFLICT
    where there is a stronger way (a passkey, a code), NOT_FOUND where the household has nobody.
    """
    owner = _owner_by(work, ctx, holder_id, Way.DOCUMENT)
    if not typed.strip():
        return ProofFault.EMPTY
    spent = (work, ctx.instant, _LIMIT, ctx.policies.limits.document_reentry, holder_id.bytes)
    require(*spent)
    if not _is_theirs(ctx, owner, typed):
        note(work, ctx, Act.PROOF_REFUSED, owner.person_id, ("document",))
        return ProofFault.WRONG
    spend(*spent, many=-1)
    renew(work, ctx, token, fresh)
    note(work, ctx, Act.PROVED, owner.person_id, ("document",))
    return None


def prove_by_passkey(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, holder_id: UUID, token: str, fresh: str, used: UsedPasskey
) -> ProofFault | None:
    """Take a passkey's checked answer as a proof, where the passkey is this household's own."""
    lock_holder(work, holder_id)
    found = passkey_of(work, ctx.ring, used.credential_id)
    if found is None or found.owner != holder_id:
        return ProofFault.PASSKEY
    owner = owner_of(members_of(work, ctx.ring, holder_id))
    person_id = None if owner is None else owner.person_id
    if not note_use(work, ctx, used, person_id):
        return ProofFault.PASSKEY
    renew(work, ctx, token, fresh)
    note(work, ctx, Act.PROVED, person_id, ("passkey",))
    return None


def binding_of(owner: Member, token: str) -> Binding:
    """Give what the digits that prove are bound to: the owner's number, and this browser."""
    return Binding(owner.known.phone, Purpose.STEP_UP, token_hash(token))


def send_proof_code(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, holder_id: UUID, token: str, asker: Asker, digits: str
) -> None:
    """Send digits to the number of who declared for themselves first on this phone.

    Raises DomainError TOO_MANY past the limits of codes, CONFLICT and NOT_FOUND as
    `prove_by_code`.
    """
    owner = _owner_by(work, ctx, holder_id, Way.CODE)
    send_code(work, ctx, binding_of(owner, token), asker, digits)


def prove_by_code(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, holder_id: UUID, token: str, fresh: str, typed: str
) -> CodeFault | None:
    """Take the digits that were sent; give what is wrong, each wrong one a try of the five.

    Raises DomainError CONFLICT where a passkey protects the household or no code can be sent,
    NOT_FOUND where it has nobody.
    """
    owner = _owner_by(work, ctx, holder_id, Way.CODE)
    fault = check_code(work, ctx, binding_of(owner, token), typed)
    if fault is not None:
        if fault is CodeFault.WRONG:
            note(work, ctx, Act.PROOF_REFUSED, owner.person_id, ("code",))
        return fault
    renew(work, ctx, token, fresh)
    note(work, ctx, Act.PROVED, owner.person_id, ("code",))
    return None


def _owner_by(work: Work, ctx: Context, holder_id: UUID, way: Way) -> Member:
    """Give whose number proves, where this is the way that the household has."""
    lock_holder(work, holder_id)
    if way_of(passkeys=has_passkeys(work, holder_id), gateway=ctx.texts) is not way:
        raise DomainError(Refusal.CONFLICT)
    owner = owner_of(members_of(work, ctx.ring, holder_id))
    if owner is None:
        raise DomainError(Refusal.NOT_FOUND)
    return owner


def _is_theirs(ctx: Context, owner: Member, typed: str) -> bool:
    read = read_document(owner.known.document_kind, typed, day_of(ctx.instant))
    number = read.number if isinstance(read, Document) else ""
    return hmac.compare_digest(number.encode(), owner.known.document.encode())
