"""The code in force of each applicant and holder, and the daily handles that name codes in QRs."""

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class CodeRecord(SQLModel, table=True):
    """An assessment as last made, with the revisions it was made from.

    It is shown only while those revisions are still the present ones and `changes_at` is not
    reached; so a shown code is never older than its evidence. `holds_until` is when the last of
    its grounds ends (the year 9999 where one waits for an event): until then nothing that it
    rests on is purged.
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
