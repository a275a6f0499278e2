"""What is said of a sign-in, an invitation or a shift that was not taken."""

from domain.accounts.joining import JoinFault
from domain.accounts.means import MeansFault
from domain.accounts.passwords import PasswordFault
from domain.accounts.reading import InviteFault
from domain.accounts.shifts import ShiftFault
from domain.accounts.signing import SignInFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    SignInFault.WRONG: _(
        "Number, password and digits do not go together. Wait for new digits in the app, then try"
        " again."
    ),
    SignInFault.PASSKEY: _("This passkey signs nobody in here. Try again, or use the password."),
    PasswordFault.SHORT: _("Use at least 12 characters: a few words you remember are best."),
    PasswordFault.LONG: _("Use at most 128 characters."),
    PasswordFault.COMMON: _("This is among the first that somebody would try. Use other words."),
    MeansFault.DIGITS: _(
        "These are not the digits that the app shows now. Look again and type them."
    ),
    JoinFault.UNKNOWN: _(
        "There is no open invitation with these letters. Look at them again; after seven days, or"
        " when it was used, ask for a new one."
    ),
    ShiftFault.UNKNOWN: _(
        "There is no open shift with these letters. Look at them again, or ask your manager for"
        " new ones: they hold for half an hour, and for one phone."
    ),
    InviteFault.UNIT_EMPTY: _("Write the name of the office or unit."),
    InviteFault.UNIT_LONG: _("Use at most 60 characters."),
    InviteFault.DIVISION_MISSING: _("Choose the place."),
    InviteFault.SECTOR_MISSING: _("Choose the sector."),
    InviteFault.LETTERS_UNKNOWN: _(
        "No venue in use has these letters on its poster. Look at the eight letters below its QR."
    ),
}
