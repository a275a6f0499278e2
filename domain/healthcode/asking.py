"""What somebody types to look a code up: a phone number and a document, both or nothing."""

from dataclasses import dataclass

from domain.declaration.document import nationality_in
from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.who import HOME_REGION
from domain.kernel.problems import Problem
from domain.people.documents import Document, DocumentFault, DocumentKind, read_document
from domain.people.phones import PhoneFault, read_phone


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose code is looked for. `phone` is E.164, `nationality` an ISO 3166 code or ZZ."""

    phone: str
    document: Document
    nationality: str


def read_asked(entries: Entries, terms: Terms) -> Asked | tuple[Problem, ...]:
    """Read both numbers as the declaration reads them; what cannot be read is a Problem."""
    reading = Reading(entries, terms)
    phone = read_phone(one(entries, "phone"), one(entries, "region") or HOME_REGION)
    if isinstance(phone, PhoneFault):
        reading.fail("phone", phone)
    kind = reading.choice("kind", DocumentKind, Fault.KIND_MISSING)
    document = read_document(kind, one(entries, "number"), terms.today)
    if isinstance(document, DocumentFault):
        reading.fail("number", document)
        document = Document(kind, "")
    nationality = nationality_in(reading, kind)
    return reading.outcome(Asked(str(phone), document, nationality))
