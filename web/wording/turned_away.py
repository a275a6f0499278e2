"""Why a green was turned away, as staff say it at a door."""

from domain.admission.values import Reason
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Reason.NOT_THEIRS: _("The code is somebody else’s"),
    Reason.LOOKS_ILL: _("They look ill"),
    Reason.FROM_ELSEWHERE: _("They come from elsewhere"),
    Reason.HOUSE_RULE: _("A rule of this place"),
    Reason.FULL: _("The place is full"),
    Reason.OTHER_REASON: _("Another reason"),
}
