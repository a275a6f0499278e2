"""What the pages of a look-up show: the two numbers asked for, and the code they lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from domain.healthcode.values import LookedUp
from domain.kernel.problems import Problem
from domain.notices.codes import CodeFault
from domain.policy.context import Context
from web import qr
from web.contexts.choices import Options, chosen_kind, kinds, nationalities, regions
from web.contexts.code import address_of
from web.contexts.declare import Told, told_of
from web.contexts.verdict import Verdict, verdict_of
from web.i18n import gettext
from web.wording import word

PADDED = 20_000
"""The bytes of every answer: more than any has by itself."""
_MINUTE = 60
_ASKED = ("phone", "region", "kind", "number", "nationality")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class LookupPage:
    """The form. `wait` is in how many minutes another try is free, None where one is."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    problems: tuple[Told, ...]
    kind: str
    kinds: Options
    regions: Options
    nationalities: Options
    wait: int | None


@dataclass(frozen=True, slots=True)
class SentPage:
    """The question for the digits. `hidden` are the two numbers, which the form carries on."""

    hidden: tuple[tuple[str, str], ...]
    problem: str
    demo: bool


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The answer. Where `known` is False the rest is of nobody, made all the same, not shown."""

    known: bool
    colour: str
    verdict: Verdict
    masked: str
    registered: datetime | None
    until: datetime | None
    qr: Markup
    now: datetime
    through: datetime


def lookup_page(
    posted: Mapping[str, Sequence[str]],
    problems: tuple[Problem, ...] = (),
    wait: int | None = None,
) -> LookupPage:
    """Give the form with what was typed, and what is wrong with it."""
    told = told_of(problems)
    return LookupPage(
        typed={name: values[-1] for name, values in posted.items() if values},
        errors={each.id: each.text for each in told},
        problems=told,
        kind=chosen_kind(posted),
        kinds=kinds(),
        regions=regions(),
        nationalities=nationalities(),
        wait=None if wait is None else -(-wait // _MINUTE),
    )


def sent_page(
    posted: Mapping[str, Sequence[str]], fault: CodeFault | None = None, *, demo: bool
) -> SentPage:
    """Ask for the digits, in the same words whether or not any were sent."""
    hidden = tuple((name, posted[name][-1][:_LONGEST]) for name in _ASKED if posted.get(name))
    return SentPage(hidden, "" if fault is None else word(fault), demo)


def found_page(found: LookedUp, ctx: Context, origin: str) -> FoundPage:
    """Word and draw a look-up's answer, whether or not it found anybody."""
    address = address_of(ctx.ring, found.handle, ctx.instant, origin)
    return FoundPage(
        known=found.known,
        colour=found.colour.value,
        verdict=verdict_of(found.colour),
        masked=found.masked,
        registered=found.registered,
        until=found.until,
        qr=qr.svg(address, gettext("QR code")),
        now=found.at,
        through=found.through,
    )
