"""Deliveries: what a device admitted without a network, each taken once and only once (F5)."""

from domain.admission.admit import take
from domain.admission.judging import Service
from domain.admission.values import Admitted, Call, How
from domain.policy.context import Context
from domain.storage.work import Work

MOST = 100
"""As many as one delivery may bring."""


def deliver(
    work: Work, ctx: Context, calls: tuple[Call, ...], place: Service
) -> tuple[Admitted, ...]:
    """Take what a device admitted by itself, each as of the device's instant, in that order.

    Each is marked where the server would have decided otherwise at that instant. One that is here
    already, whichever worker had it first, is brought up to date and counts once.
    """
    return tuple(take(work, ctx, call, place, How.CODE, delivered=True) for call in calls)
