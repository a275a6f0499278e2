"""What is said of a name, a phone number or a document number that cannot be taken."""

from domain.people.documents import DocumentFault
from domain.people.names import NameFault
from domain.people.phones import PhoneFault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    NameFault.EMPTY: _("Write your name as on your document."),
    NameFault.TOO_LONG: _("The name is too long: use at most 150 characters."),
    NameFault.NO_LETTER: _("Write the name in letters or characters."),
    PhoneFault.EMPTY: _("Write a phone number where we can reach you."),
    PhoneFault.NOT_A_NUMBER: _("Write the phone number in digits, such as 138 8730 1234."),
    PhoneFault.LENGTH: _("The number of digits is not right for this country. Check the number."),
    PhoneFault.NOT_IN_USE: _("There is no such number in this country. Check number and country."),
    PhoneFault.NOT_PERSONAL: _("This is a service number. Write a person’s own number."),
    DocumentFault.EMPTY: _("Write the number of the document."),
    DocumentFault.LENGTH: _("The number has too few or too many characters. Check it."),
    DocumentFault.SIGNS: _("The number holds a character that does not belong there. Check it."),
    DocumentFault.PROVINCE: _("The first two digits stand for no province. Check the number."),
    DocumentFault.BIRTH_DATE: _("Digits 7 to 14 are no date of birth. Check the number."),
    DocumentFault.FUTURE_BIRTH: _("The date of birth in the number lies in the future. Check it."),
    DocumentFault.CHECK_DIGIT: _("A digit is wrong or two are swapped. Compare with the document."),
    DocumentFault.OLD_FIFTEEN: _("This is an old 15-digit number. Write the 18-digit one."),
    DocumentFault.OTHER_KIND: _("This number is of another kind of document. Choose that kind."),
}
