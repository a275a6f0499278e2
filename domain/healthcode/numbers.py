"""Proving that the phone number of a claim that waits is in hand, by digits sent to it.

Any claim that waits may ask, whatever its number: only who reads the message learns whether it is
the number that the person was declared with (only that a code exists is revealed).
"""

from enum import StrEnum
from uuid import UUID

from domain.healthcode.objecting import is_objected
from domain.healthcode.telling import tell
from domain.household.claim import member_of
from domain.household.claims import ClaimState
from domain.household.values import Member
from domain.household.waiting import stand_by_number
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, check_code, send_code
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


class NumberFault(StrEnum):
    """Why a proven number lets nothing through: it is another one, or somebody objected."""

    OTHER = "number_other"


def send_claim_code(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its values
    work: Work,
    ctx: Context,
    person_id: UUID,
    holder_id: UUID,
    token: str,
    asker: Asker,
    digits: str,
) -> None:
    """Send digits to the number of this holder's claim that waits.

    One that stands has nothing to prove, and is sent nothing. Raises NOT_FOUND where there is no
    claim or no digits can be sent, TOO_MANY past the limits of codes.
    """
    if stands(work, ctx, person_id, holder_id):
        return
    member = waiting_member(work, ctx, person_id, holder_id)
    send_code(work, ctx, binding_of(member, token), asker, digits)


def prove_number(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its values
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, token: str, typed: str
) -> CodeFault | NumberFault | None:
    """Let a claim that waits stand, where its number is another standing claim's and in hand.

    The other phones are told of its risk answers, as of any that begin to count. One that stands
    already has nothing to prove. Raises NOT_FOUND as `send_claim_code`.
    """
    lock_person(work, person_id)
    if stands(work, ctx, person_id, holder_id):
        return None
    member = waiting_member(work, ctx, person_id, holder_id)
    fault = check_code(work, ctx, binding_of(member, token), typed)
    if fault is not None:
        return fault
    objected = is_objected(work, person_id, holder_id)
    if objected or not stand_by_number(work, ctx, person_id, holder_id):
        return NumberFault.OTHER
    tell(work, ctx, person_id)
    return None


def stands(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bool:
    """Tell whether a holder's claim stands: it waits for nothing, or no more."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    return member is not None and member.state.stands


def waiting_member(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Member:
    """Give the applicant whose claim waits on this phone; raises NOT_FOUND for any other."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if not ctx.texts or member is None or member.state is not ClaimState.PENDING:
        raise DomainError(Refusal.NOT_FOUND)
    return member


def binding_of(member: Member, token: str) -> Binding:
    """Give what the digits are bound to: the number, this browser, and this person.

    Other claims of the same browser have digits of their own.
    """
    return Binding(member.known.phone, Purpose.CLAIM, token_hash(f"{token}|{member.person_id.hex}"))
