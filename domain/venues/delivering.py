"""Taps that a phone kept while it had no network: each is taken once, at its own instant."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from domain.kernel.problems import DomainError
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.check_in import Tap, check_in

MOST = 100


def deliver_taps(
    work: Work, ctx: Context, holder_id: UUID, taps: Sequence[tuple[UUID, Tap]]
) -> tuple[UUID, ...]:
    """Take kept taps by the ids that the phone fixed; give those that it need not keep any more.

    That is all of them: what cannot be taken, as of a poster that was replaced or of somebody who
    is off the phone, will not be taken later either.
    """
    for act, tap in taps[:MOST]:
        with suppress(DomainError):
            check_in(work, replace(ctx, nonce=act), holder_id, tap)
    return tuple(act for act, _ in taps[:MOST])
