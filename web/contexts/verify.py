"""What the verify page shows: its door, each instruction, and an answer where scripts are off."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from domain.admission.values import Admitted, Reason
from domain.credential.verdict import Limits
from domain.healthcode.check import limits_of
from domain.healthcode.shards import number_of, shard_for
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.policy.doors import DoorAct, Doors, DoorVerdict
from domain.policy.policies import HOME
from domain.storage.work import Work
from domain.venues.store import entrance_of_actor
from domain.venues.values import Entrance
from web import qr
from web.calls import CalledIn
from web.doorforms import kept_of
from web.i18n import gettext, language
from web.wiring import Services
from web.wording import word

PAINTS = ("green", "yellow", "red", "grey")
_LONG = {"zh": 6, "en": 13}
"""From how many characters on a word is written smaller, to stay within two lines."""
_MEASURABLE = frozenset({DoorAct.APPLY_HERE, DoorAct.CHECK_DOCUMENT})
_OPEN = "/declare"


@dataclass(frozen=True, slots=True)
class Said:
    """One instruction: `paint` is the screen's colour, "own" the code's; `offers` what to tap."""

    key: str
    act: str
    paint: str
    offers: str
    word: str
    line: str
    long: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to the posted form: the instruction, its colour, and what the next form repeats.

    `refused` tells that staff turned a green away all the same.
    """

    said: Said
    paint: str
    name: str
    tail: str
    kept: dict[str, str]
    refused: bool


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The page of one door, or with `here` empty the shell that any door's phone keeps.

    `here` is JSON: what the page's module knows of its door. `place` and `entrance` are its names.
    """

    here: str
    place: str
    entrance: str
    words: tuple[Said, ...]
    paints: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    apply: Markup
    answered: Answered | None = None
    empty: bool = False


def verify_page(
    held: Services, door: Entrance | None, limits: Limits, now: datetime, **more: Any
) -> VerifyPage:
    """Give the page; without a door the shell, which holds nobody's data and no form's token."""
    doors = held.policies.doors
    known = {} if door is None else here(held, door, limits, now)
    return VerifyPage(
        here=json.dumps(known, ensure_ascii=False) if known else "",
        place="" if door is None else named(door.venue.zh, door.venue.en),
        entrance="" if door is None else named(door.zh, door.en),
        words=tuple(instructions(doors, known.get("hotline") or held.settings.hotline)),
        paints=PAINTS,
        reasons=tuple((each.value, word(each)) for each in Reason),
        apply=qr.svg(held.settings.origin + _OPEN, gettext("QR code")),
        **more,
    )


def answer_page(
    held: Services, door: Entrance, ctx: Context, call: CalledIn, found: Admitted
) -> VerifyPage:
    """Give the page with the answer to a posted form, and the form that goes on from it."""
    doors = held.policies.doors
    told = said(doors, found.key, doors.hotline_of(door.venue.division) or held.settings.hotline)
    own = "grey" if found.colour is None else found.colour.value
    paint = own if told.paint == "own" else told.paint
    tail = found.tail if "seen" in told.offers.split() else ""
    refused = call.refused != ""
    answered = Answered(told, paint, found.name, tail, kept_of(call), refused)
    return verify_page(held, door, limits_of(ctx), ctx.instant, answered=answered)


def standing(work: Work, ctx: Context) -> Entrance:
    """Give the door at which whoever acts stands; raises NOT_FOUND where it is closed."""
    found = entrance_of_actor(work, ctx.actor)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found


def here(held: Services, door: Entrance, limits: Limits, now: datetime) -> dict[str, Any]:
    """Give what a door's phone must know to answer by itself: no secret, and nobody's data."""
    doors, venue, trusted = held.policies.doors, door.venue, held.trusted
    return {
        "venue": venue.id.hex,
        "door": doors.door_of(venue.kind, arrivals=door.arrivals).value,
        "zh": [venue.zh, door.zh],
        "en": [venue.en or venue.zh, door.en or door.zh],
        "host": urlsplit(held.settings.origin).netloc,
        "home": HOME,
        "root": "" if trusted is None else (trusted.root.x + trusted.root.y).hex(),
        "shard": number_of(shard_for(venue.division)),
        "fresh": limits.fresh,
        "admit": limits.admit,
        "hotline": doors.hotline_of(venue.division),
        "rest": doors.temperature.rest_minutes * 60_000,
        "now": now.timestamp(),
    }


def instructions(doors: Doors, hotline: str) -> list[Said]:
    """Give every instruction in the reader's language."""
    return [said(doors, key, hotline) for key in doors.all_verdicts]


def said(doors: Doors, key: str, hotline: str) -> Said:
    """Give one instruction in the reader's language."""
    verdict, own = doors.verdict(key), language().key
    word = verdict.word.said_in(own)
    line = verdict.line.said_in(own).format(hotline=hotline)
    offers = " ".join(offered(key, verdict))
    long = len(word) >= _LONG[own]
    return Said(key, verdict.act.value, verdict.paint, offers, word, line, long)


@cache
def offered(key: str, verdict: DoorVerdict) -> tuple[str, ...]:
    """Give what may be tapped under an instruction, besides the next code."""
    act = verdict.act
    if act is DoorAct.MEASURE_AGAIN:
        return ("cool", "again") if key == "rest" else ("cool", "high")
    found = []
    if act is DoorAct.CHECK_DOCUMENT:
        found.append("seen")
    if act is DoorAct.OPEN_LIVE:
        found.append("paper")
    if act is DoorAct.APPLY_HERE:
        found.append("apply")
    if act is DoorAct.LET_IN or act in _MEASURABLE:
        found.append("high")
    if act is DoorAct.LET_IN and verdict.paint == "green":
        found.append("refuse")
    return tuple(found)


def named(zh: str, en: str) -> str:
    """Give a name in the reader's language, the Chinese one where there is no other."""
    return zh if language().key == "zh" or not en else en
