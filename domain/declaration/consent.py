"""How somebody agreed to being filled in for: asked by their age (product D3, trust T11)."""

from datetime import date

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.values import Consent
from domain.kernel.problems import Problem
from domain.people.ages import CONSENTS, GROWN, age_on

FIELD = "consent"


def consents_at(age: int) -> tuple[Consent, ...]:
    """Give the ways in which a person of this age can agree, the usual one first.

    Under 14 a guardian does, from 14 to 17 either. A grown-up is asked or told; one who cannot
    speak for themselves has somebody who looks after them.
    """
    if age < CONSENTS:
        return (Consent.GUARDIAN, Consent.ENTRUSTED)
    if age < GROWN:
        return (Consent.ASKED, Consent.GUARDIAN, Consent.ENTRUSTED)
    return (Consent.ASKED, Consent.KNOWS, Consent.CARE)


def read_consent(entries: Entries, terms: Terms, born: date) -> Consent | tuple[Problem, ...]:
    """Read how a person born on a day agreed; what their age does not allow is not answered."""
    reading = Reading(entries, terms)
    allowed = consents_at(age_on(born, terms.today))
    found = next((each for each in allowed if each.value == one(entries, FIELD)), None)
    if found is None:
        reading.fail(FIELD, Fault.CONSENT_MISSING)
    return reading.outcome(found or allowed[0])
