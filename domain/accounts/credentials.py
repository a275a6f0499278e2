"""Passkeys of whatever owner: as they are made, used and kept, and how their count is decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import SQLModel, col, update

from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
from domain.storage.work import Work


class Keeper(StrEnum):
    """What keeps a passkey, as whoever made it says: chosen, not typed, so no name stands in it."""

    PHONE = "phone"
    COMPUTER = "computer"
    KEY = "key"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of an owner: a holder, or a staff account. `public_key` is a COSE key.

    `name` is what a form calls it by.
    """

    name: str
    owner: UUID
    credential_id: bytes
    public_key: bytes
    handle: bytes
    transports: tuple[str, ...]
    keeper: Keeper
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class MadePasskey:
    """A passkey that was just made, its answer checked."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    backed_up: bool


@dataclass(frozen=True, slots=True)
class UsedPasskey:
    """A passkey that just signed, its answer checked but for the count, which the row decides."""

    credential_id: bytes
    sign_count: int
    backed_up: bool


class Kept(Protocol):
    """The columns that a table of passkeys has."""

    credential_index: bytes
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str
    keeper: str
    backed_up: bool
    made_at: datetime
    used_at: datetime | None


def credential_index(ring: KeyRing, credential_id: bytes) -> bytes:
    """Give the keyed index that finds a passkey by its credential's id."""
    return keyed_index(ring, "passkey", credential_id.hex())


def columns_of(ctx: Context, made: MadePasskey, keeper: Keeper) -> dict[str, Any]:
    """Give the columns of a passkey that was just made, all but whose it is."""
    return {
        "credential_index": credential_index(ctx.ring, made.credential_id),
        "credential_id": made.credential_id,
        "public_key": made.public_key,
        "sign_count": made.sign_count,
        "transports": ",".join(made.transports),
        "keeper": keeper.value,
        "backed_up": made.backed_up,
        "made_at": ctx.instant,
    }


def passkey_in(row: Kept, owner: UUID, handle: bytes) -> Passkey:
    """Read a passkey from its row."""
    return Passkey(
        name=row.credential_index.hex(),
        owner=owner,
        credential_id=bytes(row.credential_id),
        public_key=bytes(row.public_key),
        handle=bytes(handle),
        transports=tuple(each for each in row.transports.split(",") if each),
        keeper=Keeper(row.keeper),
        made_at=row.made_at,
        used_at=row.used_at,
    )


def count_use(work: Work, ctx: Context, record: type[SQLModel], used: UsedPasskey) -> bool:
    """Note that a passkey has signed; False where its count does not go on from the last one.

    A count that stands still or goes back tells of a copy (WebAuthn, 6.1.1). Passkeys that are
    kept in several devices count nothing, and always say 0.
    """
    table: Any = record
    index, count = credential_index(ctx.ring, used.credential_id), col(table.sign_count)
    goes_on = count < used.sign_count if used.sign_count else count == 0
    done: Any = work.session.exec(
        update(record)
        .where(col(table.credential_index) == index, goes_on)
        .values(sign_count=used.sign_count, backed_up=used.backed_up, used_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount == 1)
