"""Audit entries as verbs leave them; a job chains and seals them later."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class AuditRecord(SQLModel, table=True):
    """One act: time-ordered id, the actor, the act, the subject's keyed index, a keyed MAC."""

    __tablename__ = "audit"
    __table_args__ = {"info": {"append_only": True}}

    entry_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    role: str = Field(max_length=16)
    actor_id: Id | None = Field(default=None, sa_column=Column(IdType))
    act: str = Field(max_length=40)
    subject: bytes | None = Field(default=None, sa_column=Column(LargeBinary(16), index=True))
    fields: str = Field(default="", max_length=400)
    mac: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
