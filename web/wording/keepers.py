"""What keeps a passkey, as it reads."""

from domain.household.values import KeptOn
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    KeptOn.PHONE: _("This phone"),
    KeptOn.COMPUTER: _("A computer"),
    KeptOn.KEY: _("A security key"),
    KeptOn.OTHER: _("Another phone or device"),
}
