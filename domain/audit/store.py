"""Queries over entries, leaves and heads. What may be damaged is read as it is stored."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from domain.audit.leaf import Leaf
from domain.audit.records import (
    AuditHeadRecord,
    AuditLeafRecord,
    AuditPendingRecord,
    AuditRecord,
)
from domain.audit.stored import ENTRY, HEAD, LEAF, Row, as_stored, id_of, leaf_of
from domain.audit.tree import HASH_BYTES, height_at, node_hash, peaks
from domain.storage.work import Work

UNKNOWN = bytes(HASH_BYTES)
# What SQLite's driver says of text that is none; a server never stores such.
_NO_TEXT = "Could not decode"
_ENTRY_COLUMNS = as_stored(AuditRecord, ENTRY)
_LEAF_COLUMNS = as_stored(AuditLeafRecord, LEAF)
_HEAD_COLUMNS = as_stored(AuditHeadRecord, HEAD)
_entry_id, _position = col(AuditRecord.entry_id), col(AuditLeafRecord.position)
_leaf_entry, _waiting_id = col(AuditLeafRecord.entry_id), col(AuditPendingRecord.entry_id)


def log_size(work: Work) -> int:
    """Give the number of leaves: one more than the last position."""
    last = work.connection.execute(select(func.max(_position))).scalar()
    return 0 if last is None else int(last) + 1


def next_head(work: Work) -> int:
    """Give the number that the next head takes."""
    last = work.connection.execute(select(func.max(col(AuditHeadRecord.number)))).scalar()
    return 0 if last is None else int(last) + 1


def is_waiting(work: Work) -> bool:
    """Tell whether any entry waits to be sealed."""
    return work.connection.execute(select(_waiting_id).limit(1)).first() is not None


def waiting(work: Work, at_most: int) -> list[tuple[UUID, Row | None]]:
    """Give the oldest entries that wait, each with its columns, None where they cannot be read."""
    waits = as_stored(AuditPendingRecord, ("entry_id",))[0]
    joined = select(waits).join(AuditRecord, _entry_id == _waiting_id)
    found = work.connection.execute(joined.order_by(_waiting_id).limit(at_most)).scalars()
    ids = [each for each in map(id_of, found) if each is not None]
    wanted = select(*_ENTRY_COLUMNS).where(_entry_id.in_(ids)).order_by(_entry_id)
    rows = _read(work, wanted)
    if rows is not None and len(rows) == len(ids):
        return list(zip(ids, rows, strict=True))
    return [(each, entry_row(work, each)) for each in ids]


def entry_row(work: Work, entry_id: UUID) -> Row | None:
    """Give an entry's columns as stored; None where they cannot be read, or there is none."""
    rows = _read(work, select(*_ENTRY_COLUMNS).where(_entry_id == entry_id))
    return rows[0] if rows else None


def leaf_row(work: Work, entry_id: UUID) -> Row | None:
    """Give the columns of an entry's leaf as stored, or None."""
    rows = _read(work, select(*_LEAF_COLUMNS).where(_leaf_entry == entry_id))
    return rows[0] if rows else None


def leaves_from(work: Work, position: int, at_most: int) -> list[tuple[int, Row | None]]:
    """Give leaves from a position on: each position, with the columns of leaf and entry.

    Where a row cannot even be read, None stands in its place.
    """
    rows = _read(work, _leaves().where(_position >= position).limit(at_most))
    if rows is not None:
        return [(row[0], row) for row in rows]
    positions = select(_position).where(_position >= position).order_by(_position).limit(at_most)
    found = work.connection.execute(positions).scalars().all()
    return [(each, _leaf_alone(work, each)) for each in found]


