"""Codes in force, the daily handles that name them in QRs, and what one phone says to another."""

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class CodeRecord(SQLModel, table=True):
    """An assessment as last made, with the revisions it was made from.

    It is shown only while those revisions are still the present ones and `changes_at` is not
    reached; so a shown code is never older than its evidence. `holds_until` is when the last of
    its grounds ends, or did (the year 9999 where one waits for an event): until then, and through
    the period after, nothing that it rests on is purged.
    """

    __tablename__ = "code"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    version: int
    colour: str = Field(max_length=8)
    registered: datetime | None = Field(default=None, sa_column=Column(InstantType))
    until: datetime | None = Field(default=None, sa_column=Column(InstantType))
    changes_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    holds_until: datetime | None = Field(default=None, sa_column=Column(InstantType, index=True))
    assessed_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    person_revision: int
    area_revision: int
    policy: str = Field(max_length=40)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class HandleRecord(SQLModel, table=True):
    """A code's random name for one Beijing day: all that a QR says of whose it is."""

    __tablename__ = "handle"
    __table_args__ = (Index("ix_handle_code", "person_id", "holder_id", "day"),)

    handle: bytes = Field(sa_column=Column(LargeBinary(8), primary_key=True))
    person_id: Id = Field(sa_column=Column(IdType, nullable=False))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    day: date = Field(index=True)


class ToldRecord(SQLModel, table=True):
    """A risk answer of one phone, declared at `at`, that another of the same person is told of.

    `answered_at` is when its holder said that it was theirs, or objected. The row goes with the
    answer: when that is corrected, or purged.
    """

    __tablename__ = "told"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    declaration_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class ObjectionRecord(SQLModel, table=True):
    """A holder's word that another phone's answer or claim is not theirs; it sets no colour.

    `about_id` is the declaration, or for a claim the other holder. It is to be answered by
    `due_at` (the policy's hours); the answer is an officer's.
    """

    __tablename__ = "objection"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    about_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    about: str = Field(max_length=8)
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    due_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
