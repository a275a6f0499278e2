"""What the page shows on which one proves who holds the phone."""

from dataclasses import dataclass
from uuid import UUID

from domain.household.claim import members_of
from domain.household.passkeys import has_passkeys
from domain.household.proof import ProofFault, Way, owner_of, way_of
from domain.household.proving import binding_of
from domain.household.values import Member
from domain.notices.codes import CodeFault, is_sent
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.work import Work
from web.wording import word

_END = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """Which way a household proves itself, and by whose document or number.

    `sent` tells that digits were sent to it which are still good.
    """

    way: Way
    owner: Member
    sent: bool


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The way to prove, whose number is asked for, where to go on to; `error` is wording or empty.

    `number` is the made-up person's own, for whoever tries the demo. `phone` is the end of the
    number to which digits go, `sent` tells that they are asked for; `undone` that something was
    pressed which is to be pressed once more after this.
    """

    way: str
    masked: str
    kind: str
    next: str
    error: str
    minutes: int
    number: str
    phone: str
    sent: bool
    demo: bool
    undone: bool = False


def asked(work: Work, ctx: Context, holder_id: UUID, token: str) -> Asked | None:
    """Tell how a household proves itself; None for one that has nobody."""
    owner = owner_of(members_of(work, ctx.ring, holder_id))
    if owner is None:
        return None
    way = way_of(passkeys=has_passkeys(work, holder_id), gateway=ctx.texts)
    sent = way is Way.CODE and is_sent(work, ctx, binding_of(owner, token))
    return Asked(way, owner, sent)


def confirm_page(
    found: Asked, ctx: Context, back: str, fault: ProofFault | CodeFault | None, *, demo: bool
) -> ConfirmPage:
    """Give the page; in the demo it tells the made-up number, which nobody can know."""
    known = found.owner.known
    return ConfirmPage(
        way=found.way.value,
        masked=mask(known.name),
        kind=word(known.document_kind),
        next=back,
        error="" if fault is None else word(fault),
        minutes=ctx.policies.limits.proof.minutes,
        number=known.document if demo else "",
        phone=known.phone[-_END:],
        sent=found.sent or fault is not None,
        demo=demo,
    )
