"""Codes in force, what names them in QRs and status lists, what one phone says to another."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class CodeRecord(SQLModel, table=True):
    """An assessment as last made, with the revisions it was made from.

    It is shown only while those revisions are still the present ones and `changes_at` is not
    reached; so a shown code is never older than its evidence. `holds_until` is when the last of
    its grounds ends, or did (the year 9999 where one waits for an event): until then, and through
    the period after, nothing that it rests on is purged.
    """

    __tablename__ = "code"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    version: int
    colour: str = Field(max_length=8)
    registered: datetime | None = Field(default=None, sa_column=Column(InstantType))
    until: datetime | None = Field(default=None, sa_column=Column(InstantType))
    changes_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    holds_until: datetime | None = Field(default=None, sa_column=Column(InstantType, index=True))
    assessed_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    person_revision: int
    area_revision: int
    policy: str = Field(max_length=40)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class HandleRecord(SQLModel, table=True):
    """A code's random name for one Beijing day: all that a QR says of whose it is."""

    __tablename__ = "handle"
    __table_args__ = (Index("ix_handle_code", "person_id", "holder_id", "day"),)

    handle: bytes = Field(sa_column=Column(LargeBinary(8), primary_key=True))
    person_id: Id = Field(sa_column=Column(IdType, nullable=False))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    day: date = Field(index=True)


class TogetherRecord(SQLModel, table=True):
    """One of the people whom a phone shows under one QR: the group's random name for that day."""

    __tablename__ = "together"
    __table_args__ = (Index("ix_together_holder", "holder_id", "day"),)

    handle: bytes = Field(sa_column=Column(LargeBinary(8), primary_key=True))
    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    day: date = Field(index=True)
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))


class ToldRecord(SQLModel, table=True):
    """A risk answer of one phone, declared at `at`, that another of the same person is told of.

    `answered_at` is when its holder said that it was theirs, or objected. The row goes with the
    answer: when that is corrected, or purged.
    """

    __tablename__ = "told"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    declaration_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=Column(InstantType))


class ObjectionRecord(SQLModel, table=True):
    """A holder's word that another phone's answer or claim is not theirs; it sets no colour.

    `about_id` is the declaration, or for a claim the other holder. It is to be answered by
    `due_at` (the policy's hours); the answer is an officer's.
    """

    __tablename__ = "objection"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    about_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    about: str = Field(max_length=8)
    made_at: datetime = Field(sa_column=Column(InstantType, nullable=False))
    due_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))


class StatusRecord(SQLModel, table=True):
    """A status index: where in the lists the present colour behind one credential is looked up.

    `division` is the shard's prefecture, `number` 28 bits drawn by chance. `colour` and `expires`
    were signed last, at `issued`; `plain` tells that nothing but green ever was, and `over_at` is
    the latest end of all: until then, and the period after, a credential may name this index. It
    is `withdrawn` when another took its place. It has `ended` where what it was signed for is no
    more: the phone's key, the name on it, the holder. A printed card's is a `paper` one.
    """

    __tablename__ = "status"
    __table_args__ = (Index("ix_status_code", "person_id", "holder_id"),)

    division: str = Field(primary_key=True, max_length=4)
    number: int = Field(primary_key=True)
    person_id: Id = Field(sa_column=Column(IdType, nullable=False))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    declaration_id: Id | None = Field(default=None, sa_column=Column(IdType))
    colour: str = Field(max_length=8)
    plain: bool = Field(sa_column=Column(Boolean, nullable=False))
    paper: bool = Field(sa_column=Column(Boolean, nullable=False))
    ended: bool = Field(sa_column=Column(Boolean, nullable=False))
    issued: datetime = Field(sa_column=Column(InstantType, nullable=False))
    expires: datetime = Field(sa_column=Column(InstantType, nullable=False))
    over_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    withdrawn: datetime | None = Field(default=None, sa_column=Column(InstantType))


class DeviceKeyRecord(SQLModel, table=True):
    """The public P-256 key of a holder's phone: x, and whether y is odd."""

    __tablename__ = "device_key"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    x: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False))
    odd: bool = Field(sa_column=Column(Boolean, nullable=False))
    registered: datetime = Field(sa_column=Column(InstantType, nullable=False))


class StatusListRecord(SQLModel, table=True):
    """A shard's signed lists, as checkers fetch them; nobody can be told from them.

    `signed` is the day's base and `delta` what has changed since, as of `as_of`, counted by
    `sequence`. A base that was made before there were deltas has none.
    """

    __tablename__ = "status_list"

    division: str = Field(primary_key=True, max_length=4)
    as_of: datetime = Field(sa_column=Column(InstantType, nullable=False))
    signed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    delta: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    sequence: int


class LookupRecord(SQLModel, table=True):
    """A look-up by phone and document number, and the name by which its QR is found.

    One that found nobody is kept too, under no one's id, so that both leave the same trace.
    `seen_at` is when the person said that they know of it.
    """

    __tablename__ = "lookup"
    __table_args__ = (Index("ix_lookup_person", "person_id", "at"),)

    handle: bytes = Field(sa_column=Column(LargeBinary(8), primary_key=True))
    person_id: Id = Field(sa_column=Column(IdType, nullable=False))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False))
    at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    seen_at: datetime | None = Field(default=None, sa_column=Column(InstantType))
