"""The rule sheet: every set as a page that people can read, docs/rules.md.

    python -m domain.policy.sheet

writes it anew; a test holds that it is what the rule files say.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from domain.policy.grounds import (
    AbroadGround,
    AnyGround,
    AreaGround,
    CaseGround,
    ContactGround,
    ExposedSymptomGround,
    SymptomGround,
    TimedGround,
)
from domain.policy.policies import HOME, Policies, load_policies
from domain.policy.rulesets import RuleSet
from domain.policy.texts import Text

_PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
_HEAD = Path(__file__).with_name("sheet.md")


def rule_sheet(policies: Policies) -> str:
    """Give the whole page: the sets of home first, then the other regions', newest first."""
    sets = sorted(policies.colours, key=_in_order)
    return "\n".join([_HEAD.read_text("utf-8"), *("\n".join(_sheet(rules)) for rules in sets)])


def _in_order(rules: RuleSet) -> tuple[bool, float]:
    return rules.region != HOME, -rules.in_force_from.timestamp()


def _sheet(rules: RuleSet) -> Iterator[str]:
    until = f" until {rules.in_force_until.isoformat()}" if rules.in_force_until else ""
    yield f"## {rules.id}: {_both(rules.title)}\n"
    in_force = f"in force from {rules.in_force_from.isoformat()}{until}"
    yield f"Region {rules.region}, {in_force}. Source: {rules.source}.\n"
    yield from table_of(
        ("rule", "colour", "ground", "opened by", "until", "source"),
        [
            *(_ground(rules, ground) for ground in rules.grounds),
            (
                "G",
                "green",
                _both(rules.green.title),
                "a declaration, nothing above",
                f"the declaration + {rules.green.days} days",
                rules.green.source,
            ),
        ],
    )
    yield "\nGrey is no finding of risk.\n"
    greys = msgspec.structs.asdict(rules.grey).items()
    yield from table_of(
        ("grey", "said", "source"),
        [(name.upper(), _both(grey.title), grey.source) for name, grey in greys],
    )
    yield "\n" + "\n".join(_numbers(rules)) + "\n"
    yield from table_of(
        ("rule", "next step", "中文", "English", "call"),
        [
            (name, step, rules.steps[step].text.zh, rules.steps[step].text.en, _call(rules, step))
            for name, step in _steps(rules)
        ],
    )
    yield ""


def _ground(rules: RuleSet, ground: AnyGround) -> tuple[str, ...]:
    opened, until = _opened(rules, ground)
    if ground.not_for:
        opened += f"; not for {_list(ground.not_for)}"
    return ground.id, ground.colour.value, _both(ground.title), opened, until, ground.source


def _opened(rules: RuleSet, ground: AnyGround) -> tuple[str, str]:
    """Give what opens a ground, and when it ends."""
    waits = f"reviewed within {rules.review.within_days} days"
    match ground:
        case CaseGround():
            return f"official: {_list(ground.opens)}", f"a release; {_releases(ground)}; {waits}"
        case ContactGround():
            return f"contact, {_list(ground.word)}", f"the last contact + {ground.days} days"
        case AbroadGround():
            home = _list(ground.mainland)
            return f"a stay or a departure outside {home}", f"the entry + {ground.days} days"
        case ExposedSymptomGround():
            return f"a symptom with {_list(ground.exposures)}", f"examined clear; {waits}"
        case SymptomGround():
            reports = f"examined clear, or {ground.clean_reports} clean daily reports"
            return "a symptom, no exposure", f"{reports}; {waits}"
        case AreaGround():
            home = " or a home" if ground.residence else ""
            where = f"a stay{home} in an area of {_list(ground.levels)} risk while it is listed"
            return where, f"the leaving + {ground.days} days"


def _releases(ground: CaseGround) -> str:
    parts = []
    for release, stretches in sorted(ground.releases.items()):
        told = ", then ".join(f"{part.colour} {part.days} days" for part in stretches)
        parts.append(f"{release.replace('_', ' ')}: {told or 'lifts at once'}")
    return "; ".join(parts)


def _numbers(rules: RuleSet) -> Iterator[str]:
    review, symptoms, slips = rules.review, rules.symptoms, rules.corrections
    fever = f"a reading of {symptoms.fever_celsius} °C is a fever"
    yield f"- Symptoms: {_list(symptoms.signs)}; {fever}. ({symptoms.source})"
    yield (
        f"- What waits is reviewed within {review.within_days} days. Overdue, an official ground "
        f"goes to the level above and {review.grey_after_days} days later is grey, "
        f'"{_both(review.under_review)}"; a declared one is grey at once. ({review.source})'
    )
    yield (
        f"- A slip is mended freely for {slips.free_minutes} minutes; later an officer answers "
        f"within {slips.answer_hours} hours. ({slips.source})"
    )
    for ground in rules.grounds:
        if isinstance(ground, AreaGround):
            yield (
                f"- {ground.id}: a stay whose first day is not stated fills {ground.window_days} "
                f"days; a listing reaches back {ground.reach_back_days} days before its first one."
            )
            if ground.residence:
                yield (
                    f"- {ground.id}: the days at home end with the day on which one says to have "
                    "left Yunnan, or declares again; other stays and answers are not touched. For "
                    "a listing recorded before that is said they last until the day on which it is."
                )
        if isinstance(ground, TimedGround) and ground.fresh_answers:
            yield f"- {ground.id}: declared, it asks for fresh health answers before green."


def _steps(rules: RuleSet) -> Iterator[tuple[str, str]]:
    for ground in rules.grounds:
        for step in sorted(ground.steps()):
            yield ground.id, step
    yield "overdue", rules.review.overdue_step
    yield "under review", rules.review.under_review_step
    yield "G", rules.green.step
    for name, grey in msgspec.structs.asdict(rules.grey).items():
        yield name.upper(), grey.step


def _call(rules: RuleSet, step: str) -> str:
    return rules.steps[step].call


def _both(text: Text) -> str:
    return f"{text.zh} · {text.en}"


def _list(words: Iterable[str]) -> str:
    return ", ".join(word.replace("_", " ") for word in sorted(words))


def table_of(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Give the lines of a table."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    _PAGE.write_text(rule_sheet(load_policies()), "utf-8")
