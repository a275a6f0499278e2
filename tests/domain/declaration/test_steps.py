"""What comes next, what is cut when a parent answer changes, and prefilling from values."""

from hypothesis import given
from hypothesis import strategies as st

from domain.declaration.application import read_application
from domain.declaration.prefill import (
    entries_of_health,
    entries_of_identity,
    entries_of_journey,
    entries_of_stay,
)
from domain.declaration.steps import Step, next_step, settled, take
from domain.declaration.values import Application
from tests.domain.declaration.forms import RESIDENT, TERMS, TRAVELLER, Typed, typed


def _prefilled(read: Application) -> Typed:
    return {
        **entries_of_identity(read.identity, read.relationship),
        **entries_of_journey(read.journey),
        **entries_of_stay(read.stay),
        **entries_of_health(read.health, TERMS),
    }


def test_the_first_step_that_is_not_whole_comes_next() -> None:
    assert next_step({}, TERMS) is Step.WHO
    assert next_step(RESIDENT, TERMS) is Step.CHECK
    without_health = {name: kept for name, kept in RESIDENT.items() if name != "symptoms"}
    assert next_step(without_health, TERMS) is Step.HEALTH


def test_a_wrong_step_keeps_what_was_typed_and_stays() -> None:
    taken = take(Step.WHO, {}, typed(name="", phone="12"), TERMS)
    assert taken.next is Step.WHO
    assert {problem.field for problem in taken.problems} == {"name", "phone"}
    assert taken.entries["phone"] == ("12",)


def test_a_step_brings_only_its_own_fields() -> None:
    posted = typed(name="李四", phone="13887301234", outside="yes", declaration="x")
    taken = take(Step.WHO, RESIDENT, posted, TERMS)
    assert taken.entries["name"] == ("李四",)
    assert taken.entries["outside"] == ("no",)
    assert "declaration" not in taken.entries


def test_no_longer_outside_cuts_the_whole_journey() -> None:
    cut = settled({**TRAVELLER, **typed(outside="no", visit_1_place="武汉")})
    left = {name for name in cut if name.startswith(("visit", "leg", "left", "arrival"))}
    assert not left
    assert "transport" not in cut
    assert cut["address"] == TRAVELLER["address"]


def test_another_county_cuts_the_township() -> None:
    cut = settled({**RESIDENT, **typed(county="532529")})
    assert cut["county"] == ("532529",)
    assert "township" not in cut
    assert "county" not in settled({**RESIDENT, **typed(prefecture="5301")})


def test_other_answers_cut_what_hung_on_them() -> None:
    changed = typed(transport="foot", abroad="no", symptoms="none", kind="resident_id")
    cut = settled({**TRAVELLER, **changed})
    gone = {"transport_number", "seat", "abroad_where", "entered_day", "since_day"}
    assert not gone & set(cut)
    assert not {"nationality", "born_year", "gender"} & set(cut)


@given(st.sampled_from([RESIDENT, TRAVELLER]))
def test_prefilling_reads_back_the_same(base: Typed) -> None:
    read = read_application(base, TERMS)
    assert isinstance(read, Application)
    assert read_application(_prefilled(read), TERMS) == read
