"""What an assessment tells besides its colour: evidence, what it rests on, when it will change."""

from datetime import date

import pytest

from domain.assessment.assess import rests_on
from domain.assessment.values import FOREVER, Evidence
from domain.policy.policies import load_policies
from tests.cases.decisions.form import Posed, named
from tests.cases.decisions.notation import evidence, instant
from tests.cases.decisions.run import cases, faults

RULES = load_policies().set_named("YN-2020-04")


def day(number: int, month: int = 4) -> date:
    return date(2020, month, number)


def posed(text: str, at: str) -> Posed:
    return Posed({"case": "", "at": instant(at).isoformat(), **evidence(text)})


ILL = "D#d 04-03 10:00 sick=cough+fever since=04-01; R#r 04-04 08:00"
STAYED = "D#d 04-03 09:00 visit=4201:03-25..04-02; A#a 03-20 10:00 4201 high 03-20.."
LATER = "A#a 04-08 10:00 532528100 high 04-05.."
LIVED = "D#d 04-03 09:00 home=532528100; A#a 04-05 10:00 532528100 high 04-05.."
CASE = "F#a 04-02 08:00 confirmed on 04-01; F#b 04-12 15:00 discharged on 04-12 of a"
MET = "D#d 04-03 09:00 contact=04-01; D#g 04-03 09:10 contact=03-30; D#e 04-04 09:00"
SIGNS = ("fever", "cough")

