"""Identity documents: a number as typed becomes a Document, or the code of what is wrong with it.

Nobody real is refused: county codes only pre-fill a form, since people keep the code of counties
renamed long ago; passports meet no rule of their country; what fits nowhere is OTHER, free text
(notice A7; product A2). Numbers are read in NFKC, upper case, without blanks and dashes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from domain.people.check_digits import icao, mod_11_2
from domain.people.gender import Gender
from domain.people.numbers import bare


class DocumentKind(StrEnum):
    """The documents one may declare with."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    HKM_PERMIT = "hkm_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGN_RESIDENCE = "foreign_residence"
    BORDER_PASS = "border_pass"  # noqa: S105 - a document, not a password
    BIRTH_CERTIFICATE = "birth_certificate"
    OTHER = "other"


class DocumentFault(StrEnum):
    """What is wrong with a typed number, each with its own way to mend it."""

    EMPTY = "document_empty"
    LENGTH = "document_length"
    SIGNS = "document_signs"
    PROVINCE = "document_province"
    BIRTH_DATE = "document_birth_date"
    FUTURE_BIRTH = "document_future_birth"
    CHECK_DIGIT = "document_check_digit"
    OLD_FIFTEEN = "document_old_fifteen"
    OTHER_KIND = "document_other_kind"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as kept: its kind and its normalised number, which no log may show."""

    kind: DocumentKind
    number: str = field(repr=False)


def read_document(kind: DocumentKind, typed: str, today: date) -> Document | DocumentFault:
    """Read a number as typed under the kind chosen; `today` (Beijing) bounds a birth date."""
    number = bare(typed)
    if not number:
        return DocumentFault.EMPTY
    read = _READERS[kind](number, today)
    return read if isinstance(read, DocumentFault) else Document(kind, read)


def born_of(document: Document) -> date | None:
    """Give the birth date that the number holds, for the three kinds of 18 signs; else None."""
    return _birth_in(document.number) if _is_dated(document) else None


def gender_of(document: Document) -> Gender | None:
    """Give the gender that sign 17 tells, odd for male; None where the number tells none."""
    if not _is_dated(document):
        return None
    return Gender.MALE if int(document.number[16]) % 2 else Gender.FEMALE


def county_of(document: Document) -> str | None:
    """Give the six-digit county code of a resident ID, which may be of a county long renamed."""
    return document.number[:6] if document.kind is DocumentKind.RESIDENT_ID else None


def show_number(document: Document) -> str:
    """Write a number to be read: 18 signs as place, birth date and rest, others as they are."""
    number = document.number
    return f"{number[:6]} {number[6:14]} {number[14:]}" if _is_dated(document) else number


_DATED = frozenset(
    {DocumentKind.RESIDENT_ID, DocumentKind.HMT_RESIDENCE, DocumentKind.FOREIGN_RESIDENCE},
)
_PROVINCES = frozenset(
    str(code)
    for codes in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for code in range(codes[0], codes[1] + 1)
)
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_HMT_RESIDENCE = re.compile(r"8[123]0000[0-9]{11}[0-9X]")
_OLD_FOREIGN_RESIDENCE = re.compile(r"[A-Z]{3}[0-9]{12}")
# H or M and eight digits; holders who are not Chinese citizens have a second letter (since 2024).
# The two digits behind count renewals: the person keeps the first nine signs.
_HKM_PERMIT = re.compile(r"([HM][A-Z0-9][0-9]{7})(?:[0-9]{2})?")
# Older permits add a two-digit count and a sign in brackets: the person keeps the first eight.
_TAIWAN_PERMIT = re.compile(r"([0-9]{8})(?:[0-9]{2})?(?:\([0-9A-Z]{1,2}\))?")
_PASSPORT = re.compile(r"[A-Z0-9]+")
_SHORTEST_PASSPORT, _LONGEST_PASSPORT = 5, 20
_SHORTEST_FREE, _LONGEST_FREE = 2, 40
_EIGHTEEN_SIGNS, _FIFTEEN_SIGNS = 18, 15
_LONGEST_LIFE = 130


def _resident_id(number: str, today: date) -> str | DocumentFault:
    if len(number) == _FIFTEEN_SIGNS and number.isdecimal():
        return DocumentFault.OLD_FIFTEEN
    if number.startswith(("8", "9")) and _EIGHTEEN.fullmatch(number):
        return DocumentFault.OTHER_KIND
    fault = _eighteen_fault(number, today)
    if fault in {DocumentFault.LENGTH, DocumentFault.SIGNS}:
        return fault
    return DocumentFault.PROVINCE if number[:2] not in _PROVINCES else fault or number


def _hmt_residence(number: str, today: date) -> str | DocumentFault:
    if _EIGHTEEN.fullmatch(number) and not _HMT_RESIDENCE.fullmatch(number):
        return DocumentFault.OTHER_KIND
    return _eighteen_fault(number, today) or number


def _foreign_residence(number: str, today: date) -> str | DocumentFault:
    """Read the card of before December 2023 (15 signs, ICAO check) or the present one (18)."""
    if len(number) != _FIFTEEN_SIGNS:
        if _EIGHTEEN.fullmatch(number) and not number.startswith("9"):
            return DocumentFault.OTHER_KIND
        return _eighteen_fault(number, today) or number
    if not _OLD_FOREIGN_RESIDENCE.fullmatch(number):
        return DocumentFault.SIGNS
    return number if icao(number[:-1]) == number[-1] else DocumentFault.CHECK_DIGIT


def _hkm_permit(number: str, _today: date) -> str | DocumentFault:
    found = _HKM_PERMIT.fullmatch(number)
    return found[1] if found else DocumentFault.SIGNS


def _taiwan_permit(number: str, _today: date) -> str | DocumentFault:
    found = _TAIWAN_PERMIT.fullmatch(number)
    return found[1] if found else DocumentFault.SIGNS


def _passport(number: str, _today: date) -> str | DocumentFault:
    if not _PASSPORT.fullmatch(number):
        return DocumentFault.SIGNS
    fits = _SHORTEST_PASSPORT <= len(number) <= _LONGEST_PASSPORT
    return number if fits else DocumentFault.LENGTH


def _free(number: str, _today: date) -> str | DocumentFault:
    if not any(sign.isalnum() for sign in number):
        return DocumentFault.SIGNS
    return number if _SHORTEST_FREE <= len(number) <= _LONGEST_FREE else DocumentFault.LENGTH


_Reader = Callable[[str, date], str | DocumentFault]
_READERS = MappingProxyType[DocumentKind, _Reader](
    {
        DocumentKind.RESIDENT_ID: _resident_id,
        DocumentKind.PASSPORT: _passport,
        DocumentKind.HKM_PERMIT: _hkm_permit,
        DocumentKind.TAIWAN_PERMIT: _taiwan_permit,
        DocumentKind.HMT_RESIDENCE: _hmt_residence,
        DocumentKind.FOREIGN_RESIDENCE: _foreign_residence,
        DocumentKind.BORDER_PASS: _free,
        DocumentKind.BIRTH_CERTIFICATE: _free,
        DocumentKind.OTHER: _free,
    },
)


def _eighteen_fault(number: str, today: date) -> DocumentFault | None:
    """Name what is wrong with 18 signs that hold a birth date and end in MOD 11-2."""
    if len(number) != _EIGHTEEN_SIGNS:
        return DocumentFault.LENGTH
    if not _EIGHTEEN.fullmatch(number):
        return DocumentFault.SIGNS
    born = _birth_in(number)
    if born is None or born.year < today.year - _LONGEST_LIFE:
        return DocumentFault.BIRTH_DATE
    if born > today:
        return DocumentFault.FUTURE_BIRTH
    return None if mod_11_2(number[:17]) == number[17] else DocumentFault.CHECK_DIGIT


def _birth_in(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _is_dated(document: Document) -> bool:
    return document.kind in _DATED and len(document.number) == _EIGHTEEN_SIGNS
