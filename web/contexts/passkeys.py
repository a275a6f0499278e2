"""What the pages of passkeys and browsers show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.accounts.credentials import Keeper, Passkey
from domain.household.proof import ProofFault
from domain.household.values import Browser
from web.formats import full_day
from web.i18n import gettext
from web.i18n import mark as _
from web.wording import word

_SERVICE = _("Yunnan Health Code")
_CALLED = _("Health code, made %(day)s")
_STAFF = _("Health code staff, made %(day)s")


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    """One line of the list; `used_at` is None where it was never used."""

    name: str
    keeper: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class PasskeysPage:
    """The household's passkeys, what one may be kept in, whether one more may be made."""

    passkeys: tuple[KeptPasskey, ...]
    keepers: tuple[tuple[str, str], ...]
    full: bool
    error: str


@dataclass(frozen=True, slots=True)
class BrowsersPage:
    """The browsers that show this household's codes; `others` leaves the asking one out."""

    here: Browser
    others: tuple[Browser, ...]


def passkeys_page(known: Sequence[Passkey], most: int, *, wrong: bool) -> PasskeysPage:
    """Give the page; `wrong` where a passkey could not be checked."""
    return PasskeysPage(
        passkeys=tuple(
            KeptPasskey(each.name, word(each.keeper), each.made_at, each.used_at) for each in known
        ),
        keepers=tuple((each.value, word(each)) for each in Keeper),
        full=len(known) >= most,
        error=word(ProofFault.PASSKEY) if wrong else "",
    )


def browsers_page(found: Sequence[Browser]) -> BrowsersPage:
    """Give the page; the asking browser is the first."""
    return BrowsersPage(found[0], tuple(found[1:]))


def names(now: datetime) -> tuple[str, str]:
    """Give the service's name and a passkey's, as the device shows them: a day, and nobody."""
    return gettext(_SERVICE), gettext(_CALLED) % {"day": full_day(now)}


def staff_names(now: datetime) -> tuple[str, str]:
    """Give the same for a passkey of staff: apart from the one for their own code."""
    return gettext(_SERVICE), gettext(_STAFF) % {"day": full_day(now)}


def read_keeper(typed: str) -> Keeper:
    """Read what keeps a passkey; what there is not in the list is something else."""
    return Keeper(typed) if typed in set(Keeper) else Keeper.OTHER
