"""Phone numbers: as typed, with the region chosen, to E.164 (ITU-T) and back (notice A7)."""

import re
import unicodedata
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

_REACHES_A_PERSON = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.FIXED_LINE,
    },
)
_CHINA = 86
# The library learns of newly opened Chinese ranges late: these eleven digits are always a mobile.
_CHINESE_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CHINESE_MOBILE_START = re.compile(r"1[3-9]")
_LONGEST_TYPED = 60


class PhoneFault(StrEnum):
    """What is wrong with a typed phone number."""

    EMPTY = "phone_empty"
    NOT_A_NUMBER = "phone_not_a_number"
    LENGTH = "phone_length"
    NOT_IN_USE = "phone_not_in_use"
    NOT_PERSONAL = "phone_not_personal"


def read_phone(typed: str, region: str) -> str | PhoneFault:
    """Read a number typed in a region (ISO 3166, two letters) or with its own +code."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        return PhoneFault.EMPTY
    if len(text) > _LONGEST_TYPED:
        return PhoneFault.NOT_A_NUMBER
    try:
        number = phonenumbers.parse(text, region.upper())
    except NumberParseException:
        return PhoneFault.NOT_A_NUMBER
    return _fault_of(number) or phonenumbers.format_number(
        number,
        phonenumbers.PhoneNumberFormat.E164,
    )


def show_phone(e164: str) -> str:
    """Write a number as read at home: grouped, with its country's code unless Chinese."""
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    national = number.country_code == _CHINA
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)


def calling_code(region: str) -> int | None:
    """Give the country calling code of a region, 86 for CN; None for an unknown one."""
    return phonenumbers.country_code_for_region(region.upper()) or None


def _fault_of(number: PhoneNumber) -> PhoneFault | None:
    if number.country_code == _CHINA and _CHINESE_MOBILE_START.match(str(number.national_number)):
        is_whole = _CHINESE_MOBILE.fullmatch(str(number.national_number))
        return None if is_whole else PhoneFault.LENGTH
    if not phonenumbers.is_possible_number(number):
        return PhoneFault.LENGTH
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.UNKNOWN:
        return PhoneFault.NOT_IN_USE
    return None if kind in _REACHES_A_PERSON else PhoneFault.NOT_PERSONAL
