"""The table of doors against every case, and what must hold whatever the table says."""

import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.admission.decide import (
    ANSWERS,
    AtDoor,
    Read,
    Temperature,
    decide,
    facts_of,
    temperature_of,
)
from domain.kernel.colour import Colour
from domain.policy.doors import DoorAct, Fact, county_of
from domain.policy.places import DoorClass, VenueKind
from tests.domain.acts import POLICIES
from tests.domain.admission.vectors import CASES, TABLE, table_module, written

DOORS = POLICIES.doors
LEAST_CASES = 2500
_READ = st.builds(
    Read,
    st.sampled_from(ANSWERS),
    st.none() | st.sampled_from(list(Colour)),
    st.booleans(),
    st.booleans(),
)
_AT = st.builds(
    AtDoor,
    st.sampled_from(list(DoorClass)),
    st.sampled_from(list(Temperature)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def rows() -> list[dict[str, str]]:
    with CASES.open("r", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def posed(row: dict[str, str]) -> tuple[Read, AtDoor]:
    colour = Colour(row["colour"]) if row["colour"] else None
    flags = {name: row[name] == "1" for name in ("compare", "waits", "seen", "warned", "leaving")}
    at = DoorClass(row["door"]), Temperature(row["temperature"])
    return (
        Read(row["answer"], colour, flags["compare"], flags["waits"]),
        AtDoor(*at, flags["seen"], flags["warned"], flags["leaving"]),
    )


def told(row: dict[str, str]) -> tuple[str, str, bool]:
    found = decide(DOORS, *posed(row))
    return found.key, found.act.value, found.verdict.alert


def test_every_case_gets_its_verdict() -> None:
    found = {tuple(row.values())[:9]: (told(row), row) for row in rows()}
    wrong = {
        name: said
        for name, (said, row) in found.items()
        if said != (row["key"], row["act"], row["alert"] == "1")
    }
    assert wrong == {}
    assert len(found) >= LEAST_CASES


def test_the_files_are_what_the_table_and_the_rules_make() -> None:
    assert CASES.read_text("utf-8") == written()
    assert TABLE.read_text("utf-8") == table_module()


def test_every_verdict_is_given_by_some_case_but_the_last_resort() -> None:
    assert set(DOORS.all_verdicts) - {row["key"] for row in rows()} == {"look_up"}


def test_rows_name_only_values_that_facts_have() -> None:
    known: dict[str, set[str]] = {name.value: set() for name in Fact}
    for read in (Read(each, colour) for each in ANSWERS for colour in (None, *Colour)):
        for door in DoorClass:
            for name, value in facts_of(read, AtDoor(door)).items():
                known[name].add(value)
    known["temperature"] |= set(Temperature)
    for name, both in {"document": "seen", "way": "out"}.items():
        known[name].add(both)
    for name in ("compare", "warned", "waits"):
        known[name] |= {"yes", "no"}
    unknown = [
        (row.key, name, values - known[name])
        for row in DOORS.rows
        for name, values in row.when.items()
        if not values <= known[name]
    ]
    assert unknown == []


@given(_READ, _AT)
def test_what_must_always_hold(read: Read, at: AtDoor) -> None:
    found = decide(DOORS, read, at)
    if at.leaving:
        assert found.act is DoorAct.LET_OUT
        return
    turned_away = {DoorAct.STOP, DoorAct.REFER, DoorAct.HOLD, DoorAct.APPLY_HERE}
    if at.door in {DoorClass.MEDICAL, DoorClass.HOME}:
        assert found.act not in turned_away
    risky = read.colour in {Colour.RED, Colour.YELLOW} and read.answer != "poster"
    if risky:
        assert found.verdict.alert
        assert found.act is not DoorAct.LET_IN
    if at.temperature is Temperature.HIGH_AGAIN and read.answer != "poster":
        assert found.verdict.alert
    if found.act is DoorAct.LET_IN and at.door not in {DoorClass.MEDICAL, DoorClass.HOME}:
        assert read.colour is Colour.GREEN
        assert at.temperature in {Temperature.NORMAL, Temperature.MEASURED}


@pytest.mark.parametrize(
    ("told_as", "reading", "taken"),
    [
        (Temperature.NORMAL, None, Temperature.NORMAL),
        (Temperature.NORMAL, 36.5, Temperature.MEASURED),
        (Temperature.NORMAL, 37.29, Temperature.MEASURED),
        (Temperature.NORMAL, 37.3, Temperature.HIGH),
        (Temperature.HIGH, 36.9, Temperature.MEASURED),
        (Temperature.HIGH, 38.0, Temperature.HIGH),
        (Temperature.HIGH_AGAIN, 37.3, Temperature.HIGH_AGAIN),
        (Temperature.HIGH_AGAIN, None, Temperature.HIGH_AGAIN),
        (Temperature.HIGH_AGAIN, 37.2, Temperature.MEASURED),
    ],
)
def test_a_number_goes_before_the_button(
    told_as: Temperature, reading: float | None, taken: Temperature
) -> None:
    assert temperature_of(DOORS, told_as, reading) is taken


def test_every_kind_has_a_door_and_arrivals_are_entry_places() -> None:
    classes: dict[str, Any] = {kind: DOORS.door_of(kind) for kind in VenueKind}
    assert classes[VenueKind.FARMERS_MARKET] is DoorClass.PUBLIC
    assert classes[VenueKind.QUARANTINE_HOTEL] is DoorClass.HOME
    assert DOORS.door_of(VenueKind.AIRPORT, arrivals=True) is DoorClass.ENTRY
    assert DOORS.door_of(VenueKind.FARMERS_MARKET, arrivals=True) is DoorClass.PUBLIC


def test_the_number_to_call_is_that_of_the_smallest_division_that_has_one() -> None:
    assert DOORS.hotline_of("532528213") == "12320"
    assert DOORS.hotline_of("110000") == ""
    assert county_of("532528213") == "532528"


def test_every_line_says_what_to_do_in_few_words_in_both_languages() -> None:
    for key, verdict in DOORS.all_verdicts.items():
        assert len(verdict.word.zh) <= 9, key
        assert len(verdict.word.en) <= 24, key
        assert len(verdict.line.zh) <= 42, key
        assert len(verdict.line.en) <= 100, key