def entries_without_leaf(work: Work, after: object, at_most: int) -> list[tuple[Any, bool, Row]]:
    """Give entries that no leaf names, after an id as stored: the id, whether it waits, the row.

    A row that cannot be read is empty.
    """
    entry_id = _ENTRY_COLUMNS[0]
    bare = (
        select(entry_id, _waiting_id.is_not(None))
        .select_from(AuditRecord)
        .outerjoin(AuditLeafRecord, _leaf_entry == _entry_id)
        .outerjoin(AuditPendingRecord, _waiting_id == _entry_id)
        .where(_leaf_entry.is_(None))
        .order_by(_entry_id)
        .limit(at_most)
    )
    if after is not None:
        bare = bare.where(entry_id > after)
    found = work.connection.execute(bare).all()
    rows = (_read(work, select(*_ENTRY_COLUMNS).where(entry_id == each)) for each, _ in found)
    return [
        (each, bool(waits), row[0] if row else ())
        for (each, waits), row in zip(found, rows, strict=True)
    ]


def waiting_for_nothing(work: Work, at_most: int) -> Sequence[Any]:
    """Give ids, as stored, of what waits to be sealed though there is no such entry."""
    waits = as_stored(AuditPendingRecord, ("entry_id",))[0]
    gone = select(waits).outerjoin(AuditRecord, _entry_id == _waiting_id)
    return work.connection.execute(gone.where(_entry_id.is_(None)).limit(at_most)).scalars().all()


def head_over(work: Work, position: int) -> Row | None:
    """Give the newest head that covers a position, as stored, or None."""
    covers = select(*_HEAD_COLUMNS).where(col(AuditHeadRecord.size) > position)
    rows = _read(work, covers.order_by(col(AuditHeadRecord.number).desc()).limit(1))
    return rows[0] if rows else None


def heads_from(work: Work, number: int, at_most: int) -> list[Row]:
    """Give the heads from a number on, as stored."""
    numbered = col(AuditHeadRecord.number)
    wanted = select(*_HEAD_COLUMNS).where(numbered >= number).order_by(numbered).limit(at_most)
    rows = _read(work, wanted)
    if rows is not None:
        return rows
    found = work.connection.execute(
        select(numbered).where(numbered >= number).order_by(numbered).limit(at_most)
    ).scalars()
    read = (_read(work, wanted.where(numbered == each)) for each in found.all())
    return [rows[0] for rows in read if rows]


def peak_leaves(work: Work, size: int) -> list[Leaf | None]:
    """Give the leaves that complete the perfect subtrees of a log of that size, None where gone."""
    ends = [((index + 1) << level) - 1 for level, index in peaks(size)]
    rows = _read(work, select(*_LEAF_COLUMNS).where(_position.in_(ends))) or ()
    found = {row[0]: leaf_of(row) for row in rows}
    return [found.get(end) for end in ends]


def perfect(work: Work, level: int, index: int) -> bytes:
    """Give the root of any perfect subtree, from the leaf that completes it or from its halves.

    Zeros stand for what is gone or unreadable: no proof with them in it holds.
    """
    end = ((index + 1) << level) - 1
    if height_at(end) > level > 0:
        return node_hash(*(perfect(work, level - 1, 2 * index + at) for at in (0, 1)))
    rows = _read(work, select(*_LEAF_COLUMNS).where(_position == end))
    leaf = leaf_of(rows[0]) if rows else None
    if leaf is None:
        return UNKNOWN
    return leaf.completed if level else leaf.hash


def _leaves() -> Select[*tuple[Any, ...]]:
    joined = select(*_LEAF_COLUMNS, *_ENTRY_COLUMNS).select_from(AuditLeafRecord)
    return joined.outerjoin(AuditRecord, _entry_id == _leaf_entry).order_by(_position)


def _leaf_alone(work: Work, position: int) -> Row | None:
    """Read one leaf with its entry; where only the entry is unreadable, its id stands alone."""
    rows = _read(work, _leaves().where(_position == position))
    if rows is None:
        rows = _read(work, select(*_LEAF_COLUMNS).where(_position == position))
        if rows:
            return (*rows[0], rows[0][1], *[None] * (len(ENTRY) - 1))
    return rows[0] if rows else None


def _read(work: Work, wanted: Select[*tuple[Any, ...]]) -> list[Row] | None:
    """Read all rows; None where the driver cannot make values of what is stored."""
    try:
        return list(work.connection.execute(wanted).all())
    except OperationalError as error:
        if _NO_TEXT not in str(error.orig):
            raise
        return None
