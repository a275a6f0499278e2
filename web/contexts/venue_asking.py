"""The page on which somebody asks for a venue, and what they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.declaration.entries import Entries, one, rows_of
from domain.kernel.problems import Problem
from domain.policy.context import Context
from domain.policy.venues import VenueRules
from domain.venues.read import MOST_GATES
from domain.venues.values import Size
from web.contexts.choices import Options
from web.contexts.declare import Told, told_of
from web.contexts.places import PlaceLists, place_lists
from web.i18n import language
from web.wording import word

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form with what was typed. `act` names the form, `gates` the rows for entrances.

    `wait` is in how many minutes another try is free, None where one is; `unsent` tells that the
    page was open for too long and holds what was sent.
    """

    act: UUID
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    problems: tuple[Told, ...]
    kinds: Options
    sizes: Options
    place: PlaceLists
    gates: tuple[int, ...]
    more: bool
    wait: int | None = None
    unsent: bool = False


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What the asker is told: the number to quote, the township that decides."""

    number: str
    division: str


def ask_page(  # noqa: PLR0913 - what the form is made from
    ctx: Context,
    home: str,
    posted: Entries,
    problems: tuple[Problem, ...] = (),
    *,
    wait: int | None = None,
    unsent: bool = False,
) -> AskPage:
    """Give the form with what was typed and what is wrong with it."""
    told = told_of(problems)
    shown = max(2, *rows_of(posted, "gate"), 0)
    return AskPage(
        act=ctx.nonce,
        typed={name: one(posted, name) for name in posted},
        errors={each.id: each.text for each in reversed(told)},
        problems=told,
        kinds=kind_options(ctx.policies.venues),
        sizes=size_options(),
        place=place_lists(posted, home, problems),
        gates=tuple(range(1, shown + 1)),
        more=shown < MOST_GATES,
        wait=None if wait is None else -(-wait // _MINUTE),
        unsent=unsent,
    )


def kind_options(rules: VenueRules) -> Options:
    """Give the kinds of venue by their names."""
    return [(kind.value, rule.name.said_in(language().key)) for kind, rule in rules.kinds.items()]


def size_options() -> Options:
    """Give how many people can come on a day."""
    return [(size.value, word(size)) for size in Size]
