"""Counters of fixed windows, kept in SQL so that every process counts together."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import InstantType


class CounterRecord(SQLModel, table=True):
    """How often one subject spent one limit since its window began."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True, max_length=40)
    subject: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    since: datetime = Field(sa_column=Column(InstantType, primary_key=True))
    spent: int = 0
