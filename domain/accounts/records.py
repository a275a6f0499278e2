"""Staff: accounts, passkeys, sessions, invitations and shifts. Names and numbers are sealed.

Of secrets only a hash is kept; what must be read again (a TOTP secret) is sealed too.
"""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Integer, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class AccountRecord(SQLModel, table=True):
    """An officer, worker, doctor or venue's manager. `sealed` holds the name and the number.

    `number` is what one signs in with, `handle` the random user handle of their passkeys.
    `password` is argon2's own text, "" for who signs in by passkey; `totp` the sealed secret and
    `totp_step` the last step that was used. `wrong` counts wrong passwords in a row.
    """

    __tablename__ = "staff_account"

    account_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    number: str = Field(max_length=9, index=True)
    role: str = Field(max_length=12)
    division: str = Field(max_length=12, index=True)
    sector: str = Field(default="", max_length=24)
    venue_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    unit: str = Field(default="", max_length=120)
    standing: str = Field(max_length=12)
    state: str = Field(max_length=12)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    handle: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    password: str = Field(default="", max_length=160)
    totp: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    totp_step: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    wrong: int = Field(default=0, sa_column=Column(Integer, nullable=False))
    invited_by: Id | None = Field(default=None, sa_column=Column(IdType))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType, index=True))
    ended_by: Id | None = Field(default=None, sa_column=Column(IdType))


class StaffPasskeyRecord(SQLModel, table=True):
    """A passkey that an account signs in with: its public key in COSE form (RFC 9052)."""

    __tablename__ = "staff_passkey"

    credential_index: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    account_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    credential_id: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sign_count: int = Field(sa_column=Column(BigInteger, nullable=False))
    transports: str = Field(max_length=80)
    keeper: str = Field(max_length=12)
    backed_up: bool
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class StaffSessionRecord(SQLModel, table=True):
    """The SHA-256 of a signed-in browser's token, and whose it is: an account's or a shift's.

    `proved_until` is how long the last proof of who sits there is fresh; a shift has none.
    """

    __tablename__ = "staff_session"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    account_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    shift_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    opened_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    seen_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    ends_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    proved_until: datetime | None = Field(default=None, sa_column=Column(InstantType))


class InvitationRecord(SQLModel, table=True):
    """An invitation by the level above: the hash of its secret, and what whoever takes it becomes.

    `account_id` is the account that it makes, or that it lets sign in anew. `sealed` holds the name
    and the number that the inviter wrote.
    """

    __tablename__ = "invitation"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    invitation_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    account_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    role: str = Field(max_length=12)
    division: str = Field(max_length=12, index=True)
    sector: str = Field(default="", max_length=24)
    venue_id: Id | None = Field(default=None, sa_column=Column(IdType))
    unit: str = Field(default="", max_length=120)
    standing: str = Field(max_length=12)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    invited_by: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    ends_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    taken_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class ShiftRecord(SQLModel, table=True):
    """One shift at one entrance: offered as a one-time secret, taken by one phone, ended.

    `letters_index` finds it by the letters that are typed where no camera reads.
    """

    __tablename__ = "shift"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    shift_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    letters_index: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False, index=True))
    venue_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    entrance_id: Id = Field(sa_column=Column(IdType, nullable=False))
    division: str = Field(max_length=12)
    made_by: Id = Field(sa_column=Column(IdType, nullable=False))
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    open_until: datetime = Field(sa_column=Column(InstantType, nullable=False))
    taken_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
    until: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    ended_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class ChallengeRecord(SQLModel, table=True):
    """A challenge that one browser was given for one purpose; read once, for minutes."""

    __tablename__ = "challenge"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    purpose: str = Field(primary_key=True, max_length=12)
    challenge: bytes = Field(sa_column=Column(LargeBinary(64), nullable=False))
    handle: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    expires_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
