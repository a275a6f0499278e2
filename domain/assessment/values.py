"""What is assessed, and what comes of it: a colour with its reasons, end and next step."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec

from domain.kernel.colour import Colour
from domain.signals.facts import Areas, Fact

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The instant of a change that time alone will not bring."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The official side: facts about the person, and the exclusion of any case they met.

    `categories` are the policy's categories of worker that the person belongs to.
    """

    facts: tuple[Fact, ...] = ()
    areas: Areas = field(default_factory=Areas)
    categories: frozenset[str] = frozenset()


class Evidence(msgspec.Struct, frozen=True):
    """One piece of what a reason rests on; `code` names its sentence in the rule set.

    `day` is the day it counts from, `place` a division or country code, `symptoms` the codes
    declared, `count` the clean daily reports so far of those `needed`. `official` evidence is
    shown to the person and a verified guardian alone (product D3).
    """

    code: str
    official: bool = False
    day: date | None = None
    place: str = ""
    symptoms: tuple[str, ...] = ()
    count: int = 0
    needed: int = 0


class Reason(msgspec.Struct, frozen=True):
    """Why a colour: the rule, its evidence, until when, and what to do next (product B3).

    `until` is the exclusive end; None waits for an event, and then `review` is the last day of
    the review. `next_step` is a code worded by the rule set.
    """

    rule: str
    colour: Colour
    evidence: tuple[Evidence, ...]
    until: datetime | None
    review: date | None
    next_step: str


class Assessment(msgspec.Struct, frozen=True):
    """A colour at an instant. Reasons are never empty, the worst first.

    `registered` is when the declaration that counts was made; `until` the exclusive end of the
    colour, None where it waits for an event; `changes_at` the next instant at which time alone
    changes anything here; `policy` the id of the rule set; `left_on` the day on which one says to
    have left Yunnan since, None for none.
    """

    colour: Colour
    reasons: tuple[Reason, ...]
    registered: datetime | None
    until: datetime | None
    changes_at: datetime
    policy: str
    left_on: date | None = None
