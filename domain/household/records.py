"""Browser tokens (only their hash), holders, claims with the identity they state, and passkeys."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, String, false
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class HolderRecord(SQLModel, table=True):
    """A phone that manages one or more applicants, and the one it shows.

    `members` counts them, so that a code page need not look whether there is anybody else.
    """

    __tablename__ = "holder"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    person_id: Id | None = Field(default=None, sa_column=Column(IdType))
    members: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
    active_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))


class BrowserRecord(SQLModel, table=True):
    """The SHA-256 of a browser's token, and whose phone it is; the token itself is never kept.

    `proved_until` is how long its last proof is fresh. `former_hash` is of the token that this one
    takes the place of; that one goes when this one is first seen.
    """

    __tablename__ = "browser"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    seen: date = Field(index=True)
    opened: date | None = None
    proved_until: datetime | None = Field(default=None, sa_column=Column(InstantType))
    former_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary(32)))


class ClaimRecord(SQLModel, table=True):
    """A holder's tie to a person: relationship, how far believed, and who it says they are.

    `consent` is how the person agreed to another's filling in, "" for one's own claim. An ended
    claim keeps its row, emptied, as long as what was declared under it. `attention` marks that
    another phone did something which this holder is told of: without it, a code page need not look
    for anything. One that another phone ended is marked, and keeps a masked name, until it is told.
    """

    __tablename__ = "claim"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True, index=True))
    relationship: str = Field(max_length=12)
    consent: str = Field(
        default="", sa_column=Column(String(12), nullable=False, server_default="")
    )
    state: str = Field(max_length=12)
    phone_index: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False, index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    attention: bool = Field(
        default=False, sa_column=Column(Boolean, nullable=False, server_default=false())
    )
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    active_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))


class PasskeyRecord(SQLModel, table=True):
    """A passkey that protects a holder: its public key in COSE form (RFC 9052), no personal data.

    `handle` is the random user handle that all of a holder's passkeys have (WebAuthn, 5.4.3).
    """

    __tablename__ = "passkey"

    credential_index: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    credential_id: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sign_count: int = Field(sa_column=Column(BigInteger, nullable=False))
    handle: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    transports: str = Field(max_length=80)
    keeper: str = Field(max_length=12)
    backed_up: bool
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
