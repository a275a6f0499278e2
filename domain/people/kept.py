"""Reading what is kept of a person: their documents, and when they were last active."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.people.documents import DocumentKind
from domain.people.records import DocumentRecord, PersonRecord
from domain.storage.keys import KeyRing
from domain.storage.sealing import Cell, unseal
from domain.storage.work import Work


def active_at(work: Work, person_id: UUID) -> datetime:
    """Give when a person who has a claim was last active."""
    found: datetime = work.connection.execute(
        select(col(PersonRecord.active_at)).where(col(PersonRecord.person_id) == person_id)
    ).scalar_one()
    return found


def documents_kept(
    work: Work, ring: KeyRing, person_id: UUID
) -> tuple[tuple[DocumentKind, str], ...]:
    """Give the kind and the number of each document that leads to a person."""
    index, kind, sealed = (
        col(DocumentRecord.number_index),
        col(DocumentRecord.kind),
        col(DocumentRecord.sealed),
    )
    rows = work.connection.execute(
        select(index, kind, sealed)
        .where(col(DocumentRecord.person_id) == person_id)
        .order_by(kind, index)
    ).all()
    return tuple(
        (
            DocumentKind(kind),
            unseal(ring, sealed, Cell("document", "sealed", index, person_id)).decode(),
        )
        for index, kind, sealed in rows
    )
