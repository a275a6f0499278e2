"""Finding and making people by their documents, and marking that something new is known."""

from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, SQLColumnExpression, bindparam
from sqlalchemy import select as core_select
from sqlmodel import col, insert, update

from domain.kernel.ids import random_id
from domain.people.documents import Document, DocumentKind
from domain.people.records import DocumentRecord, PersonRecord
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.prepared import Prepared
from domain.storage.sealing import Cell, keyed_index, seal
from domain.storage.work import Work

# These numbers are unique in the world by themselves; any other is unique within its country.
_WORLDWIDE = frozenset(
    {
        DocumentKind.RESIDENT_ID,
        DocumentKind.HKM_PERMIT,
        DocumentKind.TAIWAN_PERMIT,
        DocumentKind.HMT_RESIDENCE,
        DocumentKind.FOREIGN_RESIDENCE,
    }
)
_BUMP = (
    update(PersonRecord)
    .where(col(PersonRecord.person_id) == bindparam("person"))
    .values(revision=PersonRecord.revision + 1)
)
_TOUCH = (
    update(PersonRecord)
    .where(col(PersonRecord.person_id) == bindparam("person"))
    .values(active_at=bindparam("at"))
)
_NEW_PERSON = insert(PersonRecord)
_NEW_DOCUMENT = insert(DocumentRecord)
_REVISION = Prepared(
    core_select(col(PersonRecord.revision)).where(
        col(PersonRecord.person_id) == bindparam("person")
    )
)
_LOCK = Prepared(
    core_select(col(PersonRecord.person_id))
    .where(col(PersonRecord.person_id) == bindparam("person"))
    .with_for_update()
)
_BY_DOCUMENT = Prepared(
    core_select(col(DocumentRecord.person_id)).where(
        col(DocumentRecord.number_index) == bindparam("number_index")
    )
)

PERSON_BY_DOCUMENT = (
    core_select(col(DocumentRecord.person_id))
    .where(col(DocumentRecord.number_index) == bindparam("document"))
    .subquery("person_by_document")
)
"""Whose a document is, for a statement of a room above: by the parameter `document`, its index."""


def document_index(ring: KeyRing, document: Document, nationality: str) -> bytes:
    """Give the keyed index of a document; `nationality` is an ISO 3166 code, such as VN."""
    country = "" if document.kind in _WORLDWIDE else nationality
    return keyed_index(ring, "document", f"{document.kind}|{country}|{document.number}")


def by_document(work: Work, ring: KeyRing, document: Document, nationality: str) -> UUID | None:
    """Give the person a document belongs to, where it is known."""
    row = _BY_DOCUMENT.first(work, number_index=document_index(ring, document, nationality))
    return None if row is None else row[0]


def person_for_document(
    work: Work, ctx: Context, document: Document, nationality: str = "CN"
) -> UUID:
    """Give the person a document belongs to, made as a stub where nobody declared it yet.

    The person is the verb's until it ends, as after `lock_person`.
    """
    known = by_document(work, ctx.ring, document, nationality)
    if known is not None and lock_person(work, known):
        return known
    person_id = random_id()
    index = document_index(ctx.ring, document, nationality)
    cell = Cell("document", "sealed", index, person_id)
    person = {"person_id": person_id, "revision": 0, "active_at": ctx.instant}
    work.connection.execute(_NEW_PERSON, person)
    sealed = seal(ctx.ring.current(Kind.SEAL), document.number.encode(), cell)
    row = {"number_index": index, "person_id": person_id, "kind": document.kind.value}
    work.connection.execute(_NEW_DOCUMENT, {**row, "sealed": sealed})
    return person_id


def lock_person(work: Work, person_id: UUID) -> bool:
    """Take a person until the verb ends, before it reads what it decides on; tell if there is one.

    Whoever else would write about them waits (SQLite's writer is alone anyway). A verb that also
    locks a holder does so afterwards, so that no two wait for each other.
    """
    return _LOCK.first(work, person=person_id) is not None


def bump_revision(work: Work, person_id: UUID) -> None:
    """Mark that something new is known of a person: every code of theirs is assessed anew."""
    work.connection.execute(_BUMP, {"person": person_id})


def revision_of(work: Work, person_id: UUID) -> int:
    """Give the person's revision; 0 for one not known."""
    row = _REVISION.first(work, person=person_id)
    return 0 if row is None else int(row[0])


def revision_beside(person: SQLColumnExpression[Any]) -> ScalarSelect[Any]:
    """Give the revision of a person that another room's statement names, as a column of it."""
    own = core_select(col(PersonRecord.revision)).where(col(PersonRecord.person_id) == person)
    return own.scalar_subquery()


def touch(work: Work, ctx: Context, person_id: UUID) -> None:
    """Note that the person was active, from which their retention counts."""
    work.connection.execute(_TOUCH, {"person": person_id, "at": ctx.instant})
