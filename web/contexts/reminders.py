"""What the pages of reminders show: by what this phone is reminded, and what it may be asked."""

from dataclasses import dataclass

from domain.notices.codes import CodeFault
from domain.notices.reminders import Wishes
from web.sending.vapid import public_key
from web.wiring import Services
from web.wording import word

_END = 4


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """`sms` tells whether text messages are asked for, None where none can be sent.

    `number` is the end of the number they go to, `key` what a browser subscribes with.
    """

    sms: bool | None
    number: str
    key: str


@dataclass(frozen=True, slots=True)
class NumberPage:
    """The question for the digits that were sent to a number; `problem` says what was wrong."""

    number: str
    problem: str = ""


def reminders_page(held: Services, wishes: Wishes, phone: str) -> RemindersPage:
    """Give the page of a holder's wishes."""
    sms = None if held.sms is None else wishes.sms
    return RemindersPage(sms, phone[-_END:], public_key(held.ring))


def number_page(phone: str, fault: CodeFault | None = None) -> NumberPage:
    """Give the page that asks for the digits, again where they were not right."""
    return NumberPage(phone[-_END:], "" if fault is None else word(fault))
