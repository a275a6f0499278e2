"""What the page shows on which a code that waits proves its phone number."""

from dataclasses import dataclass
from uuid import UUID

from domain.healthcode.numbers import NumberFault, binding_of, stands, waiting_member
from domain.notices.codes import CodeFault, is_sent
from domain.policy.context import Context
from domain.storage.work import Work
from web.wording import word

_END = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits: its number (E.164), and whether digits were sent to it."""

    phone: str
    sent: bool


@dataclass(frozen=True, slots=True)
class NumberPage:
    """`phone` is the number's end; `problem` is wording or empty.

    `other` tells that the number is proven, and opens nothing.
    """

    phone: str
    sent: bool
    problem: str
    other: bool
    demo: bool


def waiting(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, token: str
) -> Waiting | None:
    """Give what waits on this phone, None where the claim stands; NOT_FOUND as the verbs."""
    if stands(work, ctx, person_id, holder_id):
        return None
    member = waiting_member(work, ctx, person_id, holder_id)
    return Waiting(member.known.phone, is_sent(work, ctx, binding_of(member, token)))


def number_page(found: Waiting, fault: CodeFault | NumberFault | None, *, demo: bool) -> NumberPage:
    """Give the page, and what was wrong with the digits."""
    other = isinstance(fault, NumberFault)
    sent = not other and (found.sent or fault is not None)
    return NumberPage(found.phone[-_END:], sent, "" if fault is None else word(fault), other, demo)
