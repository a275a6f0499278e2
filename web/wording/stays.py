"""What stays when what is held is deleted, and why, as it reads."""

from domain.retention.erasure import Because
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Because.RISK: _("Answers on which a risk rests that still runs, and how to reach you"),
    Because.SHARED: _("Answers that another phone with the same code still needs"),
    Because.MARK: _("A mark without a name that there was a code, for a risk of these weeks"),
    Because.FACTS: _("Official information, recorded by health offices, and the document it is of"),
    Because.OBJECTIONS: _("That you objected, and when"),
    Because.INDEXES: _("A random number, so that a card printed earlier is no longer accepted"),
    Because.AUDIT: _("What was done and when, without any content"),
    Because.BACKUPS: _("Sealed backups of the past weeks"),
}
