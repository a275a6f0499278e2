"""The list of countries against the locale data that names them."""

from babel import Locale

from domain.places.countries import COUNTRIES, OUTSIDE_MAINLAND, PINNED, is_country

NOT_COUNTRIES = {
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "ZZ",
    "XK",
}


def test_all_are_named_in_both_languages() -> None:
    """The 249 codes are those of the locale data less what no document names."""
    assert len(COUNTRIES) == 249
    for language in ("en", "zh_Hans_CN"):
        territories = Locale.parse(language).territories
        named = {code for code in map(str, territories) if len(code) == 2 and code.isalpha()}
        assert named - NOT_COUNTRIES == set(COUNTRIES)


def test_neighbours_are_countries() -> None:
    """Pinned codes and the regions outside the mainland are in the list."""
    assert all(is_country(code) for code in (*PINNED, *OUTSIDE_MAINLAND))
    assert not is_country("XK")
