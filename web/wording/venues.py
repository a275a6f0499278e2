"""What is said of a poster that leads nowhere, and of a check-in that was not taken."""

from domain.venues.check_in import CheckInFault
from domain.venues.lost import Lost
from domain.venues.visits import Direction
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Direction.IN: _("In"),
    Direction.OUT: _("Out"),
    Lost.UNKNOWN: _("This poster is not one of ours. Do not type anything that it asks for."),
    Lost.REVOKED: _("This poster was replaced. Scan the new one at the entrance."),
    Lost.CLOSED: _("This place is closed, so nobody registers here."),
    CheckInFault.NOBODY: _("Tick who is with you."),
    CheckInFault.NUMBER_WRONG: _("That is not today’s number. Read it once more at the door."),
    CheckInFault.NUMBER_TOO_OFTEN: _(
        "That was too many tries. Ask the staff at the door, or try again in an hour."
    ),
}
