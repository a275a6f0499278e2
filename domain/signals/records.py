"""Facts about people, sealed; listings of areas; and a counter that grows with every listing."""

from datetime import date, datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class FactRecord(SQLModel, table=True):
    """One fact about a person: its kind and recording in the clear, what it says sealed.

    `of_index` is the keyed index of what the fact names: by it an exclusion finds the contacts of
    its case, while nobody with the file alone can tell who met whom.
    """

    __tablename__ = "fact"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    fact_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    kind: str = Field(max_length=20)
    recorded_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    of_index: bytes | None = Field(default=None, sa_column=Column(LargeBinary(16), index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AreaRecord(SQLModel, table=True):
    """One listing of an area; reference data, about nobody."""

    __tablename__ = "area"

    area_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    division: str = Field(max_length=12)
    level: str = Field(max_length=8)
    listed_on: date
    recorded_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    delisted_on: date | None = None
    delisted_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class AreaRevisionRecord(SQLModel, table=True):
    """How often listings have changed: a code assessed under another number is stale."""

    __tablename__ = "area_revision"

    name: str = Field(primary_key=True, max_length=8)
    revision: int
