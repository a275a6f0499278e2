"""Credentials, made when they are asked for from what is kept: an index and a phone's key.

The same index, key and holder's key give the same bytes, whenever and wherever they are made. One
is dated by its signing; where a key of ours came into use since, by that key's start.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, delete

from domain.credential.claims import Credential, fitted, sign_credential
from domain.credential.curve import Point
from domain.credential.issuing import own_keys
from domain.healthcode.ending import draw_anew, lock_shown
from domain.healthcode.indexes import Index, index_of
from domain.healthcode.records import DeviceKeyRecord
from domain.healthcode.shards import number_of
from domain.healthcode.show import shown
from domain.healthcode.values import ShownCode
from domain.household.members import people_of
from domain.household.values import Member
from domain.kernel.colour import Colour
from domain.limits.spend import require
from domain.people.masking import mask, tail
from domain.policy.context import Context
from domain.policy.policies import HOME
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_KEY = Prepared(
    select(col(DeviceKeyRecord.x), col(DeviceKeyRecord.odd)).where(
        col(DeviceKeyRecord.holder_id) == bindparam("holder")
    )
)


@dataclass(frozen=True, slots=True)
class Held:
    """A code with the credential that a phone keeps of it, or a card bears.

    `credential` is None where nothing can be signed: grey, or a moment before the colour ends.
    `device` tells that it carries this phone's key; `lacks` that an index is yet to be given.
    """

    code: ShownCode
    credential: bytes | None
    device: bool
    lacks: bool


def held(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, *, paper: bool = False
) -> Held | None:
    """Give a holder's code on a person and its credential; None where there is no such code.

    One that is stale, has no handle of today or lacks its index is to be presented first.
    """
    code = shown(work, ctx, person_id, holder_id)
    if code is None:
        return None
    index = index_of(work, person_id, holder_id, paper=paper)
    device = None if paper else device_of(work, holder_id)
    signed = None
    if index is not None and code.colour is not Colour.GREY:
        signed = _signed(ctx, index, code.member, device, paper=paper)
    lacks = index is None and code.colour is not Colour.GREY
    return Held(code, signed, signed is not None and device is not None, lacks)


def held_on_phone(work: Work, ctx: Context, holder_id: UUID) -> tuple[Held, ...]:
    """Give the codes of all of a holder's applicants, each with the credential a phone keeps."""
    found = (held(work, ctx, person_id, holder_id) for person_id in people_of(work, holder_id))
    return tuple(each for each in found if each is not None)


def register_device(work: Work, ctx: Context, holder_id: UUID, key: Point) -> None:
    """Keep the key of a holder's phone in place of the one before; the same again is no news.

    What names the key before ends: the lists say so, and the phone's codes get new indexes.

    Raises DomainError TOO_MANY past the limit, ValueError for a point that is on no curve.
    """
    if not key.on_curve:
        message = "the key is no point of P-256"
        raise ValueError(message)
    lock_shown(work, holder_id)
    before = device_of(work, holder_id)
    if before == key:
        return
    limits = ctx.policies.limits
    require(work, ctx.instant, "device_keys", limits.device_keys, holder_id.bytes)
    forget_device(work, holder_id)
    row = DeviceKeyRecord(holder_id=holder_id, x=key.x, odd=key.odd, registered=ctx.instant)
    work.session.add(row)
    work.session.flush()
    if before is not None:
        draw_anew(work, ctx, holder_id)


def forget_device(work: Work, holder_id: UUID) -> None:
    """Forget the key of a holder's phone."""
    gone = delete(DeviceKeyRecord).where(col(DeviceKeyRecord.holder_id) == holder_id)
    work.session.exec(gone)


def device_of(work: Work, holder_id: UUID) -> Point | None:
    """Give the key of a holder's phone, where it has one."""
    row = _KEY.first(work, holder=holder_id)
    return None if row is None else Point(bytes(row[0]), bool(row[1]))


def _signed(
    ctx: Context, index: Index, member: Member, device: Point | None, *, paper: bool
) -> bytes | None:
    now = int(ctx.instant.timestamp())
    key = next((each for each in reversed(own_keys(ctx.ring)) if each.start <= now), None)
    expires = int(index.expires.timestamp())
    if key is None:
        return None
    issued = max(int(index.issued.timestamp()), key.start)
    if expires <= max(issued, now):
        return None
    credential = Credential(
        issuer=HOME,
        issued=issued,
        expires=expires,
        colour=Colour(index.colour),
        name=fitted(mask(member.known.name)),
        tail=tail(member.known.document),
        shard=number_of(index.division),
        index=index.number,
        device=device,
        paper=paper,
    )
    return sign_credential(credential, key.private)
