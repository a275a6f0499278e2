"""What is wrong with a one-time code, in words."""

from domain.notices.codes import CodeFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    CodeFault.NOT_SIX_DIGITS: _("Type the six digits of the text message."),
    CodeFault.WRONG: _("These are not the six digits we sent. Look at the text message again."),
    CodeFault.OVER: _("That number is no longer good. Ask for a new one."),
}
