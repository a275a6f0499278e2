"""How far a phone's tie to a person is believed, as it reads."""

from domain.household.claims import ClaimState
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    ClaimState.STANDING: _("Counts: same document and same phone number"),
    ClaimState.PENDING: _("Waits until the document is seen: changes nothing"),
    ClaimState.VERIFIED: _("Counts: the document was seen"),
    ClaimState.RELEASED: _("Deleted there; a risk runs on"),
    ClaimState.ENDED: _("Ended"),
}
