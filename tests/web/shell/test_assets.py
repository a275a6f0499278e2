"""Static files: hashed names that never mix versions, one sheet, and nothing missing in silence."""

import gzip
from pathlib import Path

import pytest

from web.assets import SHEET, Assets
from web.joining import AssetError


def _folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = path / name.replace("__", "/").replace("_js", ".js").replace("_css", ".css")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return path


def test_sheets_are_one_in_the_order_of_their_names(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, css__20_css="b {}", css__10_css="a {}"))
    found = assets.at(assets.address(SHEET))
    assert found
    assert (found[0].body, found[1]) == (b"a {}\nb {}", True)
    assert assets.names() == [SHEET]


def test_what_is_imported_when_needed_goes_by_its_hashed_name(tmp_path: Path) -> None:
    files = {
        "js__main_js": 'import("./part.js");',
        "js__part_js": 'import { x } from "./deep.js";\nexport const y = x;',
        "js__deep_js": "export const x = 1;",
    }
    before = Assets(_folder(tmp_path, **files))
    names = ("js/main.js", "js/part.js", "js/deep.js")
    first = [before.address(name) for name in names]
    found = before.at(first[0])
    assert found
    assert found[0].body.decode() == f'import("{first[1]}");\n'
    after = Assets(_folder(tmp_path, js__deep_js="export const x = 2;"))
    assert [after.address(name) == seen for name, seen in zip(names, first, strict=True)] == [
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ['import "./none.js";', 'import("./main.js");'])
def test_a_missing_or_circular_import_stops_the_start(tmp_path: Path, text: str) -> None:
    with pytest.raises(AssetError, match=r"main\.js"):
        Assets(_folder(tmp_path, js__main_js=text))


def test_scripts_of_ours_are_served_without_comments(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, sw_js='// Why.\n["./js/a.js"];', js__a_js="// Why.\nlet a;"))
    worker, module = assets.at("/sw.js"), assets.at(assets.address("js/a.js"))
    assert worker
    assert module
    assert worker[0].body.decode() == f'["{assets.address("js/a.js")}"];\n'
    assert module[0].body == b"let a;\n"


def test_vendored_files_are_served_as_they_are(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, vendor__x_js='import "./none.js";'))
    found = assets.at(assets.address("vendor/x.js"))
    assert found
    assert found[0].body == b'import "./none.js";'


def test_what_does_not_shrink_is_not_packed(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, js__short_js="1", js__long_js="let a;" * 500))
    short, long = (assets.at(assets.address(f"js/{name}.js")) for name in ("short", "long"))
    assert short
    assert short[0].packed is None
    assert long
    assert long[0].packed
    assert gzip.decompress(long[0].packed) == long[0].body


def test_an_unknown_name_or_address_is_none(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, js__a_js="1"))
    with pytest.raises(KeyError):
        assets.address("js/b.js")
    for path in ("/static/js/a.js", "/static/../web/settings.py", "/sw.js", "/static/"):
        assert assets.at(path) is None


def test_reload_sees_a_change(tmp_path: Path) -> None:
    assets = Assets(_folder(tmp_path, js__a_js="1"), reload=True)
    before = assets.address("js/a.js")
    _folder(tmp_path, js__a_js="2", js__b_js="3")
    assert assets.address("js/a.js") != before
    assert assets.address("js/b.js")
