"""Reading what is told of a venue: each fault with its field, and nothing that is no plain text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.ids import random_id
from domain.venues.faults import VenueFault
from domain.venues.gates import read_plate
from domain.venues.numbers import ids_of, number_of
from domain.venues.plain import is_plain
from domain.venues.read import read_asked, read_details, read_persons
from domain.venues.told import Asked
from domain.venues.values import Size
from tests.domain.acts import POLICIES
from tests.domain.venues.told import TERMS, entries, told

_HOSTILE = Path(__file__).parents[2] / "cases/hostile"
_CASES = Path(__file__).parents[2] / "cases/venues"
PLAIN = (_CASES / "plain.txt").read_text("utf-8").splitlines()
LINKS = (_CASES / "links.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", PLAIN)
def test_what_people_call_places_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", LINKS)
def test_no_link_markup_or_formula_is(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize("name", ["scripts.txt", "addresses.txt"])
def test_no_hostile_name_is_taken(name: str) -> None:
    taken = []
    for payload in (_HOSTILE / name).read_text("utf-8").splitlines():
        read = read_asked(entries(zh=payload[:60] or None), TERMS, POLICIES.venues)
        taken += [payload] if isinstance(read, Asked) else []
    assert [text for text in taken if any(sign in text for sign in "<>/:@")] == []


def test_a_whole_form_is_read() -> None:
    found = told()
    assert [(gate.zh, gate.en) for gate in found.gates] == [
        ("东门", "East gate"),
        ("西门", "West gate"),
    ]
    assert found.persons.person_phone == "+8613900000001"
    assert found.persons.deputy_phone == "+868735642000"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"kind": "palace"}, "kind", VenueFault.KIND_MISSING),
        ({"zh": ""}, "zh", VenueFault.NAME_MISSING),
        ({"zh": "123"}, "zh", VenueFault.NAME_MISSING),
        ({"zh": "看 evil.com"}, "zh", VenueFault.NOT_PLAIN),
        ({"en": "<i>"}, "en", VenueFault.NOT_PLAIN),
        ({"address": ""}, "address", VenueFault.ADDRESS_MISSING),
        ({"address": "//x"}, "address", VenueFault.NOT_PLAIN),
        ({"size": "huge"}, "size", VenueFault.SIZE_MISSING),
        ({"person": ""}, "person", VenueFault.PERSON_MISSING),
        ({"person": "马<b>"}, "person", VenueFault.NOT_PLAIN),
        ({"deputy": ""}, "deputy", VenueFault.DEPUTY_MISSING),
        ({"gate_1_zh": "", "gate_2_zh": ""}, "gate_1_zh", VenueFault.ENTRANCE_MISSING),
        ({"gate_2_zh": "东门"}, "gate_2_zh", VenueFault.ENTRANCE_TWICE),
        ({"gate_2_zh": "javascript:x"}, "gate_2_zh", VenueFault.NOT_PLAIN),
        ({"kind": "bus"}, "gate_1_zh", VenueFault.PLATE_UNREAD),
    ],
)
def test_each_fault_stands_at_its_field(
    changes: dict[str, str], field: str, code: VenueFault
) -> None:
    found = read_asked(entries(**changes), TERMS, POLICIES.venues)
    assert isinstance(found, tuple)
    assert {each.field: each.code for each in found}[field] is code


@pytest.mark.parametrize("field", ["township", "county", "prefecture", "person_phone"])
def test_what_is_left_out_is_asked_for(field: str) -> None:
    found = read_asked(entries(**{field: None}), TERMS, POLICIES.venues)
    assert isinstance(found, tuple)
    assert field in {each.field for each in found}


def test_a_small_place_needs_no_deputy() -> None:
    found = told(size="small", deputy=None, deputy_phone=None)
    assert (found.persons.deputy, found.persons.deputy_phone) == ("", "")
    assert isinstance(read_persons(entries(deputy=None), TERMS, Size.LARGE), tuple)


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("云G12345", "云G·12345"),
        (" 云g · 12345 ", "云G·12345"),
        ("云GD12345", "云G·D12345"),
        ("粤ZAB12港", "粤Z·AB12港"),
        ("29A-123.45", "29A12345"),
        ("ກຂ 1234", "ກຂ1234"),
        ("东门", None),
        ("12", None),
        ("A" * 30, None),
        ("<1234>", None),
    ],
)
def test_plates_are_read_as_people_write_them(typed: str, plate: str | None) -> None:
    assert read_plate(typed) == plate


def test_a_bus_is_its_plate_and_nobody_stands_there() -> None:
    (gate, _) = told(kind="bus", gate_1_zh="云G12345", gate_2_zh="云G12346").gates
    assert (gate.zh, gate.plate, gate.staffed) == ("云G·12345", "云G·12345", False)


def test_an_entry_place_opens_the_travel_form() -> None:
    assert told(kind="border_port").gates[0].arrivals
    assert not told(kind="station").gates[0].arrivals


@given(st.dictionaries(st.sampled_from(list(entries())), st.text(max_size=300)))
def test_no_form_breaks_the_readers(typed: dict[str, str]) -> None:
    form = {name: (text,) for name, text in typed.items()}
    for read in (
        read_asked(form, TERMS, POLICIES.venues),
        read_details(form, TERMS, frozenset({"vi"})),
        read_persons(form, TERMS, Size.SMALL),
    ):
        assert not isinstance(read, tuple) or all(each.field for each in read)


def test_a_number_leads_back_to_its_venue() -> None:
    for _ in range(50):
        venue = random_id()
        span = ids_of(number_of(venue).lower().replace("-", " "))
        assert span
        assert span[0] <= venue <= span[1]
