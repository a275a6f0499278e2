"""One-time codes by SMS: six digits, once, for one purpose and one browser (ASVS 5.0, 6.5, 6.6).

Whether the number is known to us changes nothing of what is written, counted or answered: the
caller says so by `known`, and a code for a number that is not known goes nowhere.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import bindparam, text
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, delete, select, update

from domain.audit.note import Act, note
from domain.kernel.clock import SKEW
from domain.limits.spend import require
from domain.notices.outbox import is_queued, queue
from domain.notices.records import OneTimeCodeRecord
from domain.notices.values import Channel, Notice, Template
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
from domain.storage.types import InstantType
from domain.storage.work import Work

DIGITS = 6
_EVERYBODY = b"everybody"
# One statement on both engines: a browser that asks twice at once has one code, the later one.
_KEEP = text(
    "INSERT INTO one_time_code (token_hash, purpose, code_hash, sent_at, tries) "
    "VALUES (:token_hash, :purpose, :code_hash, :sent_at, 0) "
    "ON CONFLICT (token_hash, purpose) DO UPDATE "
    "SET code_hash = excluded.code_hash, sent_at = excluded.sent_at, tries = 0"
).bindparams(bindparam("sent_at", type_=InstantType()))


class Purpose(StrEnum):
    """What a code is for; one of another purpose is no good for it."""

    LOOK_UP = "look_up"
    STEP_UP = "step_up"
    CLAIM = "claim"
    REMINDERS = "reminders"


class CodeFault(StrEnum):
    """What is wrong with a typed code. `over` asks for a new one: too old, used, or tried out."""

    NOT_SIX_DIGITS = "code_not_six_digits"
    WRONG = "code_wrong"
    OVER = "code_over"


@dataclass(frozen=True, slots=True)
class Binding:
    """What a code is good for alone: a number (E.164), a purpose, a browser.

    `browser` is the SHA-256 of the cookie's secret: the browser's token, or its pre-session.
    """

    phone: str
    purpose: Purpose
    browser: bytes


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a code: from which network (its keyed index), in which language."""

    network: bytes
    language: str


def new_code() -> str:
    """Make a code's digits by chance. Made before the verb that keeps their hash."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def read_code(typed: str) -> str | CodeFault:
    """Read a code as typed: full-width digits, blanks and hyphens are taken."""
    digits = "".join(unicodedata.normalize("NFKC", typed[:40]).replace("-", "").split())
    fits = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return digits if fits else CodeFault.NOT_SIX_DIGITS


def send_code(  # noqa: PLR0913 - a verb's two surroundings and its values
    work: Work, ctx: Context, binding: Binding, asker: Asker, digits: str, *, known: bool = True
) -> None:
    """Keep a code and write the SMS with it, in place of the one before; raises TOO_MANY.

    `digits` come from `new_code`. The same nonce again is the same act, and sends nothing more.
    """
    if is_queued(work, ctx.nonce):
        return
    _require_room(work, ctx, binding.phone, asker.network)
    at = {"token_hash": binding.browser, "purpose": binding.purpose.value}
    kept = {"code_hash": _hashed(ctx.ring, binding, digits), "sent_at": ctx.instant}
    work.connection.execute(_KEEP, at | kept)
    notice = Notice(
        channel=Channel.SMS,
        to=binding.phone,
        template=Template.CODE,
        language=asker.language,
        values={"code": digits, "minutes": str(life(ctx) // timedelta(minutes=1))},
        not_before=ctx.instant,
        not_after=ctx.instant + life(ctx),
    )
    queue(work, ctx, ctx.nonce, notice, silent=not known)
    note(work, ctx, Act.CODE_SENT, None, (binding.purpose.value,))


def check_code(work: Work, ctx: Context, binding: Binding, typed: str) -> CodeFault | None:
    """Take a code that is right, which uses it up; else tell what is wrong, the try counted.

    To be run in a write of its own, and whatever follows from it in the same one where it must be
    one act: a refusal raised afterwards would give the try, and the code, back.
    """
    digits = read_code(typed)
    if isinstance(digits, CodeFault):
        return digits
    # Count first, and only where one is left: of a hundred tries at once five are looked at.
    tried = work.connection.execute(
        update(OneTimeCodeRecord)
        .where(*_own(binding), *_good(ctx))
        .values(tries=OneTimeCodeRecord.tries + 1)
        .returning(col(OneTimeCodeRecord.code_hash))
    ).first()
    if tried is None:
        return CodeFault.OVER
    if not secrets.compare_digest(bytes(tried[0]), _hashed(ctx.ring, binding, digits)):
        return CodeFault.WRONG
    work.connection.execute(delete(OneTimeCodeRecord).where(*_own(binding)))
    note(work, ctx, Act.CODE_TAKEN, None, (binding.purpose.value,))
    return None


def is_sent(work: Work, ctx: Context, binding: Binding) -> bool:
    """Tell whether a code was sent that is still good, so that a page asks for its digits."""
    chosen = select(col(OneTimeCodeRecord.tries)).where(*_own(binding), *_good(ctx))
    return work.connection.execute(chosen).first() is not None


def life(ctx: Context) -> timedelta:
    """Give how long a code is good."""
    return ctx.policies.limits.code_tries.window


def _require_room(work: Work, ctx: Context, phone: str, network: bytes) -> None:
    """Spend one of each limit. The indexes are their own: no counter leads to a claim's number."""
    limits, number = ctx.policies.limits, keyed_index(ctx.ring, "codes_by_phone", phone)
    for name, rate, subject in (
        ("codes_by_network", limits.codes_by_network, network),
        ("codes_by_phone", limits.codes_by_phone, number),
        ("codes_by_phone_daily", limits.codes_by_phone_daily, number),
        ("codes_in_all", limits.codes_in_all, _EVERYBODY),
    ):
        require(work, ctx.instant, name, rate, subject)


def _own(binding: Binding) -> tuple[ColumnElement[bool], ...]:
    return (
        col(OneTimeCodeRecord.token_hash) == binding.browser,
        col(OneTimeCodeRecord.purpose) == binding.purpose.value,
    )


def _good(ctx: Context) -> tuple[ColumnElement[bool], ...]:
    return (
        col(OneTimeCodeRecord.tries) < ctx.policies.limits.code_tries.most,
        col(OneTimeCodeRecord.sent_at) > ctx.instant - life(ctx),
        col(OneTimeCodeRecord.sent_at) <= ctx.instant + SKEW,
    )


def _hashed(ring: KeyRing, binding: Binding, digits: str) -> bytes:
    """Hash a code with all that it is bound to; without the ring a million guesses lead nowhere."""
    bound = f"{binding.browser.hex()}|{binding.purpose}|{binding.phone}|{digits}"
    return keyed_index(ring, "one_time_code", bound)
