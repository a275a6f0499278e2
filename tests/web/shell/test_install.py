"""What makes a page an app: the manifest, its icons, and a worker that lists all that it needs."""

import json
import re

import pytest
from PIL import Image

from tests.browse import Browse
from tests.servers import Server
from tests.web.shell.icons import FOLDER, ICONS, drawn
from web.assets import Assets

_STATIC = re.compile(r"/static/[^\"'` ]+")


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


def body(assets: Assets, path: str) -> str:
    found = assets.at(path)
    assert found is not None, path
    return found[0].body.decode()


def test_the_worker_lists_all_that_its_shell_is_made_of(assets: Assets) -> None:
    listed = set(_STATIC.findall(body(assets, "/sw.js")))
    shell = assets.address("js/phone/kept.js")
    assert shell in body(assets, assets.address("js/main.js"))
    assert _STATIC.findall(body(assets, shell)) == []
    frame = {assets.address(name) for name in ("css/app.css", "js/main.js", "js/trusted-types.js")}
    assert {shell} | frame <= listed
    assert all(assets.at(each) is not None for each in listed)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_worker_lists_every_file_that_its_shell_names(
    browse: Browse, assets: Assets, lang: str
) -> None:
    page = browse.get(f"/shell?lang={lang}")
    listed = set(_STATIC.findall(body(assets, "/sw.js")))
    assert set(_STATIC.findall(page.answer.text)) <= listed
    assert page.forms() == []
    assert "csrf" not in page.answer.text


def test_the_worker_changes_with_every_file(assets: Assets) -> None:
    """Its cache is named by its first four files; these lead to every other module."""
    worker = body(assets, "/sw.js")
    first = _STATIC.findall(worker)[:4]
    assert assets.address("js/main.js") in first
    named, fresh = set(first), set(first)
    while fresh:
        found = {each for name in fresh for each in _STATIC.findall(body(assets, name))}
        named, fresh = named | found, found - named
    assert {each for each in _STATIC.findall(worker) if each.endswith(".js")} <= named


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_worker_lists_every_file_that_a_doors_shell_names(
    browse: Browse, assets: Assets, lang: str
) -> None:
    page = browse.get(f"/verify/shell?lang={lang}")
    listed = set(_STATIC.findall(body(assets, "/sw.js")))
    assert set(_STATIC.findall(page.answer.text)) <= listed
    assert page.forms() == []
    assert "csrf" not in page.answer.text


def test_all_that_a_door_loads_when_needed_is_listed(assets: Assets) -> None:
    listed = set(_STATIC.findall(body(assets, "/sw.js")))
    for name in ("js/door/post.js", "js/door/local.js"):
        assert set(_STATIC.findall(body(assets, assets.address(name)))) <= listed


def test_the_manifest_names_icons_that_are_there(assets: Assets) -> None:
    manifest = json.loads(body(assets, "/manifest.webmanifest"))
    assert (manifest["id"], manifest["scope"], manifest["display"]) == ("/code", "/", "standalone")
    assert "云南健康码" in manifest["name"]
    assert "Yunnan Health Code" in manifest["name"]
    assert {each.get("purpose", "any") for each in manifest["icons"]} == {"any", "maskable"}
    for each in manifest["icons"]:
        found = assets.at(each["src"])
        assert found is not None
        assert found[0].media_type == each["type"]


def test_shortcuts_lead_to_pages(server: Server, assets: Assets) -> None:
    manifest = json.loads(body(assets, "/manifest.webmanifest"))
    paths = {path for route in server.app.framework.routes for path in [route.path]}
    assert {each["url"] for each in manifest["shortcuts"]} <= paths


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_as_they_are_drawn(name: str) -> None:
    kept = Image.open(FOLDER / f"{name}.png").convert("RGBA")
    assert kept.size == (ICONS[name][0],) * 2
    assert kept.tobytes() == drawn(name).convert("RGBA").tobytes()
    assert (FOLDER / f"{name}.png").stat().st_size < 10_000
