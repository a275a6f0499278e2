"""What the rooms keep of one person and one phone's claim on them, each with its end."""

from datetime import date, datetime
from uuid import UUID

from domain.admission.about import Checked, admissions_about
from domain.healthcode import kept as code
from domain.household.kept import claims_kept
from domain.mydata.keeping import Keeping
from domain.mydata.values import Index, Lookup, Objected, Paper, Phone
from domain.people.kept import documents_kept
from domain.storage.keys import KeyRing
from domain.storage.work import Work
from domain.venues.visited import Visited, visits_of_person


def claims_of(work: Work, person_id: UUID, holder_id: UUID) -> tuple[tuple[UUID, Phone], ...]:
    """Give every claim on the person by its holder, over or not, the first to come first."""
    return tuple(
        (each.holder_id, Phone(each.holder_id == holder_id, *each[1:]))
        for each in claims_kept(work, person_id)
    )


def papers_of(work: Work, ring: KeyRing, person_id: UUID, own: str) -> tuple[Paper, ...]:
    """Give the person's documents; only the number that this phone stated itself is read out."""
    found = documents_kept(work, ring, person_id)
    return tuple(Paper(kind, number if number == own else "") for kind, number in found)


def objections_of(
    work: Work, keeping: Keeping, person_id: UUID, holder_id: UUID
) -> tuple[Objected, ...]:
    """Give the objections that this phone made about the person."""
    made = code.objections_of(work, person_id, holder_id)
    return tuple(Objected(each, keeping.objection(each.due_at)) for each in made)


def lookups_of(work: Work, keeping: Keeping, person_id: UUID) -> tuple[Lookup, ...]:
    """Give when the person's code was looked up, newest first."""
    return tuple(Lookup(at, keeping.lookup(at)) for at in code.lookups_of(work, person_id))


def indexes_of(work: Work, keeping: Keeping, person_id: UUID, holder_id: UUID) -> tuple[Index, ...]:
    """Give the status indexes of this phone's codes on the person, withdrawn ones too."""
    found = code.indexes_of(work, person_id, holder_id)
    return tuple(Index(*each[:-1], keeping.index(each.over_at)) for each in found)


def handles_of(
    work: Work, keeping: Keeping, person_id: UUID, holder_id: UUID
) -> tuple[tuple[date, datetime], ...]:
    """Give the days for which the code has a name, and until when each is kept."""
    days = code.days_named(work, person_id, holder_id)
    return tuple((day, keeping.handle(day)) for day in days)


def visits_of(
    work: Work, keeping: Keeping, person_id: UUID, by: UUID | None
) -> tuple[tuple[Visited, datetime], ...]:
    """Give the person's check-ins, newest first: all, or those that one phone registered."""
    found = visits_of_person(work, person_id, by)
    return tuple((each, keeping.visit(each.at)) for each in found)


def admissions_of(
    work: Work, keeping: Keeping, person_id: UUID, holder_id: UUID | None
) -> tuple[tuple[Checked, datetime], ...]:
    """Give the person's admissions, newest first: all, or those of one phone's code."""
    found = admissions_about(work, person_id, holder_id)
    return tuple((each, keeping.admission(each.at)) for each in found)
