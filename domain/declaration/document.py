"""Step 2: the document, and what its number does not tell: birth date, gender, nationality."""

from dataclasses import dataclass
from datetime import date

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.typed import typed_birth
from domain.kernel.problems import Problem
from domain.people.documents import (
    Document,
    DocumentFault,
    DocumentKind,
    born_of,
    gender_of,
    read_document,
)
from domain.people.gender import Gender
from domain.places.countries import CHINA, is_country

# For somebody whom no state calls its own, or whose state is not on the list.
STATELESS = "ZZ"
_OLDEST = 130
# Kinds whose number tells birth date and gender; the old foreigner's card of 15 signs does not.
TELLING = frozenset({DocumentKind.RESIDENT_ID, DocumentKind.HMT_RESIDENCE})
FOREIGN = frozenset(
    {
        DocumentKind.PASSPORT,
        DocumentKind.FOREIGN_RESIDENCE,
        DocumentKind.BORDER_PASS,
        DocumentKind.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the second step states; `nationality` is an ISO 3166 code, ZZ for none."""

    document: Document
    gender: Gender
    born: date
    nationality: str


def read_paper(entries: Entries, terms: Terms) -> Paper | tuple[Problem, ...]:
    """Read the document, and ask for the rest only where the number does not tell it."""
    reading = Reading(entries, terms)
    kind = reading.choice("kind", DocumentKind, Fault.KIND_MISSING)
    if reading.problems:
        return tuple(reading.problems)
    document = read_document(kind, one(entries, "number"), terms.today)
    if isinstance(document, DocumentFault):
        reading.fail("number", document)
        document = Document(kind, "")
    nationality = nationality_in(reading, kind)
    if kind in TELLING and reading.problems:
        return tuple(reading.problems)
    born = born_of(document) or _born(reading)
    gender = gender_of(document) or reading.choice("gender", Gender, Fault.GENDER_MISSING)
    return reading.outcome(Paper(document, gender, born, nationality))


def nationality_in(reading: Reading, kind: DocumentKind) -> str:
    """Read the nationality beside a foreign document; any other is of China."""
    if kind not in FOREIGN:
        return CHINA
    code = one(reading.entries, "nationality").upper()
    if code != STATELESS and not is_country(code):
        reading.fail("nationality", Fault.NATIONALITY_MISSING)
    return code


def _born(reading: Reading) -> date:
    year, month, day = (one(reading.entries, f"born_{part}") for part in ("year", "month", "day"))
    born, today = typed_birth(year, month, day), reading.terms.today
    if not (year or month or day):
        reading.fail("born", Fault.BORN_MISSING)
    elif born is None:
        reading.fail("born", Fault.BORN_UNREAD)
    elif born > today:
        reading.fail("born", Fault.BORN_AHEAD)
    elif born.year < today.year - _OLDEST:
        reading.fail("born", Fault.BORN_TOO_EARLY)
    return born or today
