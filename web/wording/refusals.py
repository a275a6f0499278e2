"""What is said when a whole act is refused, or a form was open too long."""

from domain.kernel.problems import Refusal
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Refusal.NOT_FOUND: _("There is no such page."),
    Refusal.NOT_PERMITTED: _("You may not open this page."),
    Refusal.CLOSED: _("The health code service has closed. No new codes are given."),
    Refusal.TOO_MANY: _("That was too many tries. Wait a little and try again."),
    Refusal.CROWDED: _(
        "Very many people are beginning to declare from the same network as you. Nothing is wrong"
        " with what you filled in. Try again in half an hour, or at once with mobile data in place"
        " of Wi-Fi."
    ),
    Refusal.HOUSEHOLD_FULL: _(
        "This phone has as many people as one phone may have. Take somebody off it first, or let"
        " them use another phone."
    ),
    Refusal.CONFLICT: _("This was changed meanwhile. Go back and look again."),
    Refusal.GONE: _("This is no longer here."),
    Refusal.BUSY: _("The service is busy. What you typed was not sent. Try again in a moment."),
}
