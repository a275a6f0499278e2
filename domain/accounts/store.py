"""Finding accounts, and sealing and opening what is personal of them."""

import json
from uuid import UUID

from sqlmodel import col, select

from domain.accounts.records import AccountRecord
from domain.accounts.values import Account, AccountState, Called, Place, Standing
from domain.kernel.actor import Role
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work


def seal_called(ring: KeyRing, called: Called, table: str, row: bytes, account_id: UUID) -> bytes:
    """Seal a name and a number for a row of a table of ours."""
    text = json.dumps([called.name, called.phone], ensure_ascii=False).encode()
    return seal(ring.current(Kind.SEAL), text, Cell(table, "sealed", row, account_id))


def open_called(ring: KeyRing, sealed: bytes, table: str, row: bytes, account_id: UUID) -> Called:
    """Open them again."""
    name, phone = json.loads(unseal(ring, sealed, Cell(table, "sealed", row, account_id)))
    return Called(name, phone)


def account_by_id(work: Work, ctx: Context, account_id: UUID) -> Account | None:
    """Give an account, an ended one too."""
    row = work.session.get(AccountRecord, account_id)
    return None if row is None else account_in(ctx, row)


def account_numbered(work: Work, number: str) -> UUID | None:
    """Give the account of a staff number."""
    row = row_by_number(work, number)
    return None if row is None else row.account_id


def row_by_number(work: Work, number: str) -> AccountRecord | None:
    """Give the row of a staff number."""
    chosen = select(AccountRecord).where(col(AccountRecord.number) == number)
    return work.session.exec(chosen).first()


def account_in(ctx: Context, row: AccountRecord) -> Account:
    """Read an account from its row."""
    return Account(
        id=row.account_id,
        number=row.number,
        place=Place(
            Role(row.role),
            row.division,
            row.sector,
            row.venue_id,
            row.unit,
            Standing(row.standing),
        ),
        state=AccountState(row.state),
        called=open_called(
            ctx.ring, row.sealed, AccountRecord.__tablename__, row.account_id.bytes, row.account_id
        ),
        made_at=row.made_at,
        locked=row.wrong >= ctx.policies.limits.staff_lock.most,
        ended_at=row.ended_at,
    )
