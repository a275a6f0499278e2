"""Reading entrances: a name of their own, or the number plate of a vehicle."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.terms import Terms
from domain.kernel.problems import Problem
from domain.policy.venues import KindRule
from domain.venues.faults import VenueFault
from domain.venues.plain import read_plain
from domain.venues.told import Gate

LONGEST_ZH, LONGEST_EN = 30, 60
_GAPS = re.compile(r"[\s·•‧・.-]+")
# Plates of the mainland, of Hong Kong and Macao, and those of Viet Nam, Laos and Myanmar.
_PLATE = re.compile(r"[\u0e80-\u0eff\u1000-\u109f\u4e00-\u9fffA-Z0-9]{4,12}")
_CHINESE_PLATE = re.compile(r"([\u4e00-\u9fff][A-Z])([A-Z0-9]{4,6}[\u4e00-\u9fff]?)")
USUAL: Mapping[str, str] = MappingProxyType(
    {
        "东门": "East gate",
        "南门": "South gate",
        "西门": "West gate",
        "北门": "North gate",
        "正门": "Main gate",
        "大门": "Main gate",
        "后门": "Back gate",
        "侧门": "Side gate",
        "入口": "Entrance",
        "出口": "Exit",
        "大厅": "Main hall",
        "门诊": "Outpatients",
        "急诊": "Emergency",
        "村口": "Village entrance",
    }
)
"""What usual entrances are called in English where nobody says otherwise."""


def read_plate(typed: str) -> str | None:
    """Read a number plate, 云G·12345 however it is spaced; None for what is none."""
    plate = _GAPS.sub("", unicodedata.normalize("NFKC", typed).upper())
    if not _PLATE.fullmatch(plate) or not any(sign.isdigit() for sign in plate):
        return None
    found = _CHINESE_PLATE.fullmatch(plate)
    return f"{found[1]}·{found[2]}" if found else plate


def read_gate(entries: Entries, terms: Terms, rule: KindRule) -> Gate | tuple[Problem, ...]:
    """Read the form of one entrance, with what it asks for."""
    reading = Reading(entries, terms)
    plain = gate_named(reading, "zh", rule)
    en = read_plain(reading, "en", LONGEST_EN)
    marks = {name: one(entries, name) == "yes" for name in ("exits", "presence", "staffed")}
    arrivals = rule.arrivals != "no" and one(entries, "arrivals") == "yes"
    gate = Gate(plain.zh, en or plain.en, plain.plate, **marks, arrivals=arrivals)
    return reading.outcome(gate)


def gate_named(reading: Reading, field: str, rule: KindRule) -> Gate:
    """Read an entrance from its one name, or from its plate, with what is usual for its kind."""
    zh = read_plain(reading, field, LONGEST_ZH, VenueFault.ENTRANCE_MISSING)
    plate = ""
    if rule.plate and zh and not reading.failed(field):
        plate = read_plate(zh) or ""
        if not plate:
            reading.fail(field, VenueFault.PLATE_UNREAD)
        zh = plate
    return Gate(
        zh=zh,
        en=USUAL.get(zh, ""),
        plate=plate,
        staffed=not rule.unstaffed,
        arrivals=rule.arrivals == "usual",
    )
