"""Reading the five steps: what is accepted, every fault with its field, and never a crash."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.declaration.application import read_application
from domain.declaration.faults import Fault
from domain.declaration.fields import OWN
from domain.declaration.steps import READERS, Step, problems_of
from domain.declaration.values import Answer, Application, Leg, Occupation, Symptom, Transport
from domain.people.gender import Gender
from tests.domain.declaration.forms import RESIDENT, TERMS, TRAVELLER, Typed, typed

F = Fault


def test_a_resident_is_read() -> None:
    read = read_application(RESIDENT, TERMS)
    assert isinstance(read, Application)
    assert (read.identity.born, read.identity.gender) == (date(1960, 5, 2), Gender.FEMALE)
    assert (read.identity.phone, read.identity.nationality) == ("+8613887301234", "CN")
    assert (read.journey.outside, read.stay.division) == (False, "532528101")
    assert read.stay.occupation is Occupation.FARMING
    assert (read.health.contact, read.health.symptoms) == (Answer.NO, frozenset())


def test_a_traveller_is_read() -> None:
    read = read_application(TRAVELLER, TERMS, channel="ydt")
    assert isinstance(read, Application)
    assert (read.identity.nationality, read.channel) == ("VN", "ydt")
    assert read.journey.arrives_at == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    assert read.journey.transport_number == "MU 9812"
    leg = Leg("Guangzhou airport", Transport.TRAIN, "G405", date(2026, 11, 24))
    assert read.journey.legs == (leg,)
    assert read.health.symptoms == {Symptom.COUGH}
    assert (read.health.contact_on, read.health.entered_on) == (None, date(2026, 11, 24))


def _train(**changes: str) -> Typed:
    home = {"departure": "CN", "visit_1_place": "武汉", "visit_1_day": "2026-11-23"}
    return {**TRAVELLER, **typed(**home), **typed(**changes)}


@pytest.mark.parametrize(
    ("step", "base", "changes", "field", "fault"),
    [
        ("document", RESIDENT, {"kind": "x"}, "kind", F.KIND_MISSING),
        ("document", TRAVELLER, {"nationality": "XK"}, "nationality", F.NATIONALITY_MISSING),
        ("document", TRAVELLER, {"gender": ""}, "gender", F.GENDER_MISSING),
        ("document", TRAVELLER, {"born_day": "31", "born_month": "2"}, "born", F.BORN_UNREAD),
        ("document", TRAVELLER, {"born_year": "2027"}, "born", F.BORN_AHEAD),
        ("document", TRAVELLER, {"born_year": "1880"}, "born", F.BORN_TOO_EARLY),
        ("journey", RESIDENT, {"outside": ""}, "outside", F.OUTSIDE_MISSING),
        ("journey", TRAVELLER, {"departure": ""}, "departure", F.DEPARTURE_MISSING),
        ("journey", TRAVELLER, {"departure": "CN"}, "visit_1_place", F.VISIT_MISSING),
        ("journey", _train(), {"visit_1_place": "义乌"}, "visit_1_place", F.VISIT_UNKNOWN),
        ("journey", _train(), {"visit_1_place": "Suzhou"}, "visit_1_place", F.VISIT_SEVERAL),
        ("journey", _train(), {"visit_1_place": "昆明"}, "visit_1_place", F.VISIT_INSIDE),
        (
            "health",
            TRAVELLER,
            {"entered_day": "2026-11-26"},
            "entered_day",
            F.ENTERED_AFTER_ARRIVAL,
        ),
        ("journey", _train(), {"visit_1_day": ""}, "visit_1_day", F.VISIT_DAY_MISSING),
        ("journey", _train(), {"visit_1_day": "2026-11-09"}, "visit_1_day", F.DAY_TOO_EARLY),
        (
            "journey",
            _train(left_day="2026-11-20", leg_1_day="2026-11-20"),
            {"arrival_day": "2026-11-21"},
            "visit_1_day",
            F.VISIT_AFTER_ARRIVAL,
        ),
        ("journey", TRAVELLER, {"left_day": ""}, "left_day", F.LEFT_MISSING),
        ("journey", TRAVELLER, {"left_day": "soon"}, "left_day", F.DAY_UNREAD),
        ("journey", TRAVELLER, {"transport": ""}, "transport", F.TRANSPORT_MISSING),
        ("journey", TRAVELLER, {"transport_number": ""}, "transport_number", F.FLIGHT_MISSING),
        ("journey", TRAVELLER, {"arrival_time": "soon"}, "arrival_time", F.TIME_UNREAD),
        ("journey", TRAVELLER, {"arrival_time": ""}, "arrival_time", F.ARRIVAL_TIME_MISSING),
        ("journey", TRAVELLER, {"arrival_day": ""}, "arrival_day", F.ARRIVAL_DAY_MISSING),
        ("journey", TRAVELLER, {"arrival_day": "2026-11-28"}, "arrival_day", F.DAY_AHEAD),
        (
            "journey",
            TRAVELLER,
            {"arrival_day": "2026-11-27", "arrival_time": "11:01"},
            "arrival_day",
            F.ARRIVAL_TOO_FAR,
        ),
        ("journey", TRAVELLER, {"left_day": "2026-11-26"}, "arrival_day", F.ARRIVAL_BEFORE_LEFT),
        ("journey", TRAVELLER, {"leg_1_place": ""}, "leg_1_place", F.LEG_PLACE_MISSING),
        ("journey", TRAVELLER, {"leg_1_day": "2026-11-22"}, "leg_1_day", F.LEG_OFF_THE_WAY),
        ("address", RESIDENT, {"prefecture": "4201"}, "prefecture", F.PREFECTURE_MISSING),
        ("address", RESIDENT, {"county": "530102"}, "county", F.COUNTY_MISSING),
        ("address", RESIDENT, {"township": ""}, "township", F.TOWNSHIP_MISSING),
        ("address", RESIDENT, {"address": " "}, "address", F.ADDRESS_MISSING),
        ("address", RESIDENT, {"address": "长" * 121}, "address", F.TOO_LONG),
        ("address", RESIDENT, {"occupation": "king"}, "occupation", F.OCCUPATION_MISSING),
        ("address", RESIDENT, {"occupation": "employed"}, "employer", F.EMPLOYER_MISSING),
        ("health", RESIDENT, {"contact": ""}, "contact", F.CONTACT_MISSING),
        ("health", RESIDENT, {"contact": "yes"}, "contact_day", F.CONTACT_DAY_MISSING),
        (
            "health",
            RESIDENT,
            {"abroad": "yes", "entered_day": "unknown"},
            "abroad_where",
            F.ABROAD_WHERE_MISSING,
        ),
        ("health", TRAVELLER, {"abroad_where": "CN"}, "abroad_where", F.ABROAD_WHERE_MISSING),
        ("health", TRAVELLER, {"entered_day": ""}, "entered_day", F.ENTERED_MISSING),
        ("health", TRAVELLER, {"abroad": "no"}, "abroad", F.ABROAD_BUT_CAME),
        ("health", RESIDENT, {"symptoms": ""}, "symptoms", F.SYMPTOMS_MISSING),
        ("health", TRAVELLER, {"since_day": ""}, "since_day", F.SINCE_MISSING),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(value),
)
def test_a_fault_names_its_field(
    step: str, base: Typed, changes: Mapping[str, str], field: str, fault: Fault
) -> None:
    found = problems_of(Step(step), {**base, **typed(**changes)}, TERMS)
    assert [(problem.field, problem.code) for problem in found] == [(field, fault)]


def test_symptoms_and_none_of_these_contradict() -> None:
    found = problems_of(Step.HEALTH, {**TRAVELLER, "symptoms": ("cough", "none")}, TERMS)
    assert [problem.code for problem in found] == [F.SYMPTOMS_AND_NONE]


def test_not_remembering_the_day_is_an_answer() -> None:
    forgot = typed(contact="yes", contact_day="unknown", entered_day="unknown")
    read = read_application({**TRAVELLER, **forgot}, TERMS)
    assert isinstance(read, Application)
    assert (read.health.contact_on, read.health.entered_on) == (None, None)


@pytest.mark.parametrize(("typed_in", "read"), [("38,5℃", 38.5), ("101.3", 38.5), ("", None)])
def test_a_thermometer_is_read_in_either_scale(typed_in: str, read: float | None) -> None:
    fever = typed(symptoms="fever", temperature=typed_in, since_day="earlier")
    found = read_application({**RESIDENT, **fever}, TERMS)
    assert isinstance(found, Application)
    assert (found.health.temperature, found.health.symptoms_since) == (read, date(2026, 11, 9))


@pytest.mark.parametrize(
    ("typed_in", "fault"), [("hot", F.TEMPERATURE_UNREAD), ("47", F.TEMPERATURE_RANGE)]
)
def test_a_reading_that_no_body_has_is_asked_again(typed_in: str, fault: Fault) -> None:
    fever = typed(symptoms="fever", temperature=typed_in, since_day="2026-11-24")
    found = problems_of(Step.HEALTH, {**RESIDENT, **fever}, TERMS)
    assert [(problem.field, problem.code) for problem in found] == [("temperature", fault)]


def test_whoever_walks_in_needs_no_number_and_no_place() -> None:
    walked = {**TRAVELLER, **typed(transport="foot", transport_number="", departure="LA")}
    read = read_application(walked, TERMS)
    assert isinstance(read, Application)
    assert read.journey.transport_number == ""


_FIELDS = sorted(set(RESIDENT) | set(TRAVELLER) | {"visit_1_place"} | set().union(*OWN.values()))
_TEXT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["yes", "no", "unknown", "CN", "53", "2026-11-24", "٣", "²", "1" * 5000, "\x00"]
    ),
)
_ENTRIES = st.dictionaries(
    st.one_of(st.sampled_from(_FIELDS), st.text(max_size=12)), st.lists(_TEXT, max_size=3)
)


@given(_ENTRIES, st.sampled_from([RESIDENT, TRAVELLER]))
def test_no_reader_crashes(entries: dict[str, list[str]], base: Typed) -> None:
    for read in READERS.values():
        read(entries, TERMS)
        read({**base, **entries}, TERMS)
