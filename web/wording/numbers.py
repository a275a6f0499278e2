"""What is said of a proven number that lets nothing through: the same words whatever the cause."""

from domain.healthcode.numbers import NumberFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    NumberFault.OTHER: _(
        "The number is yours, but it does not open this code. Have your document looked at: at any "
        "door, or at your village or community office."
    ),
}
