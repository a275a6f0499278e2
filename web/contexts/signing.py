"""What the pages show on which staff sign in, prove who they are, and take an invitation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from domain.accounts.credentials import Keeper
from domain.accounts.joining import JoinFault
from domain.accounts.means import Kept, seal_secret
from domain.accounts.passwords import LEAST
from domain.accounts.signing import SignInFault
from domain.accounts.totp import address, grouped, new_secret
from domain.accounts.values import Invitation
from domain.storage.keys import KeyRing
from web.formats import division
from web.i18n import gettext
from web.i18n import mark as _
from web.qr import svg_once
from web.staffing import Unfit
from web.wording import word

_ISSUER = "Yunnan Health Code"
_LABEL = "staff"
_QR = _("QR code for the app that shows digits")


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The way in; `number` is what was typed, `error` why it was refused."""

    next: str
    number: str
    error: str
    at: str


@dataclass(frozen=True, slots=True)
class StaffConfirmPage:
    """The proof of who sits there: by what the account has."""

    next: str
    passkeys: bool
    password: bool
    minutes: int
    error: str
    at: str
    undone: bool


@dataclass(frozen=True, slots=True)
class NewMeans:
    """The form of a new password with an app: the secret as QR, in fours, and sealed."""

    qr: Markup
    secret: str
    sealed: str
    least: int
    password_error: str
    digits_error: str


@dataclass(frozen=True, slots=True)
class JoinPage:
    """Where the letters of an invitation are typed."""

    letters: str
    error: str


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """What an invitation is for, and the two ways to sign in from then on."""

    letters: str
    name: str
    role: str
    place: str
    unit: str
    until: datetime
    keepers: tuple[tuple[str, str], ...]
    new: NewMeans
    passkey_error: str


def sign_in_page(back: str, number: str, fault: SignInFault | None) -> SignInPage:
    """Give the page."""
    at = "passkey" if fault is SignInFault.PASSKEY else "number"
    return SignInPage(back, number, "" if fault is None else word(fault), at)


def staff_confirm_page(
    back: str, kept: Kept, minutes: int, fault: SignInFault | None, *, undone: bool
) -> StaffConfirmPage:
    """Give the page."""
    at = "passkey" if fault is SignInFault.PASSKEY else "password"
    error = "" if fault is None else word(fault)
    return StaffConfirmPage(back, bool(kept.passkeys), kept.password, minutes, error, at, undone)


def join_page(letters: str, fault: JoinFault | None) -> JoinPage:
    """Give the page."""
    return JoinPage(letters, "" if fault is None else word(fault))


def invited_page(
    found: Invitation,
    letters: str,
    new: NewMeans,
    *,
    passkey_failed: bool = False,
) -> InvitedPage:
    """Give the page of an open invitation."""
    return InvitedPage(
        letters=letters,
        name=found.called.name,
        role=word(found.place.role),
        place=division(found.place.division, with_parent=True),
        unit=found.place.unit,
        until=found.ends_at,
        keepers=keepers(),
        new=new,
        passkey_error=word(SignInFault.PASSKEY) if passkey_failed else "",
    )


def new_means(ring: KeyRing, account_id: UUID, unfit: Unfit | None = None) -> NewMeans:
    """Give the form of a new password with an app, its secret made anew each time."""
    secret = new_secret()
    found = unfit or Unfit()
    return NewMeans(
        qr=svg_once(address(secret, _LABEL, _ISSUER), gettext(_QR), "qr-app"),
        secret=grouped(secret),
        sealed=seal_secret(ring, secret, account_id),
        least=LEAST,
        password_error="" if found.password is None else word(found.password),
        digits_error="" if found.digits is None else word(found.digits),
    )


def keepers() -> tuple[tuple[str, str], ...]:
    """Give what a passkey may be kept in."""
    return tuple((each.value, word(each)) for each in Keeper)