TOLD = [
    ("", "04-03 09:00", [Evidence("none")], "", None),
    ("D#d 04-03 09:00", "04-03 09:00", [Evidence("declared", day=day(3))], "d", "04-18 00:00"),
    ("D#d 04-03 09:00", "04-02 09:00", [Evidence("none")], "", "04-03 09:00"),
    ("D#d 04-03 09:00", "04-18 00:00", [Evidence("expired", day=day(3))], "d", None),
    ("D#d 04-03 09:00; unseen", "04-03 09:00", [Evidence("doc")], "", None),
    ("D#d 04-03 09:00 contact=04-01; D#e 04-04 09:00", "04-16 00:00",
     [Evidence("fresh", day=day(15))], "e d", "04-19 00:00"),
    (f"{MET}; F#f 04-04 10:00 close_contact on 04-01 of x", "04-16 00:00",
     [Evidence("fresh", day=day(15))], "e d", "04-19 00:00"),
    ("D#d 04-03 09:00 contact=04-01; D#e 04-04 09:00", "04-03 10:00",
     [Evidence("contact_declared", day=day(1))], "d", "04-04 09:00"),
    ("D#d 04-03 09:00 contact=yes", "04-03 10:00",
     [Evidence("contact_undated", day=day(3))], "d", "04-18 00:00"),
    ("D#d 04-03 09:00 contact=unknown", "04-03 10:00",
     [Evidence("contact_unknown", day=day(3))], "d", "04-18 00:00"),
    ("D#d 04-03 09:00 contact=04-01; D#e 04-04 09:00 contact=04-01", "04-05 10:00",
     [Evidence("contact_declared", day=day(1))], "d e", "04-16 00:00"),
    ("D#d 04-03 09:00 abroad=04-01", "04-03 10:00",
     [Evidence("abroad", day=day(1))], "d", "04-16 00:00"),
    ("D#d 04-03 09:00 abroad=yes", "04-03 10:00",
     [Evidence("abroad_undated", day=day(3))], "d", "04-18 00:00"),
    ("D#d 04-03 09:00 abroad=unknown", "04-03 10:00",
     [Evidence("abroad_unknown", day=day(3))], "d", "04-18 00:00"),
    ("D#d 04-03 09:00 from=VN arrives=04-02", "04-03 10:00",
     [Evidence("abroad_departure", day=day(2), place="VN")], "d", "04-17 00:00"),
    ("D#d 04-03 09:00; F#f 04-10 08:00 close_contact on 04-09 of x", "04-10 08:00",
     [Evidence("contact_official", official=True, day=day(9))], "f", "04-24 00:00"),
    (CASE, "04-02 08:00", [Evidence("confirmed", official=True, day=day(1))], "a", "04-12 15:00"),
    ("F#a 04-02 08:00 confirmed on 04-01", "04-02 08:00",
     [Evidence("confirmed", official=True, day=day(1))], "a", "04-17 00:00"),
    (CASE, "04-12 15:00",
     [Evidence("confirmed", official=True, day=day(1)),
      Evidence("discharged", official=True, day=day(12))], "a b", "04-27 00:00"),
    ("D#d 04-03 09:00; F#m 04-05 08:00 died on 04-04", "04-05 08:00",
     [Evidence("died", official=True, day=day(4))], "m", None),
    (ILL, "04-03 10:00",
     [Evidence("symptoms", day=day(1), symptoms=SIGNS, needed=7)], "d", "04-04 08:00"),
    (ILL, "04-04 08:00",
     [Evidence("symptoms", day=day(1), symptoms=SIGNS, count=1, needed=7)], "d", "04-18 00:00"),
    ("D#d 04-03 10:00 sick=unknown since=03-30", "04-03 10:00",
     [Evidence("symptoms_unknown", day=day(3), needed=7)], "d", "04-18 00:00"),
    ("D#d 04-03 10:00 temp=37.3", "04-03 10:00",
     [Evidence("symptoms", day=day(3), symptoms=("fever",), needed=7)], "d", "04-18 00:00"),
    ("D#d 04-03 10:00 contact=04-01 sick=cough; R#r 04-04 08:00", "04-04 08:00",
     [Evidence("symptoms", day=day(3), symptoms=("cough",)),
      Evidence("contact_declared", day=day(1))], "d", "04-16 00:00"),
    (STAYED, "04-03 09:00", [Evidence("stay", day=day(2), place="4201")], "d a", "04-17 00:00"),
    (f"{STAYED}; A#b 03-21 10:00 42 medium 03-21..", "04-03 09:00",
     [Evidence("stay", day=day(2), place="4201")], "d b a", "04-17 00:00"),
    (LIVED, "04-05 10:00",
     [Evidence("stay_residence", day=day(17), place="532528100")], "d a", "04-18 00:00"),
    (LIVED, "04-18 00:00",
     [Evidence("stay_residence", day=day(17), place="532528100")], "d a", "05-02 00:00"),
    (f"{LIVED}; L#l 04-08 18:00 04-07", "04-08 18:00",
     [Evidence("stay_departed", day=day(8), place="532528100")], "d a l", "04-23 00:00"),
    (f"D#d 04-03 09:00 home=532528100; L#l 04-06 10:00 04-06; L#m 04-07 10:00 04-06; {LATER}",
     "04-08 10:00",
     [Evidence("stay_departed", day=day(6), place="532528100")], "d a l m", "04-21 00:00"),
    (f"{LIVED}; L#l 04-08 18:00 04-07", "04-05 10:00",
     [Evidence("stay_residence", day=day(17), place="532528100")], "d a", "04-08 18:00"),
    (f"{LIVED}..04-07 04-07 08:00; L#l 04-08 18:00 04-08".replace("....", ".."), "04-08 18:00",
     [Evidence("stay_residence", day=day(6), place="532528100")], "d a", "04-21 00:00"),
    ("D#d 04-03 09:00; L#l 04-08 18:00 04-07", "04-08 18:00",
     [Evidence("declared", day=day(3))], "d l", "04-18 00:00"),
    ("D#d 04-03 09:00; L#l 04-08 18:00 04-07; L 04-08 18:01 back", "04-08 18:01",
     [Evidence("declared", day=day(3))], "d", "04-18 00:00"),
    ("F#a 04-02 08:00 confirmed on 04-01; F#b 04-20 08:00 positive_again on 04-19", "04-24 08:00",
     [Evidence("positive_again", official=True, day=day(19))], "a b", "05-05 00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "told", "rests", "changes"), TOLD)
def test_what_is_told(
    text: str, at: str, told: list[Evidence], rests: str, changes: str | None
) -> None:
    asked = posed(text, at)
    found = asked.decide(RULES)
    assert [each for reason in found.reasons for each in reason.evidence] == told
    ids = rests_on(asked.declarations, asked.signals, RULES, asked.at, document_seen=asked.seen)
    assert list(ids) == [named(label) for label in rests.split()]
    assert found.changes_at == (FOREVER if changes is None else instant(changes))
    assert found.policy == "YN-2020-04"


@pytest.mark.parametrize(
    ("text", "at", "left_on"),
    [
        ("L 04-08 18:00 04-07", "04-08 17:59:59", None),
        ("L 04-08 18:00 04-07", "04-08 18:00", day(7)),
        ("L 04-08 18:00 04-07; L 04-09 08:00 04-06", "04-09 08:00", day(6)),
        ("L 04-08 18:00 04-07; L 04-09 08:00 back", "04-09 07:59:59", day(7)),
        ("L 04-08 18:00 04-07; L 04-09 08:00 back", "04-09 08:00", None),
        ("L 04-08 18:00 04-07; D 04-10 09:00", "04-10 08:59:59", day(7)),
        ("L 04-08 18:00 04-07; D 04-10 09:00", "04-10 09:00", None),
        ("L 04-08 18:00 04-07; R 04-10 09:00", "04-10 09:00", day(7)),
        ("L 04-08 18:00 04-07; unseen", "04-10 09:00", None),
    ],
)
def test_what_stands_of_having_left(text: str, at: str, left_on: date | None) -> None:
    assert posed(f"D 04-03 09:00; {text}", at).decide(RULES).left_on == left_on


def test_a_closed_code_still_says_when_it_was_declared() -> None:
    found = posed("D 04-03 09:00; F 04-05 08:00 died on 04-04", "04-05 08:00").decide(RULES)
    assert found.registered == instant("04-03 09:00")


def test_a_death_that_was_a_mistake_is_no_evidence() -> None:
    text = "D#d 04-03 09:00; F#m 04-05 08:00 died on 04-04; F 04-05 12:00 excluded on 04-05 of m"
    asked = posed(text, "04-05 12:00")
    assert rests_on(asked.declarations, asked.signals, RULES, asked.at) == (named("d"),)


def test_a_listing_that_will_be_delisted_is_told_to_change_then() -> None:
    text = f"{STAYED}04-05 04-06 08:00".replace("03-25..04-02", "04-03..04-03")
    asked = posed(text, "04-03 09:00")
    assert asked.decide(RULES).changes_at == instant("04-06 08:00")


def test_a_stated_day_of_entry_counts_before_the_arrival() -> None:
    case = posed("D#d 04-03 09:00 from=VN arrives=04-02", "04-03 10:00").case
    case["declarations"][0] |= {"entered_on": "2020-04-01"}
    (reason,) = Posed(case).decide(RULES).reasons
    assert reason.evidence == (Evidence("abroad_departure", day=day(1), place="VN"),)


def test_the_order_in_which_evidence_comes_changes_nothing() -> None:
    """The store gives the newest first, a case as it happened."""
    for case in (case for case in cases("YN-2020-04") if case["case"].count("/") == 1):
        turned = {name: case[name][::-1] for name in ("declarations", "facts") if name in case}
        assert faults(case["expect"], Posed(case | turned).answer(RULES)) == [], case["case"]


def test_of_two_deaths_the_one_recorded_first_is_told() -> None:
    case = posed("F#n 04-06 08:00 died on 04-03; F#m 04-05 08:00 died on 04-04", "04-07 09:00").case
    (reason,) = Posed(case).decide(RULES).reasons
    assert reason.evidence == (Evidence("died", official=True, day=day(4)),)
