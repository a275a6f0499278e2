"""County codes of Yunnan that were replaced, as they stand in older documents and paper forms.

Prefectures that became cities renumbered their counties; counties that became cities or districts
got a number of their own. Only what is certain is listed: an unlisted old code pre-fills nothing.
"""

from types import MappingProxyType

_BLOCKS = {
    # Zhaotong 2001, Qujing 1997, Yuxi 1997, Simao (Pu'er) 2003, Baoshan 2000, Lijiang 2002,
    # Lincang 2003; after the block's name old and new number in pairs.
    "5321 5306": "01-02 22-21 23-22 24-23 25-24 26-25 27-26 28-27 29-28 30-29 31-81",
    "5322 5303": "01-02 02-81",
    "5324 5304": "01-02 22-03 23-81 24-23 25-24 26-25 27-26 28-27 29-28",
    "5327 5308": "01-02 21-02 22-21 23-22 24-23 25-24 26-25 27-26 28-27 29-28 30-29",
    "5330 5305": "01-02 22-21 23-81 24-23 25-24",
    "5332 5307": "22-22 23-23 24-24",
    "5335 5309": "21-02 22-21 23-22 24-23 25-24 26-25 27-26 28-27",
    # Counties raised to cities or districts within their prefecture, 2010 to 2021.
    "5301 5301": "21-14 22-15",
    "5303 5303": "21-04 28-03",
    "5304 5304": "21-03 22-81",
    "5305 5305": "22-81",
    "5306 5306": "30-81",
    "5323 5323": "31-02",
    "5325 5325": "22-03 26-04",
    "5326 5326": "21-01",
    "5333 5333": "21-01",
    "5334 5334": "21-01",
}


def _replaced() -> dict[str, str]:
    found: dict[str, str] = {}
    for block, pairs in _BLOCKS.items():
        old, new = block.split()
        found.update((old + pair[:2], new + pair[3:]) for pair in pairs.split())
    return found


_REPLACED = MappingProxyType(_replaced())


def present_code(code: str) -> str:
    """Give the code in force for a division's code of any length: 532331 becomes 532302."""
    county = code[:6]
    return _REPLACED.get(county, county) + code[6:]
