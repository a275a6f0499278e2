"""The admissions about one person, as they may see them themselves: where, when, what was said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from domain.admission.records import AdmissionRecord
from domain.admission.values import How
from domain.policy.doors import DoorAct
from domain.storage.work import Work
from domain.venues.naming import DoorNames, names_of_doors


@dataclass(frozen=True, slots=True)
class Checked:
    """One admission: the colour shown ("" for none), how it was checked, and what was done.

    `refused` tells that staff turned a green away.
    """

    at: datetime
    place: DoorNames | None
    division: str
    how: How
    colour: str
    act: DoorAct
    seen: bool
    refused: bool


def admissions_about(work: Work, person_id: UUID, holder_id: UUID | None) -> tuple[Checked, ...]:
    """Give a person's admissions, newest first; those of one phone's code where named."""
    own = [] if holder_id is None else [col(AdmissionRecord.holder_id) == holder_id]
    rows = work.session.exec(
        select(AdmissionRecord)
        .where(col(AdmissionRecord.person_id) == person_id, *own)
        .order_by(col(AdmissionRecord.at).desc(), col(AdmissionRecord.admission_id))
    ).all()
    names = names_of_doors(work, {row.venue_id for row in rows})
    return tuple(
        Checked(
            row.at,
            names.get((row.venue_id, row.entrance_id)),
            row.division,
            How(row.how),
            row.colour,
            DoorAct(row.act),
            row.seen,
            bool(row.refused),
        )
        for row in rows
    )
