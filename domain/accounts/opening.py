"""Making an account, and ending one."""

import secrets
from uuid import UUID

from domain.accounts.records import AccountRecord
from domain.accounts.store import row_by_number, seal_called
from domain.accounts.values import AccountState, Called, Place
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work

_DIGITS = 9
HANDLE_BYTES = 32


def new_number() -> str:
    """Make a staff number: nine digits that tell nothing, the first of them no zero."""
    return str(10 ** (_DIGITS - 1) + secrets.randbelow(9 * 10 ** (_DIGITS - 1)))


def open_account(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its five values
    work: Work,
    ctx: Context,
    account_id: UUID,
    number: str,
    place: Place,
    called: Called,
    invited_by: UUID | None = None,
) -> AccountRecord:
    """Make an account that cannot sign in yet. Raises DomainError CONFLICT for a number in use."""
    if row_by_number(work, number) is not None:
        raise DomainError(Refusal.CONFLICT)
    table = AccountRecord.__tablename__
    row = AccountRecord(
        account_id=account_id,
        number=number,
        role=place.role.value,
        division=place.division,
        sector=place.sector,
        venue_id=place.venue,
        unit=place.unit,
        standing=place.standing.value,
        state=AccountState.ACTIVE.value,
        sealed=seal_called(ctx.ring, called, table, account_id.bytes, account_id),
        handle=secrets.token_bytes(HANDLE_BYTES),
        invited_by=invited_by,
        made_at=ctx.instant,
    )
    work.session.add(row)
    work.session.flush()
    return row
