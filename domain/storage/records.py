"""The storage room's own tables: jobs with leases, and the service's settings in force."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from domain.storage.types import InstantType


class JobRecord(SQLModel, table=True):
    """One recurring job of the service: when it is due, and who holds its lease until when."""

    __tablename__ = "job"

    name: str = Field(primary_key=True, max_length=40)
    due: datetime = Field(sa_column=Column(InstantType, nullable=False))
    leased_until: datetime | None = Field(default=None, sa_column=Column(InstantType))
    holder: str | None = Field(default=None, max_length=40)


class ServiceRecord(SQLModel, table=True):
    """One fact about the whole service, such as its mode (open, closing, closed)."""

    __tablename__ = "service"

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=200)
