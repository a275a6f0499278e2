"""Venues, entrances and posters; who came through which entrance when.

Who is responsible is sealed; what a poster says is public. A check-in is ids and instants (ADR 26).
"""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class VenueRecord(SQLModel, table=True):
    """A place or vehicle. `sealed` holds the named person and the deputy with their numbers.

    `ended_at` is when it was turned down or closed, for `reason` and with a `remark`; `lines` are
    the further languages of its posters, by their tags with commas between.
    """

    __tablename__ = "venue"

    venue_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    division: str = Field(max_length=12, index=True)
    kind: str = Field(max_length=24)
    sector: str = Field(max_length=24)
    state: str = Field(max_length=12, index=True)
    size: str = Field(max_length=8)
    zh: str = Field(max_length=120)
    en: str = Field(default="", max_length=160)
    address: str = Field(default="", max_length=240)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    asked_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    settled_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    settled_by: Id | None = Field(default=None, sa_column=Column(IdType))
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType, index=True))
    reason: str = Field(default="", max_length=16)
    remark: str = Field(default="", max_length=240)
    lines: str = Field(default="", max_length=32)


class EntranceRecord(SQLModel, table=True):
    """One door, or one vehicle by its plate; a door that was given up keeps its row."""

    __tablename__ = "entrance"

    venue_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    entrance_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    zh: str = Field(max_length=80)
    en: str = Field(default="", max_length=120)
    plate: str = Field(default="", max_length=16)
    exits: bool = False
    presence: bool = False
    staffed: bool = True
    arrivals: bool = False
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class PosterRecord(SQLModel, table=True):
    """A poster by the 80-bit serial that its QR holds, and the code in letters to type."""

    __tablename__ = "poster"

    serial: bytes = Field(sa_column=Column(LargeBinary(10), primary_key=True))
    letters: str = Field(max_length=8, index=True)
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    printed_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    seen_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class CheckInRecord(SQLModel, table=True):
    """One person passing one entrance at one moment. `check_in_id` is the tap's: a family's is one.

    `holder_id` is the phone's that registered it: it sees what it told, as of declarations (trust
    T1). On PostgreSQL a partitioned table, a part for each Beijing day (`partitions.py`).
    """

    __tablename__ = "check_in"
    __table_args__ = (
        Index("ix_check_in_venue", "venue_id", "at"),
        {"postgresql_partition_by": "RANGE (at)", "sqlite_with_rowid": False},
    )

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    at: datetime = Field(sa_column=Column(InstantType, primary_key=True))
    check_in_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    direction: str = Field(max_length=3)
    how: str = Field(max_length=8)
    delivered_at: datetime = Field(sa_column=Column(InstantType, nullable=False))


class LastVisitRecord(SQLModel, table=True):
    """A person's newest check-in at an entrance in one direction, and their last scan there.

    The row is where two taps at once meet: one that comes before `until`, a minute after the last
    scan, joins it. `made` is when the form of the tap was made, `holder_id` whose phone scanned
    last.
    """

    __tablename__ = "last_visit"
    __table_args__ = {"sqlite_with_rowid": False}

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    entrance_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    direction: str = Field(primary_key=True, max_length=3)
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False))
    check_in_id: Id = Field(sa_column=Column(IdType, nullable=False))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    scanned_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    until: datetime = Field(sa_column=Column(InstantType, nullable=False))
    made: datetime = Field(sa_column=Column(InstantType, nullable=False))
