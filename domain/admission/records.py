"""Admissions, what the command is told, greens that were turned away, and keys of gates.

A reading, a masked name and what people write are sealed.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class AdmissionRecord(SQLModel, table=True):
    """One person checked at one entrance: what was found, what was measured, what was done.

    `admission_id` is the client's own id; further people of a group have ids made from it. `at` is
    the tap by the device's clock, `taken_at` when the server had it, `delivered_at` when that was
    by a delivery. `told` is the verdict that the device gave by itself, and `otherwise` tells that
    the server would have given another. `by_id` is the shift, account or gate.
    """

    __tablename__ = "admission"
    __table_args__ = (
        Index("ix_admission_person", "person_id", "at"),
        Index("ix_admission_venue", "venue_id", "at"),
    )

    venue_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    admission_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    division: str = Field(max_length=12)
    person_id: Id | None = Field(default=None, sa_column=Column(IdType))
    holder_id: Id | None = Field(default=None, sa_column=Column(IdType))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    taken_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    how: str = Field(max_length=8)
    answer: str = Field(max_length=16)
    colour: str = Field(max_length=8)
    compare: bool = Field(sa_column=Column(Boolean, nullable=False))
    temperature: str = Field(max_length=12)
    reading: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    seen: bool = Field(sa_column=Column(Boolean, nullable=False))
    leaving: bool = Field(sa_column=Column(Boolean, nullable=False))
    warned: bool = Field(sa_column=Column(Boolean, nullable=False))
    key: str = Field(max_length=24)
    act: str = Field(max_length=20)
    refused: str = Field(default="", max_length=16)
    told: str = Field(default="", max_length=24)
    otherwise: bool = Field(sa_column=Column(Boolean, nullable=False))
    role: str = Field(max_length=12)
    by_id: Id = Field(sa_column=Column(IdType, nullable=False))


class AlertRecord(SQLModel, table=True):
    """What a staffed door tells the command of its division, at once.

    `sealed` is the masked name, where there is one. `withdrawn_at` is when the same admission was
    brought up to date and nothing was to be told any more.
    """

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_division", "division", "made_at"),)

    division: str = Field(primary_key=True, max_length=12)
    alert_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    kind: str = Field(max_length=12)
    key: str = Field(max_length=24)
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    person_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    taken_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    taken_by: Id | None = Field(default=None, sa_column=Column(IdType))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class ObstructionRecord(SQLModel, table=True):
    """A green that was turned away: by the word of the door, or of the person (product F3).

    `sealed` is what the person wrote. Where is known from the latest admission, or not at all.
    """

    __tablename__ = "obstruction"
    __table_args__ = (Index("ix_obstruction_division", "division", "made_at"),)

    division: str = Field(primary_key=True, max_length=12)
    obstruction_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    source: str = Field(max_length=8)
    reason: str = Field(max_length=16)
    venue_id: Id | None = Field(default=None, sa_column=Column(IdType))
    entrance_id: Id | None = Field(default=None, sa_column=Column(IdType))
    person_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    taken_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    taken_by: Id | None = Field(default=None, sa_column=Column(IdType))


class GateRecord(SQLModel, table=True):
    """The key of a gate at one entrance, of which only the SHA-256 is kept."""

    __tablename__ = "gate"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    gate_id: Id = Field(sa_column=Column(IdType, nullable=False))
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    made_by: Id = Field(sa_column=Column(IdType, nullable=False))
    used_on: date | None = None
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType, index=True))
