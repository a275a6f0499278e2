"""What is said of a choice of people to show, or to renew, together."""

from domain.healthcode.renewing import RenewingFault
from domain.healthcode.together import TogetherFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    TogetherFault.NOBODY: _("Tick whom to show together."),
    TogetherFault.TOO_MANY: _(
        "One QR code shows at most %(most)s people. Untick some, and show them apart."
    ),
    RenewingFault.NOBODY: _("Tick whose code to renew."),
    RenewingFault.SAME_MISSING: _(
        "Tick that home and journeys are as before, or tick who has moved or travelled."
    ),
}
