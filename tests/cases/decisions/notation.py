"""Reads the cases worked by hand: the notation of README.md into the form of published cases."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

from tests.cases.decisions.strands import BEIJING, FOLDER, Json

_USUAL = {"R": "red", "Y": "yellow", "G": "green"}


def worked(rule_set: str) -> Iterator[Json]:
    """Give every case of a rule set that was worked by hand."""
    for file in sorted((FOLDER / rule_set.lower()).glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                yield _case(rule_set, row)


def _case(rule_set: str, row: Mapping[str, str]) -> Json:
    because = {"because": row["because"]} if row.get("because") else {}
    return {
        "case": f"{rule_set[:2].lower()}/{row['case']}",
        "set": rule_set,
        "says": row["says"],
        **because,
        "source": row["source"],
        "at": instant(row["at"]).isoformat(),
        **evidence(row["evidence"]),
        "expect": _expected(row),
    }


def _expected(row: Mapping[str, str]) -> Json:
    reasons = []
    for word in row["rules"].split():
        rule, _, colour = word.partition("=")
        reasons.append({"rule": rule, "colour": colour or _colour(rule)})
    if row["review"]:
        reasons[0]["review"] = _day(row["review"]).isoformat()
    if row["step"]:
        reasons[0]["step"] = row["step"]
    until = None if row["until"] == "-" else _day(row["until"]).isoformat()
    return {"colour": row["colour"], "until": until, "reasons": reasons}


def _colour(rule: str) -> str:
    """Give a rule's usual colour by its first letter; the ways of being grey have words."""
    return _USUAL[rule[0]] if rule == "G" or rule[1:].isdigit() else "grey"


def evidence(text: str) -> Json:
    """Read what is known from its notation."""
    found: Json = {}
    for at, part in enumerate(filter(None, (part.strip() for part in text.split(";")))):
        words = part.split()
        kind, _, label = words[0].partition("#")
        name = label or f"{kind.lower()}{at}"
        match kind:
            case "unseen":
                found["document_seen"] = False
            case "D" | "R":
                found.setdefault("declarations", []).append(_declaration(kind, name, words[1:]))
            case "F" | "X":
                found.setdefault("facts", []).append(_fact(kind, name, words[1:]))
            case "A":
                found.setdefault("areas", []).append(_area(name, words[1:]))
            case "L":
                found.setdefault("left", []).append(_left(name, words[1:]))
            case _:
                message = f"no such evidence: {part}"
                raise ValueError(message)
    return found


def instant(text: str) -> datetime:
    """Read `04-03 09:00`, `2021-04-03 09:00:00`, or an ISO instant that ends in Z."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text).astimezone(UTC)
    day, _, time = text.partition(" ")
    return datetime.fromisoformat(f"{_day(day).isoformat()} {time}").replace(tzinfo=BEIJING)


def _day(text: str) -> date:
    """Read `04-03` of 2020, or a day with its year."""
    return date.fromisoformat(text if len(text) == len("2020-04-03") else f"2020-{text}")


def _moment(words: list[str]) -> str:
    """Take an instant off the front of the words."""
    first = words.pop(0)
    return instant(first if first.endswith("Z") else f"{first} {words.pop(0)}").isoformat()


def _declaration(kind: str, name: str, words: list[str]) -> Json:
    told: Json = {"id": name, "at": _moment(words)}
    if kind == "R":
        told["daily"] = True
    for word in words:
        key, _, value = word.partition("=")
        if key == "visit":
            told.setdefault("visits", []).append(_visit(value))
        elif key == "contact":
            told |= _answer("contact", "contact_on", value)
        elif key == "abroad":
            told |= _answer("abroad", "entered_on", value)
        elif key in _WORDS or key == "home":
            told |= _plain(key, value)
        else:
            message = f"no such word: {word}"
            raise ValueError(message)
    return told


def _plain(key: str, value: str) -> Json:
    read = _WORDS.get(key)
    return {key: value} if read is None else read(value)


def _sick(value: str) -> Json:
    return {"symptoms_unknown": True} if value == "unknown" else {"symptoms": value.split("+")}


def _arrival(value: str) -> Json:
    moment = value if value.endswith("Z") else f"{value} 12:00"
    return {"arrives_at": instant(moment).isoformat()}


_WORDS: Mapping[str, Callable[[str], Json]] = {
    "sick": _sick,
    "since": lambda value: {"symptoms_since": _day(value).isoformat()},
    "temp": lambda value: {"temperature": float(value)},
    "from": lambda value: {"departure": value},
    "arrives": _arrival,
    "transit": lambda value: {"transit": [value]},
    "corrected": lambda _: {"corrected": True},
}


def _answer(question: str, dated: str, text: str) -> Json:
    if text in {"yes", "unknown"}:
        return {question: text}
    return {question: "yes", dated: _day(text).isoformat()}


def _visit(text: str) -> Json:
    division, _, days = text.partition(":")
    first, _, last = days.partition("..")
    begun = {"first": _day(first).isoformat()} if first else {}
    return {"division": division, **begun, "last": _day(last).isoformat()}


def _fact(kind: str, name: str, words: list[str]) -> Json:
    moment = _moment(words)
    what, on, day, *rest = words
    if on != "on":
        message = f"a fact is on a day: {' '.join(words)}"
        raise ValueError(message)
    fact: Json = {"id": name, "at": moment, "kind": what, "day": _day(day).isoformat()}
    if rest[:1] == ["of"]:
        fact["of"] = rest[1]
    if rest[-1:] in (["positive"], ["negative"]):
        fact["result"] = rest[-1]
    return fact | ({"other": True} if kind == "X" else {})


def _left(name: str, words: list[str]) -> Json:
    said: Json = {"id": name, "at": _moment(words)}
    return said if words == ["back"] else said | {"on": _day(words[0]).isoformat()}


def _area(name: str, words: list[str]) -> Json:
    area: Json = {"id": name, "at": _moment(words)}
    division, level, days = words[:3]
    first, _, last = days.partition("..")
    area |= {"division": division, "level": level, "listed_on": _day(first).isoformat()}
    if last:
        gone = _moment(words[3:])
        area |= {"delisted_on": _day(last).isoformat(), "delisted_at": gone}
    return area
