"""The tree of divisions: its size, its names, its replaced codes."""

import json
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places.divisions import (
    by_code,
    children_of,
    contains,
    name_of,
    national,
    path_of,
    yunnan,
)

YUANYANG = "532528"


def _below(code: str, levels: int) -> list[str]:
    found = [code]
    for _ in range(levels):
        found = [child.code for outer in found for child in children_of(outer)]
    return found


def test_the_tree_is_whole() -> None:
    """Yunnan has 16 prefectures, 129 counties, 1,461 towns; China 34 provinces."""
    root = yunnan()
    assert (root.zh, root.en) == ("云南省", "Yunnan Province")
    assert [len(_below(root.code, levels)) for levels in (1, 2, 3)] == [16, 129, 1461]
    assert len(national()) == 34
    assert sum(len(children_of(province.code)) for province in national()) == 333 + 32


def test_yuanyang_has_fourteen_towns() -> None:
    """The demo county is there with its towns."""
    towns = children_of(YUANYANG)
    assert len(towns) == 14
    assert towns[0].zh == "南沙镇"


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("53", "云南省", "Yunnan Province"),
        ("5301", "云南省昆明市", "Kunming City, Yunnan Province"),
        ("532528213", "元阳县马街乡", "Majie Township, Yuanyang County"),
        ("429004", "湖北省仙桃市", "Xiantao City, Hubei Province"),
        ("81", "香港特别行政区", "Hong Kong Special Administrative Region"),
        ("532331", "楚雄彝族自治州禄丰市", "Lufeng City, Chuxiong Yi Autonomous Prefecture"),
        ("99", "", ""),
    ],
)
def test_name_with_parent(code: str, zh: str, en: str) -> None:
    """A name stands with its parent in either language; an unknown code has none."""
    assert name_of(code, "zh", with_parent=True) == zh
    assert name_of(code, "en", with_parent=True) == en


def test_homonym_towns_are_told_apart_by_their_county() -> None:
    """Sixty names of towns occur more than once; with the county every one is unique."""
    towns = _below("53", 3)
    alone = Counter(name_of(town, "zh") for town in towns)
    assert sum(count > 1 for count in alone.values()) == 60
    assert len({name_of(town, "zh", with_parent=True) for town in towns}) == len(towns)
    # The English reading drops tones, so the code stays what is stored.
    assert all(name_of(town, "en", with_parent=True) for town in towns)


@pytest.mark.parametrize(
    ("old", "zh"),
    [
        ("532331", "禄丰市"),
        ("532522", "蒙自市"),
        ("532526", "弥勒市"),
        ("532621", "文山市"),
        ("533421", "香格里拉市"),
        ("533321", "泸水市"),
        ("530121", "呈贡区"),
        ("530122", "晋宁区"),
        ("530328", "沾益区"),
        ("530321", "马龙区"),
        ("530421", "江川区"),
        ("530422", "澄江市"),
        ("530522", "腾冲市"),
        ("530630", "水富市"),
        ("532101", "昭阳区"),
        ("532131", "水富市"),
        ("532128", "镇雄县"),
        ("532401", "红塔区"),
        ("532427", "峨山彝族自治县"),
        ("532729", "澜沧拉祜族自治县"),
        ("533023", "腾冲市"),
        ("533224", "宁蒗彝族自治县"),
        ("533528", "沧源佤族自治县"),
    ],
)
def test_replaced_codes_lead_home(old: str, zh: str) -> None:
    """A county's former code finds the county of today."""
    assert name_of(old, "zh") == zh
    present = path_of(old)[-1].code
    assert present != old
    assert contains(present, old)


def test_contains() -> None:
    """A prefecture holds its towns, a town not its county; nothing is held by a neighbour."""
    assert contains("53", "532528213")
    assert contains("5325", YUANYANG)
    assert contains(YUANYANG, YUANYANG)
    assert not contains("532528213", YUANYANG)
    assert not contains("532529", YUANYANG)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{0,9}", fullmatch=True))
def test_any_code_is_safe(code: str) -> None:
    """Whatever stands for a code, the answers fit each other."""
    found = by_code(code)
    assert (found is None) == (path_of(code) == ())
    assert all(child.parent == (found.code if found else "") for child in children_of(code))


def test_nothing_is_read_before_it_is_asked() -> None:
    """Importing the room opens no file: start-up pays nothing for the tree."""
    program = (
        "import json, sys; import domain.places.divisions as d;"
        "print(json.dumps([d._tree.cache_info().currsize, d.by_code('53') is not None]))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert json.loads(ran.stdout) == [0, True]
