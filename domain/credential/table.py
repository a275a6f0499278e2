"""The offline table as data: what is seen, and what is answered. The first row that fits decides.

The page has the same rows (web/static/js/credential/table.js, held equal by a test), and both
languages run the same cases. A fact that a row does not name may have any value.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """What a checker is told."""

    NOT_OURS = "not_ours"
    DAMAGED = "damaged"
    ASK_ONLINE = "ask_online"
    UNKNOWN_ISSUER = "unknown_issuer"
    CANNOT_CHECK = "cannot_check"
    FORGED = "forged"
    CHECK_CLOCK = "check_clock"
    OLD_PICTURE = "old_picture"
    EXPIRED = "expired"
    FOREIGN = "foreign"
    PAPER = "paper"
    BY_SIGNATURE = "by_signature"
    CHECKED = "checked"
    LIST_OLD = "list_old"
    LIST_TOO_OLD = "list_too_old"


class Says(StrEnum):
    """Which colour an answer shows: none at all, the one found out, or grey."""

    NOTHING = "nothing"
    FOUND = "found"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the facts it wants, its answer, and what the person at the door does besides.

    `document`: compare the name and the number's end with the document. `connect`: only a network
    helps. `logged`: let in on a stale list, to be looked at later.
    """

    when: dict[str, str]
    answer: Answer
    says: Says = Says.NOTHING
    document: bool = False
    connect: bool = False
    logged: bool = False


def _row(answer: Answer, says: Says = Says.NOTHING, does: str = "", **when: str) -> Row:
    acts = set(does.split())
    return Row(when, answer, says, "document" in acts, "connect" in acts, "logged" in acts)


ROWS: tuple[Row, ...] = (
    _row(Answer.NOT_OURS, read="not_ours"),
    _row(Answer.DAMAGED, read="damaged"),
    _row(Answer.ASK_ONLINE, does="connect", read="online"),
    _row(Answer.CANNOT_CHECK, does="connect", signature="unchecked"),
    _row(Answer.UNKNOWN_ISSUER, does="connect", issuer="unknown"),
    _row(Answer.UNKNOWN_ISSUER, does="connect", key="unknown"),
    _row(Answer.FORGED, signature="bad"),
    _row(Answer.CHECK_CLOCK, does="connect", clock="unsound"),
    _row(Answer.LIST_TOO_OLD, does="connect", trust="over"),
    _row(Answer.OLD_PICTURE, does="document", form="old"),
    _row(Answer.OLD_PICTURE, does="document", form="bare"),
    # A risk that a fresh list names outlives the credential that says nothing of it.
    _row(Answer.CHECKED, Says.FOUND, validity="over", list="fresh", listed="risk", form="live"),
    _row(Answer.EXPIRED, Says.GREY, validity="over"),
    _row(Answer.FOREIGN, Says.FOUND, "document", issuer="foreign", list="none"),
    _row(Answer.FOREIGN, Says.FOUND, "document", issuer="foreign", list="older"),
    _row(Answer.FOREIGN, Says.FOUND, "document", issuer="foreign", list="too_old"),
    _row(Answer.PAPER, Says.FOUND, "document", list="fresh", form="paper"),
    _row(Answer.BY_SIGNATURE, Says.FOUND, list="fresh", newer="yes"),
    _row(Answer.CHECKED, Says.FOUND, list="fresh"),
    # Without a fresh list a known risk still counts, and only a green may be let in.
    _row(Answer.LIST_TOO_OLD, Says.FOUND, "connect", colour="red"),
    _row(Answer.LIST_TOO_OLD, Says.FOUND, "connect", colour="yellow"),
    _row(Answer.LIST_OLD, Says.FOUND, "document connect logged", list="older", colour="green"),
    _row(Answer.LIST_TOO_OLD, does="connect"),
)


def exported() -> list[dict[str, Any]]:
    """Give the rows as plain data, for other languages."""
    return [{key: value for key, value in asdict(row).items() if value} for row in ROWS]


def row_for(facts: dict[str, str]) -> Row:
    """Give the first row that fits; the last one fits everything."""
    return next(row for row in ROWS if row.when.items() <= facts.items())
