"""The outbox, one-time codes, and by what people asked to be reminded; personal things sealed."""

from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class MessageRecord(SQLModel, table=True):
    """A message written by the verb that causes it, and sent by a job.

    `sealed` holds to whom and with which values, and is emptied as soon as the message is sent or
    dropped. Each try counts in `attempts` and puts `not_before` off before it is made, so that a
    process which dies in it leaves the message to the next.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "not_before"),)

    message_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id | None = Field(default=None, sa_column=Column(IdType, index=True))
    channel: str = Field(max_length=8)
    template: str = Field(max_length=24)
    language: str = Field(max_length=8)
    sealed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    not_before: datetime = Field(sa_column=Column(InstantType, nullable=False))
    not_after: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    attempts: int = 0
    state: str = Field(max_length=8)


class OneTimeCodeRecord(SQLModel, table=True):
    """The keyed hash of the one code that stands for a browser and a purpose, and tries at it."""

    __tablename__ = "one_time_code"

    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    purpose: str = Field(primary_key=True, max_length=16)
    code_hash: bytes = Field(sa_column=Column(LargeBinary(16), nullable=False))
    sent_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    tries: int = 0


class ReminderRecord(SQLModel, table=True):
    """A holder's wish to be reminded by SMS, the number sealed.

    `reminded_of` is the last day of the code that they were last reminded of.
    """

    __tablename__ = "reminder"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    language: str = Field(max_length=8)
    reminded_of: date | None = None


class SubscriptionRecord(SQLModel, table=True):
    """A browser's push subscription (RFC 8030), sealed: until it fails or its holder leaves."""

    __tablename__ = "push_subscription"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    endpoint_index: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    language: str = Field(max_length=8)
    reminded_of: date | None = None
