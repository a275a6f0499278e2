"""Reading rows that may have been tampered with: strictly, and never by an exception.

Drivers' own values are taken, so that a value written in another way than we write it is seen:
SQLite keeps an instant as text and would read several texts as the same instant.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import TypeCoerce
from sqlalchemy.types import NullType
from sqlmodel import SQLModel

from domain.audit.entry import Entry
from domain.audit.heads import Head
from domain.audit.leaf import Leaf
from domain.audit.tree import HASH_BYTES

T = TypeVar("T")
Row = Sequence[Any]
ENTRY = ("entry_id", "at", "role", "actor_id", "act", "subject", "fields", "key_number", "mac")
LEAF = ("position", "entry_id", "hash", "node", "key_number", "mac")
HEAD = ("number", "size", "at", "root", "key_number", "signature")
_ID_BYTES = 16
_SIGNATURE_BYTES = 64


class _Malformed(Exception):  # noqa: N818 - never leaves this module
    """The value is not one that we write."""


def as_stored(record: type[SQLModel], names: Sequence[str]) -> list[TypeCoerce[Any]]:
    """Give columns to select as the driver has them."""
    return [type_coerce(_column(record, name), NullType()) for name in names]


def entry_of(row: Row) -> Entry | None:
    """Read an entry's columns; None where they are not as written."""
    entry_id, at, role, actor_id, act, subject, fields, key_number, mac = row
    try:
        return Entry(
            _id(entry_id),
            _instant(at),
            _typed(role, str),
            None if actor_id is None else _id(actor_id),
            _typed(act, str),
            None if subject is None else _bytes(subject, _ID_BYTES),
            _typed(fields, str),
            _typed(key_number, int),
            _bytes(mac, HASH_BYTES),
        )
    except _Malformed:
        return None


def leaf_of(row: Row) -> Leaf | None:
    """Read a leaf's columns; None where they are not as written."""
    position, entry_id, hashed, node, key_number, mac = row
    try:
        return Leaf(
            _typed(position, int),
            _id(entry_id),
            _bytes(hashed, HASH_BYTES),
            None if node is None else _bytes(node, HASH_BYTES),
            _typed(key_number, int),
            _bytes(mac, HASH_BYTES),
        )
    except _Malformed:
        return None


def head_of(row: Row) -> Head | None:
    """Read a head's columns; None where they are not as written."""
    number, size, at, root, key_number, signature = row
    try:
        return Head(
            _typed(number, int),
            _typed(size, int),
            _instant(at),
            _bytes(root, HASH_BYTES),
            _typed(key_number, int),
            _bytes(signature, _SIGNATURE_BYTES),
        )
    except _Malformed:
        return None


def id_of(value: object) -> UUID | None:
    """Read an id; None where it is not as written."""
    try:
        return _id(value)
    except _Malformed:
        return None


def _column(record: type[SQLModel], name: str) -> InstrumentedAttribute[Any]:
    attribute: InstrumentedAttribute[Any] = getattr(record, name)
    return attribute


def _id(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(bytes=_bytes(value, _ID_BYTES))


def _bytes(value: object, length: int) -> bytes:
    if isinstance(value, bytes) and len(value) == length:
        return value
    raise _Malformed


def _typed(value: object, kind: type[T]) -> T:
    if type(value) is kind:
        return value
    raise _Malformed


def _instant(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    text = _typed(value, str)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise _Malformed from None
    if read.tzinfo is not None or read.isoformat(" ", "microseconds") != text:
        raise _Malformed
    return read.replace(tzinfo=UTC)
