"""Declarations and drafts; what they say is sealed, only what must be found by stays outside."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from domain.storage.types import Id, IdType, InstantType


class DeclarationRecord(SQLModel, table=True):
    """One declaration of a person; journey, stay and health are sealed under its day's key.

    Its id was given before the act, so that the same act again finds it. `corrected_by` names the
    declaration that took its place.
    """

    __tablename__ = "declaration"

    person_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    declaration_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    holder_id: Id = Field(sa_column=Column(IdType, nullable=False, index=True))
    declared_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    daily: bool = False
    channel: str = Field(default="", max_length=24)
    corrects: Id | None = Field(default=None, sa_column=Column(IdType))
    corrected_by: Id | None = Field(default=None, sa_column=Column(IdType))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DraftRecord(SQLModel, table=True):
    """Answers not yet declared, as typed and sealed, under the id their declaration will have.

    `applicant` is whom it is about, where they are on this phone already. Once declared it stays as
    an empty mark, naming the person, until it is purged: a second tab that still holds the form is
    led to the code.
    """

    __tablename__ = "draft"

    holder_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    declaration_id: Id = Field(sa_column=Column(IdType, primary_key=True))
    step: str = Field(max_length=12)
    channel: str = Field(default="", max_length=24)
    corrects: Id | None = Field(default=None, sa_column=Column(IdType))
    applicant: Id | None = Field(default=None, sa_column=Column(IdType))
    person_id: Id | None = Field(default=None, sa_column=Column(IdType))
    updated_at: datetime = Field(sa_column=Column(InstantType, nullable=False, index=True))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
