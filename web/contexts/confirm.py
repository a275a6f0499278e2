"""What the page shows on which one proves who holds the phone."""

from dataclasses import dataclass
from uuid import UUID

from domain.household.claim import members_of
from domain.household.passkeys import has_passkeys
from domain.household.proof import ProofFault, Way, owner_of, way_of
from domain.household.values import Member
from domain.people.masking import mask
from domain.policy.context import Context
from domain.storage.work import Work
from web.wording import word

# The one seam for a code by SMS: true where a gateway is set, once notices can send and check one.
_GATEWAY = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which way a household proves itself, and by whose document."""

    way: Way
    owner: Member


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The way to prove, whose number is asked for, where to go on to; `error` is wording or empty.

    `number` is the made-up person's own, for whoever tries the demo.
    """

    way: str
    masked: str
    kind: str
    next: str
    error: str
    minutes: int
    number: str


def asked(work: Work, ctx: Context, holder_id: UUID) -> Asked | None:
    """Tell how a household proves itself; None for one that has nobody."""
    owner = owner_of(members_of(work, ctx.ring, holder_id))
    if owner is None:
        return None
    return Asked(way_of(passkeys=has_passkeys(work, holder_id), gateway=_GATEWAY), owner)


def confirm_page(
    found: Asked, ctx: Context, back: str, fault: ProofFault | None, *, demo: bool
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
    )
