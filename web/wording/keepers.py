"""What keeps a passkey, as it reads."""

from domain.accounts.credentials import Keeper
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Keeper.PHONE: _("This phone"),
    Keeper.COMPUTER: _("A computer"),
    Keeper.KEY: _("A security key"),
    Keeper.OTHER: _("Another phone or device"),
}
