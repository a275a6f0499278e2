"""Checking any scanned text: an online code is looked up, a signed one checked by its signature."""

from domain.credential.issuing import own_knowledge
from domain.credential.scanned import Online, read_scanned
from domain.credential.table import Answer
from domain.credential.trust import Issuer
from domain.credential.verdict import DeviceClock, Limits, Verdict, verdict
from domain.healthcode.look import look
from domain.healthcode.values import Checked, Look
from domain.policy.context import Context
from domain.storage.work import Work

_HOUR = 3600


def check(work: Work, ctx: Context, typed: str, issuer: Issuer, host: str) -> Checked:
    """Give the verdict on a text; `host` is our own host and port, as online codes name it."""
    read = read_scanned(typed, host)
    if isinstance(read, Online):
        return _looked_up(work, ctx, read.token)
    now = int(ctx.instant.timestamp())
    known = own_knowledge(issuer, ctx.ring, now)
    return Checked(verdict(typed, host, known, DeviceClock(now), limits_of(ctx)))


def limits_of(ctx: Context) -> Limits:
    """Give the policy's limits of a status list's age."""
    policy = ctx.policies.limits.offline_lists
    return Limits(policy.fresh_hours * _HOUR, policy.admit_hours * _HOUR)


def _looked_up(work: Work, ctx: Context, token: str) -> Checked:
    card = look(work, ctx, token)
    if card.look is Look.LIVE:
        return Checked(Verdict(Answer.CHECKED, card.colour, name=card.masked), online=True)
    answer = Answer.OLD_PICTURE if card.look is Look.STALE else Answer.NOT_OURS
    return Checked(Verdict(answer, document=card.look is Look.STALE), online=True)
