"""Checking any scanned text: an online code is looked up, so is the index of a signed one."""

from collections.abc import Mapping
from dataclasses import replace

from domain.credential.claims import CODES, Credential
from domain.credential.issuing import own_knowledge
from domain.credential.knowledge import ShardName
from domain.credential.scanned import Online, Signed, read_scanned
from domain.credential.status import Label, Shard, StatusList
from domain.credential.table import Answer
from domain.credential.trust import Issuer
from domain.credential.verdict import DeviceClock, Limits, Verdict, verdict
from domain.healthcode.lists import colour_now
from domain.healthcode.look import look
from domain.healthcode.values import Checked, Look
from domain.kernel.colour import Colour
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
    if isinstance(read, Signed) and read.credential.issuer == issuer.id:
        credential = read.credential
        found = colour_now(work, ctx, credential.shard, credential.index)
        known = replace(known, shards=shard_saying(ctx, credential, found))
    return Checked(verdict(typed, host, known, DeviceClock(now), limits_of(ctx)))


def limits_of(ctx: Context) -> Limits:
    """Give the policy's limits of a status list's age."""
    policy = ctx.policies.limits.offline_lists
    return Limits(policy.fresh_hours * _HOUR, policy.admit_hours * _HOUR)


def shard_saying(
    ctx: Context, credential: Credential, found: Colour | None
) -> Mapping[ShardName, Shard]:
    """Give a list of this moment that holds the credential's own index alone, and this colour.

    An index that is not kept (None), as after a restore, proves nothing: no green, but a risk
    stays.
    """
    if found is None:
        found = Colour.GREY if credential.colour is Colour.GREEN else credential.colour
    label = Label(credential.issuer, credential.shard, int(ctx.instant.timestamp()), 0)
    codes = bytes([CODES[found]])
    listed = StatusList(label, b"", (credential.index,), codes)
    return {(credential.issuer, credential.shard): Shard(listed)}


def _looked_up(work: Work, ctx: Context, token: str) -> Checked:
    card = look(work, ctx, token)
    if card.look is Look.LIVE:
        names = [each.masked for each in card.together] or [card.masked]
        return Checked(Verdict(Answer.CHECKED, card.colour, name=" ".join(names)), online=True)
    if card.look is Look.LOOKED_UP:
        seen = Verdict(Answer.CHECKED, card.colour, name=card.masked, document=True)
        return Checked(seen, online=True)
    answer = Answer.OLD_PICTURE if card.look is Look.STALE else Answer.NOT_OURS
    return Checked(Verdict(answer, document=card.look is Look.STALE), online=True)
