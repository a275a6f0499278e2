"""Mutants of the rule sets, of our own making: what if a number, a choice or a rule were wrong?

    python -m tests.mutation.policy

Every number is changed by one, every choice is taken away or turned, every colour changed, every
step, stretch, release and ground dropped or exchanged. What a set says to people is left alone: it
is wording, and no decision.
"""

import copy
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.policy.grounds import Opening, SymptomSign, Word
from domain.policy.rulesets import RuleSet
from tests.cases.decisions.form import Posed, posed_cases
from tests.cases.decisions.run import faults
from tests.cases.decisions.strands import FOLDER, SETS, Json

_SETS = FOLDER.parents[2] / "domain" / "policy" / "sets"
_WORDING = {"title", "sentence", "sentences", "source", "under_review", "steps", "id", "kind"}
_CHOICES: dict[str, frozenset[str]] = {
    "opens": frozenset(Opening),
    "word": frozenset(Word),
    "levels": frozenset({"medium", "high"}),
    "signs": frozenset(SymptomSign),
    "mainland": frozenset({"CN", "HK", "VN"}),
    "exposures": frozenset(),
}
_FLIPPED = {"red": "yellow", "yellow": "red"}
_Change = Callable[[Json], None]


@dataclass(frozen=True)
class Mutant:
    """One change to a set: its name, and how to make it."""

    name: str
    change: _Change

    def rules(self, data: Json) -> RuleSet | None:
        """Give the changed set, or None where the language refuses it."""
        changed = copy.deepcopy(data)
        self.change(changed)
        _tidy(changed)
        try:
            return msgspec.convert(changed, RuleSet)
        except ValueError:
            return None


def source(rule_set: str) -> Json:
    """Give a rule set's file as it stands."""
    return tomllib.loads((_SETS / f"{rule_set.lower()}.toml").read_text("utf-8"))


def mutants(data: Json) -> Iterator[Mutant]:
    """Give every mutant of a rule set."""
    yield from _inside(data, (), data)
    ids = [ground["id"] for ground in data["grounds"]]
    for at, name in enumerate(ids):
        yield Mutant(f"grounds.{name} dropped", _dropping(("grounds",), at))
        if at:
            yield Mutant(f"grounds.{name} before {ids[at - 1]}", _moving(at))


def killer(posed: Sequence[Posed], rules: RuleSet | None) -> str:
    """Give what kills a mutant: the language, or the first case that notices; empty for none."""
    if rules is None:
        return "refused"
    for each in posed:
        try:
            if faults(each.case["expect"], each.answer(rules)):
                return str(each.case["case"])
        except (AttributeError, KeyError):
            return "refused"
    return ""


def _inside(node: Any, path: tuple[Any, ...], data: Json) -> Iterator[Mutant]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _WORDING:
                yield from _at(value, (*path, key), data)
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _at(value, (*path, at), data)


def _at(value: Any, path: tuple[Any, ...], data: Json) -> Iterator[Mutant]:
    name = _name(path, data)
    last = path[-1]
    if last in _CHOICES:
        ids = {ground["id"] for ground in data["grounds"]}
        yield from _turned(name, path, frozenset(value), _CHOICES[last] or ids)
    elif isinstance(value, dict | list):
        if len(path) > 1 and path[-2] == "releases":
            yield Mutant(f"{name} dropped", _removing(path))
            for at, _ in enumerate(value):
                yield Mutant(f"{name}.{at} dropped", _dropping(path, at))
        yield from _inside(value, path, data)
    else:
        for said, other in _others(last, value, data):
            yield Mutant(f"{name} {said}", _setting(path, other))


