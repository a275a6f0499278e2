"""The person and their documents: who it is that facts, claims and declarations hang on."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class PersonRecord(SQLModel, table=True):
    """A person: an id that tells nothing, and a revision that grows with all that is known.

    What a person is called stands with each claim on them, never here: a stranger's claim must
    not be able to rename anybody.
    """

    __tablename__ = "person"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    revision: int = 0
    active_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))


class DocumentRecord(SQLModel, table=True):
    """A document's keyed index, unique, and the person it points to; the number is sealed."""

    __tablename__ = "document"

    number_index: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    person_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    kind: str = Field(max_length=24)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
