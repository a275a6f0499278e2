"""From a draft's answers to the application that is submitted."""

from uuid import UUID

from domain.declaration.address import read_address
from domain.declaration.document import Paper, read_paper
from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.health import read_health
from domain.declaration.journey import read_journey
from domain.declaration.terms import Terms
from domain.declaration.values import Application, Health, Identity, Journey, Stay
from domain.declaration.who import Who, read_who
from domain.kernel.problems import Problem


def read_application(
    entries: Entries, terms: Terms, channel: str = "", corrects: UUID | None = None
) -> Application | tuple[Problem, ...]:
    """Read all five steps at once; the problems of all where any has some."""
    parts = (
        read_who(entries, terms),
        read_paper(entries, terms),
        read_journey(entries, terms),
        read_address(entries, terms),
        read_health(entries, terms),
    )
    match parts:
        case (
            Who() as who,
            Paper() as paper,
            Journey() as journey,
            Stay() as stay,
            Health() as health,
        ):
            identity = _identity(who, paper)
            return Application(identity, journey, stay, health, who.relationship, channel, corrects)
        case _:
            return tuple(found for part in parts if isinstance(part, tuple) for found in part)


def read_commitment(entries: Entries, terms: Terms) -> tuple[Problem, ...]:
    """Ask that the commitment was ticked (notice A10)."""
    reading = Reading(entries, terms)
    if one(entries, "commitment") != "yes":
        reading.fail("commitment", Fault.COMMITMENT_MISSING)
    return tuple(reading.problems)


def _identity(who: Who, paper: Paper) -> Identity:
    return Identity(
        phone=who.phone,
        helper_phone=who.helper_phone,
        name=who.name,
        document=paper.document,
        gender=paper.gender,
        born=paper.born,
        nationality=paper.nationality,
    )
