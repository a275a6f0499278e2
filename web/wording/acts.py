"""What was done about a person, as it reads in their history."""

from domain.audit.note import Act
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Act.DECLARED: _("Declared"),
    Act.CORRECTED: _("A slip was corrected"),
    Act.CLAIMED: _("A phone took up this code"),
    Act.CLAIM_CONFIRMED: _("Another phone was confirmed"),
    Act.CLAIM_PROVEN: _("Another phone proved its number"),
    Act.CLAIM_ENDED: _("A phone let go of this code"),
    Act.RISK_ACKNOWLEDGED: _("A risk reported from another phone was confirmed"),
    Act.OBJECTED: _("An objection was made"),
    Act.OBJECTION_WITHDRAWN: _("An objection was taken back"),
    Act.LEFT: _("The code was taken off a phone"),
    Act.LOOKED_UP: _("Looked up by phone and document number"),
    Act.DEPARTED: _("Leaving Yunnan was stated"),
    Act.STAYED_ON: _("Leaving Yunnan was taken back"),
    Act.CODE_SENT: _("A one-time code was sent"),
    Act.CODE_TAKEN: _("A one-time code was used"),
    Act.REMINDERS_ASKED: _("Reminders were asked for"),
    Act.REMINDERS_ENDED: _("Reminders were ended"),
    Act.PROVED: _("It was shown who holds the phone"),
    Act.PROOF_REFUSED: _("A try to show who holds the phone failed"),
    Act.PASSKEY_ADDED: _("A passkey was made"),
    Act.PASSKEY_REMOVED: _("A passkey was removed"),
    Act.PASSKEY_REFUSED: _("A passkey was refused"),
    Act.BROUGHT_BACK: _("The codes were brought to another phone by passkey"),
    Act.BROWSERS_ENDED: _("Other phones and browsers were signed out"),
    Act.FACT_RECORDED: _("Official information was recorded"),
    Act.AREA_RECORDED: _("A risk area was listed or delisted"),
    Act.COLOUR_CHANGED: _("The colour changed"),
    Act.PURGED: _("Deleted because its time was over"),
    Act.DOWNLOADED: _("All of this was downloaded"),
    Act.ERASED: _("A phone had its data deleted"),
}
