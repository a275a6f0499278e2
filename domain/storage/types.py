"""Column types that keep their promise on every engine: aware instants and 16-byte ids."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID as Id  # noqa: N811 - what records call it

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, Uuid
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

__all__ = ["Id", "IdType", "InstantType"]

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


_WRITTEN = 26


class InstantType(TypeDecorator[datetime]):
    """An aware UTC instant: a naive one is refused, and one comes back aware from SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write an instant for SQLite as its own type does, in a fraction of the time."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; raises ValueError for a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a naive instant reached the database"
            raise ValueError(message)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _written(value: datetime | None) -> str | None:
    """Give an instant in UTC as SQLite keeps it, to the microsecond; ValueError for a naive one."""
    if value is None:
        return None
    if value.tzinfo is None:
        message = "a naive instant reached the database"
        raise ValueError(message)
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:_WRITTEN]


class IdType(TypeDecorator[Id]):
    """An id: 16 raw bytes on SQLite (SQLModel's own takes 32 characters), uuid on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the engine's own uuid type where it has one."""
        kind = Uuid() if dialect.name == "postgresql" else LargeBinary(16)
        return dialect.type_descriptor(kind)

    def bind_processor(self, dialect: Dialect) -> Any:
        """Give the bytes to SQLite with nothing in between."""
        return _raw if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> Any:
        """Store the bytes on SQLite, the uuid elsewhere."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> Id | None:  # noqa: ARG002 - SQLAlchemy's
        """Give back the uuid."""
        if value is None or isinstance(value, Id):
            return value
        return Id(bytes=bytes(value))


def _raw(value: Id | None) -> bytes | None:
    return None if value is None else value.bytes
