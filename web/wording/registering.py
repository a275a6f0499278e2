"""What is said of venues: states, sizes, why one was turned down, what is wrong with an answer."""

from domain.venues.faults import SheetFault, VenueFault
from domain.venues.importing import Came
from domain.venues.settle import Reason
from domain.venues.values import Size, VenueState
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    VenueState.ASKED: _("Waiting"),
    VenueState.CONFIRMED: _("Confirmed"),
    VenueState.REFUSED: _("Turned down"),
    VenueState.CLOSED: _("Closed"),
    Size.SMALL: _("Under 100"),
    Size.MEDIUM: _("100 to 1,000"),
    Size.LARGE: _("More than 1,000"),
    Reason.NOT_HERE: _("It is not in this township"),
    Reason.TWICE: _("It is registered already"),
    Reason.UNCLEAR: _("It is not clear which place is meant"),
    Reason.NOT_THEIRS: _("The person named does not answer for it"),
    Reason.OTHER: _("Another reason"),
    Came.NEW: _("Taken in"),
    Came.KNOWN: _("Was there already"),
    Came.REFUSED: _("Not taken"),
    VenueFault.KIND_MISSING: _("Choose what kind of place it is."),
    VenueFault.NAME_MISSING: _("Write the name that people know the place by."),
    VenueFault.NOT_PLAIN: _(
        "Write plain words: no web address, none of < > { } | # and the like, no sign such as = at "
        "the beginning, and a blank after every full stop."
    ),
    VenueFault.ADDRESS_MISSING: _("Write the village or street, and the house number."),
    VenueFault.SIZE_MISSING: _("Choose how many people come on a day."),
    VenueFault.PERSON_MISSING: _("Write the name of the person who answers for the place."),
    VenueFault.DEPUTY_MISSING: _(
        "Write the name of a deputy: a place where 100 people or more come on a day needs one."
    ),
    VenueFault.ENTRANCE_MISSING: _("Write at least one entrance, such as East gate."),
    VenueFault.ENTRANCE_TWICE: _("Two entrances have the same name. Tell them apart."),
    VenueFault.PLATE_UNREAD: _("Write the number plate, such as 云G12345."),
    VenueFault.TOO_MANY_ENTRANCES: _("That is too many entrances at once. Add the rest later."),
    VenueFault.REASON_MISSING: _("Say why it is turned down."),
    VenueFault.TOWNSHIP_UNKNOWN: _(
        "This township is not known here. Write it as in the legend, or its number of nine digits."
    ),
    VenueFault.TOWNSHIP_ELSEWHERE: _("This township is not in your jurisdiction."),
    VenueFault.KIND_UNKNOWN: _("This kind is not known. Write it as in the legend."),
    SheetFault.EMPTY: _("Choose a file with at least one row below the heading."),
    SheetFault.NOT_A_SHEET: _(
        "This file cannot be read. Save it as XLSX or as CSV, and send it again."
    ),
    SheetFault.TOO_LARGE: _("This file is too large: at most 1 MB. Send it in parts."),
    SheetFault.TOO_MANY_ROWS: _("This file has too many rows. Send it in parts."),
    SheetFault.TOO_WIDE: _("This file has too many columns. Use the blank sheet."),
    SheetFault.HOSTILE: _(
        "This file is packed in a way that no spreadsheet is. Save it anew and send it again."
    ),
    SheetFault.NO_HEADING: _(
        "The first row lacks these headings: %(columns)s. Use the blank sheet."
    ),
}
