"""Audit entries as verbs leave them, and the log that a job seals them into.

The service only ever inserts here, but for what waits: its role may be refused UPDATE and DELETE
on entries, leaves and heads.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType

# SQLite's own row number where it has one, 64 bits elsewhere.
_Count = BigInteger().with_variant(Integer(), "sqlite")
_ONLY_GROWS = {"info": {"append_only": True}}


class AuditRecord(SQLModel, table=True):
    """One act: time-ordered id, the actor, the act, the subject's keyed index, a keyed MAC."""

    __tablename__ = "audit"
    __table_args__ = _ONLY_GROWS

    entry_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    role: str = Field(max_length=16)
    actor_id: Id | None = Field(default=None, sa_column=Column(IdType))
    act: str = Field(max_length=40)
    subject: bytes | None = Field(default=None, sa_column=Column(LargeBinary(16), index=True))
    fields: str = Field(default="", max_length=400)
    key_number: int
    mac: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))


class AuditPendingRecord(SQLModel, table=True):
    """An entry that waits to be sealed.

    Entries of many processes are committed in another order than their ids, so no mark of "sealed
    up to here" could find them all; this does, at the cost of what is new.
    """

    __tablename__ = "audit_pending"

    entry_id: Id = Field(sa_column=Column(IdType, primary_key=True))


class AuditLeafRecord(SQLModel, table=True):
    """One position of the log; kept when its entry is purged, so that every root still verifies."""

    __tablename__ = "audit_leaf"
    __table_args__ = _ONLY_GROWS

    position: int = Field(sa_column=Column(_Count, primary_key=True, autoincrement=False))
    entry_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    hash: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    node: bytes | None = Field(default=None, sa_column=Column(LargeBinary(32)))
    key_number: int
    mac: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))


class AuditHeadRecord(SQLModel, table=True):
    """One signed head: the log's size and root at an instant."""

    __tablename__ = "audit_head"
    __table_args__ = _ONLY_GROWS

    number: int = Field(sa_column=Column(_Count, primary_key=True, autoincrement=False))
    size: int = Field(sa_column=Column(_Count, nullable=False))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    root: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    key_number: int
    signature: bytes = Field(sa_column=Column(LargeBinary(64), nullable=False))
