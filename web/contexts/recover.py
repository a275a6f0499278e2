"""What the page shows on which a household is brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.healthcode.bringing import Back
from domain.household.claim import members_of
from domain.household.proof import ProofFault
from domain.people.masking import mask
from domain.storage.keys import KeyRing
from domain.storage.work import Work
from web.i18n import gettext
from web.i18n import mark as _
from web.wording import word

_CHOOSE = _("Tick that the codes on this phone are to make place, then try again.")


@dataclass(frozen=True, slots=True)
class RecoverPage:
    """Whose codes this phone shows now, masked, and what went wrong, where something did."""

    shown: tuple[str, ...]
    error: str
    at: str


def shown_here(work: Work, ring: KeyRing, holder_id: UUID) -> tuple[str, ...]:
    """Give the masked names of the people whose codes a phone shows."""
    return tuple(mask(each.known.name) for each in members_of(work, ring, holder_id))


def recover_page(shown: Sequence[str], back: Back | None) -> RecoverPage:
    """Give the page; `at` is the id of what an error is about."""
    if back is None:
        return RecoverPage(tuple(shown), "", "")
    if back is Back.OCCUPIED:
        return RecoverPage(tuple(shown), gettext(_CHOOSE), "instead")
    return RecoverPage(tuple(shown), word(ProofFault.PASSKEY), "passkey")
