"""What the pages of a look-up at a door show: the form, and the verdict in large."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.admission.values import Admitted
from domain.kernel.problems import Problem
from domain.policy.doors import Doors
from web.contexts.choices import Options, chosen_kind, kinds, nationalities
from web.contexts.declare import Told, told_of
from web.i18n import language

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The form. `wait` is in how many minutes another try is free, None where one is."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    problems: tuple[Told, ...]
    kind: str
    kinds: Options
    nationalities: Options
    act: str
    wait: int | None


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """The verdict: its word, the one instruction, the screen's colour, a masked name."""

    paint: str
    word: str
    line: str
    name: str


def document_page(
    posted: Mapping[str, Sequence[str]],
    act: str,
    problems: tuple[Problem, ...] = (),
    wait: int | None = None,
) -> DocumentPage:
    """Give the form with what was typed, and what is wrong with it."""
    told = told_of(problems)
    return DocumentPage(
        typed={name: values[-1] for name, values in posted.items() if values},
        errors={each.id: each.text for each in told},
        problems=told,
        kind=chosen_kind(posted),
        kinds=kinds(),
        nationalities=nationalities(),
        act=act,
        wait=None if wait is None else -(-wait // _MINUTE),
    )


def document_found(doors: Doors, found: Admitted, division: str) -> DocumentFound:
    """Word a verdict in the reader's language."""
    verdict, own = doors.verdict(found.key), language().key
    colour = "grey" if found.colour is None else found.colour.value
    line = verdict.line.said_in(own).format(hotline=doors.hotline_of(division))
    paint = colour if verdict.paint == "own" else verdict.paint
    return DocumentFound(paint, verdict.word.said_in(own), line, found.name)
