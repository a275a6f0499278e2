"""Which passwords are taken (NIST SP 800-63B, 5.1.1.2): long ones that nobody guesses first. Pure.

No rule of composition, no change by the calendar: at least twelve signs and none of the commonest,
beside digits from an app. Hashing is the web's work (web/passwords.py), off the loop.
"""

import unicodedata
from enum import StrEnum

LEAST, MOST = 12, 128
_MOST_ALIKE = 4
# What long common passwords are made of; whoever guesses begins with these.
_WORDS = (
    "password passw0rd pa55word qwertyuiop asdfghjkl zxcvbnm qazwsxedc 1qaz2wsx3edc letmein welcome"
    " administrator admin iloveyou sunshine princess football baseball dragon monkey master"
    " superman batman trustno1 shadow michael abc123 woaini woaini1314 aini1314 5201314 1314520"
    " yunnan kunming yuanyang honghe jiankangma healthcode yunnanjiankangma yiqing fangyi zhongguo"
    " wojiushiwo mima mimamima"
).split()
_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


class PasswordFault(StrEnum):
    """What is wrong with a new password."""

    SHORT = "password_short"
    LONG = "password_long"
    COMMON = "password_common"


def read_password(typed: str) -> str:
    """Give a password as it is hashed: one form of each letter, whatever the keyboard."""
    return unicodedata.normalize("NFKC", typed)


def password_fault(password: str, number: str = "") -> PasswordFault | None:
    """Tell what is wrong with a read password; `number` is the staff number, which is no secret."""
    if len(password) < LEAST:
        return PasswordFault.SHORT
    if len(password) > MOST:
        return PasswordFault.LONG
    return PasswordFault.COMMON if _is_common(password.casefold(), number) else None


def _is_common(password: str, number: str) -> bool:
    """Tell whether a password is runs, repeats and common words, with hardly anything besides."""
    left = password.replace(" ", "")
    for known in (number, *sorted(_WORDS, key=len, reverse=True)):
        left = left.replace(known, "") if known else left
    left = _without_runs(left)
    return len(left) < _MOST_ALIKE or len(set(left)) < _MOST_ALIKE


def _without_runs(text: str) -> str:
    """Leave out what runs along the keyboard or the alphabet, forwards or back, four or more."""
    kept, at = "", 0
    while at < len(text):
        long = _run_at(text, at)
        if long >= _MOST_ALIKE:
            at += long
        else:
            kept, at = kept + text[at], at + 1
    return kept


def _run_at(text: str, at: int) -> int:
    long = 1
    while at + long < len(text) and any(
        text[at : at + long + 1] in run or text[at : at + long + 1] in run[::-1] for run in _RUNS
    ):
        long += 1
    return long
