"""What is said of a proof that was not taken: the same words whatever the cause."""

from domain.household.proof import ProofFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    ProofFault.EMPTY: _("Write the number of the document."),
    ProofFault.WRONG: _("This is not the number you declared with. Look at the document again."),
    ProofFault.PASSKEY: _("The passkey could not be checked. Please try once more."),
}
