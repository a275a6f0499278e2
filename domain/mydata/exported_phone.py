"""The exported form, as far as it is about phones: the file is put together in `exported`."""

from datetime import date, datetime

from msgspec import Struct


class Phone(Struct, frozen=True):
    """One phone that has the person."""

    this: bool
    state: str
    since: datetime
    last_declared: datetime


class Index(Struct, frozen=True):
    """A random number by which checkers find that a signed code, or card, is no longer good."""

    prefecture: str
    number: int
    colour: str
    paper: bool
    ended: bool
    issued: datetime
    expires: datetime
    withdrawn: datetime | None
    kept_until: datetime


class DayName(Struct, frozen=True):
    """A Beijing day on which the QR had a random name."""

    day: date
    kept_until: datetime


class Draft(Struct, frozen=True):
    """What was typed on this phone and not sent, as typed."""

    step: str
    updated_at: datetime
    typed: dict[str, tuple[str, ...]]
    kept_until: datetime


class ThisPhone(Struct, frozen=True):
    """What makes the code work on this phone; `browsers` are the days on which each last came."""

    browsers: tuple[date, ...]
    key_registered: datetime | None
    indexes: tuple[Index, ...]
    day_names: tuple[DayName, ...]
    draft: Draft | None


class Reminder(Struct, frozen=True):
    """One wish to be reminded, by sms or push; of a number the last two digits."""

    channel: str
    number_end: str
    reminded_of: date | None


class Passkey(Struct, frozen=True):
    """A passkey that protects the codes on this phone: what keeps it, when made and last used."""

    keeper: str
    made_at: datetime
    used_at: datetime | None