def _others(key: Any, value: Any, data: Json) -> Iterator[tuple[str, Any]]:
    """Give what else might stand in the place of a value."""
    match value:
        case bool():
            yield f"= {not value}".lower(), not value
        case int():
            yield from (("+ 1", value + 1), ("- 1", value - 1))
        case float():
            yield from (("+ 0.1", round(value + 0.1, 1)), ("- 0.1", round(value - 0.1, 1)))
        case datetime():
            second = timedelta(seconds=1)
            yield from (("+ 1 s", value + second), ("- 1 s", value - second))
        case str() if key == "colour":
            yield f"= {_FLIPPED[value]}", _FLIPPED[value]
        case str() if str(key).endswith("step"):
            steps = list(data["steps"])
            other = steps[steps.index(value) - 1]
            yield f"= {other}", other
        case _:
            pass


def _turned(
    name: str, path: tuple[Any, ...], chosen: frozenset[str], choices: Iterable[str]
) -> Iterator[Mutant]:
    for choice in sorted(choices):
        how = "without" if choice in chosen else "with"
        yield Mutant(f"{name} {how} {choice}", _setting(path, sorted(chosen ^ {choice})))


def _name(path: tuple[Any, ...], data: Json) -> str:
    if path[0] == "grounds" and len(path) > 1:
        return ".".join(map(str, ("grounds", data["grounds"][path[1]]["id"], *path[2:])))
    return ".".join(map(str, path))


def _reach(data: Json, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _setting(path: tuple[Any, ...], value: Any) -> _Change:
    def change(data: Json) -> None:
        _reach(data, path[:-1])[path[-1]] = value

    return change


def _removing(path: tuple[Any, ...]) -> _Change:
    return lambda data: _reach(data, path[:-1]).pop(path[-1])


def _dropping(path: tuple[Any, ...], at: int) -> _Change:
    return lambda data: _reach(data, path).pop(at)


def _moving(at: int) -> _Change:
    return lambda data: data["grounds"].insert(at - 1, data["grounds"].pop(at))


def _tidy(data: Json) -> None:
    """Put right what would have the language refuse a change that a person could well have made.

    Words that a ground no longer needs go, words that it needs now are made up, and so are steps.
    """
    ids = {ground["id"] for ground in data["grounds"]}
    for ground in data["grounds"]:
        if "exposures" in ground:
            ground["exposures"] = [name for name in ground["exposures"] if name in ids]
        if ground["kind"] == "contact":
            said = {Word.OFFICIAL: ("contact_official",), Word.DECLARED: _DECLARED}
            needed = [code for word in ground["word"] for code in said[Word(word)]]
            ground["sentences"] = {code: {"zh": "-", "en": "-"} for code in needed}
    used = set(_steps({key: part for key, part in data.items() if key != "steps"}))
    data["steps"] = {key: part for key, part in data["steps"].items() if key in used}


_DECLARED = ("contact_declared", "contact_undated", "contact_unknown")


def _steps(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key.endswith("step"):
                yield value
            yield from _steps(value)
    elif isinstance(node, list):
        for value in node:
            yield from _steps(value)


def survivors(rule_set: str, every: int = 1, first: int = 0) -> tuple[dict[str, str], list[str]]:
    """Run the mutants of a set, or each so-manieth: what killed whom, and who was not killed."""
    data = source(rule_set)
    posed = posed_cases(rule_set)
    killed, alive = {}, []
    for mutant in list(mutants(data))[first::every]:
        by = killer(posed, mutant.rules(data))
        if by:
            killed[mutant.name] = by
        else:
            alive.append(mutant.name)
    return killed, alive


def main() -> None:
    """Print who was killed by what, and who was not."""
    for name in SETS.values():
        killed, alive = survivors(name)
        refused = sum(by == "refused" for by in killed.values())
        sys.stdout.write(f"{name}: {len(killed)} killed ({refused} refused), {len(alive)} not\n")
        sys.stdout.write("".join(f"  alive: {each}\n" for each in alive))
        sys.stdout.write(
            "".join(f"  {each}: refused\n" for each, by in killed.items() if by == "refused")
        )


if __name__ == "__main__":
    main()
