"""Browser tokens (only their hash), holders, and claims with the identity they state, sealed."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, LargeBinary, false
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class HolderRecord(SQLModel, table=True):
    """A phone that manages one or more applicants, and the one it shows."""

    __tablename__ = "holder"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    person_id: Id | None = Field(default=None, sa_column=Column(IdType))
    active_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))


class BrowserRecord(SQLModel, table=True):
    """The SHA-256 of a browser's token, and whose phone it is; the token itself is never kept."""

    __tablename__ = "browser"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    seen: date = Field(index=True)


class ClaimRecord(SQLModel, table=True):
    """A holder's tie to a person: relationship, how far believed, and who it says they are.

    `attention` marks that another phone did something which this holder is told of: without it,
    a code page need not look for anything.
    """

    __tablename__ = "claim"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True, index=True))
    relationship: str = Field(max_length=12)
    state: str = Field(max_length=12)
    phone_index: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False, index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    attention: bool = Field(
        default=False, sa_column=Column(Boolean, nullable=False, server_default=false())
    )
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    active_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
