"""The language: asked for, kept, or the browser's; a page not found speaks it too."""

import httpx
import pytest

from tests.browse import Browse
from web import i18n
from web.i18n import CatalogueError, catalogue, gettext, negotiate, ngettext, use_language


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("en", "zh", "zh", "en"),
        (None, "en", "zh", "en"),
        (None, None, "en-US,en;q=0.9", "en"),
        (None, None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, None, "fr,en;q=0.5,zh;q=0.9", "zh"),
        (None, None, "fr", "zh"),
        (None, None, None, "zh"),
        (None, None, "en;q=0,zh", "zh"),
        (None, None, "zh-Hant-TW", "zh"),
        ("xx", "yy", ";;;q=q,,", "zh"),
        ("", "", "en;q=wrong", "zh"),
    ],
)
def test_choosing(asked: str | None, kept: str | None, accepted: str | None, chosen: str) -> None:
    assert negotiate(asked, kept, accepted) == chosen


def test_both_catalogues_speak() -> None:
    use_language("zh")
    assert gettext("Page not found") == "找不到页面"
    assert ngettext("%(num)s day left", "%(num)s days left", 3) == "还剩%(num)s天"
    use_language("en")
    assert gettext("Page not found") == "Page not found"
    assert ngettext("%(num)s day left", "%(num)s days left", 1) == "%(num)s day left"


def test_a_missing_catalogue_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    catalogue.cache_clear()
    with pytest.raises(CatalogueError):
        i18n.load_catalogues()
    catalogue.cache_clear()


def test_a_page_not_found_speaks_the_readers_language(browse: Browse) -> None:
    assert browse.get("/nowhere", 404).h1 == "找不到页面"
    assert browse.get("/nowhere?lang=en", 404).h1 == "Page not found"
    assert browse.get("/nowhere", 404).h1 == "Page not found"


def test_the_other_language_is_one_link_to_the_same_page(browse: Browse) -> None:
    page = browse.get("/nowhere?channel=tencent", 404)
    assert page.links()["English"] == "/nowhere?channel=tencent&lang=en"
    assert browse.get(page.links()["English"], 404).tree.get("lang") == "en"


def test_large_letters_stay(browse: Browse) -> None:
    assert "large" not in browse.get("/nowhere", 404).tree.get("class", "")
    assert "large" in browse.get("/nowhere?large=1", 404).tree.get("class", "")
    assert "large" in browse.get("/nowhere", 404).tree.get("class", "")


@pytest.mark.parametrize("cookie", ["hc=x", "hc=" + "a" * 5000, "=;;;", "lang=xx; large=9"])
def test_strange_cookies_count_as_none(client: httpx.Client, cookie: str) -> None:
    answer = client.get("/nowhere", headers={"Cookie": cookie})
    assert answer.status_code in {400, 404}
