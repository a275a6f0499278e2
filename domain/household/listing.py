"""The browsers that are let in as a holder, and ending those that are somewhere else."""

from typing import Any
from uuid import UUID

from sqlmodel import col, delete, select

from domain.household.records import BrowserRecord
from domain.household.values import Browser
from domain.kernel.tokens import token_hash
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
from domain.storage.work import Work


def browsers_of(work: Work, ring: KeyRing, holder_id: UUID, token: str) -> tuple[Browser, ...]:
    """Give a holder's browsers, the asking one first, then those seen last.

    Nothing is known of them but days: no model, no address.
    """
    rows = work.session.exec(_others(holder_id, b"")).all()
    here = token_hash(token)
    found = [
        Browser(_name(ring, row.token_hash), row.opened, row.seen, row.token_hash == here)
        for row in rows
        if row.former_hash is None or row.token_hash == here
    ]
    return tuple(sorted(found, key=lambda each: (not each.here, -each.seen.toordinal())))


def close_others(work: Work, ring: KeyRing, holder_id: UUID, token: str, name: str | None) -> int:
    """End a holder's browser by its name, or all but the asking one; give how many."""
    rows = work.session.exec(_others(holder_id, token_hash(token))).all()
    hashes = [row.token_hash for row in rows if name in {None, _name(ring, row.token_hash)}]
    chosen = delete(BrowserRecord).where(col(BrowserRecord.token_hash).in_(hashes))
    done: Any = work.session.exec(chosen.execution_options(synchronize_session=False))
    return int(done.rowcount)


def _others(holder_id: UUID, here: bytes) -> Any:
    return select(BrowserRecord).where(
        col(BrowserRecord.holder_id) == holder_id, col(BrowserRecord.token_hash) != here
    )


def _name(ring: KeyRing, hashed: bytes) -> str:
    """Name a browser in a form: its hash is what the table is searched by, and stays inside."""
    return keyed_index(ring, "browser", hashed.hex()).hex()
