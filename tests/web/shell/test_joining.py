"""Joining modules: a scope each, in order, only comments left out, and other shapes refused."""

import pytest

from web.assets import Assets
from web.joining import AssetError, beside, joined, stripped


def _joined(entry: str, **files: str) -> str:
    sources = {f"{name}.js": text.encode() for name, text in files.items()}
    return joined(f"{entry}.js", sources, lambda name: f"/there/{name}").decode()


def test_each_imported_module_has_a_scope_once_in_the_order_it_runs() -> None:
    text = _joined(
        "a",
        a='import { b } from "./b.js";\nimport { c as d } from "./c.js";\nexport const a = b + d;',
        b='import { c } from "./c.js";\nexport function b() {\n  return c;\n}',
        c="const hidden = 1;\nexport const c = hidden;\nexport class C {}",
    )
    assert text == (
        "const $0 = (() => {\nconst hidden = 1;\nconst c = hidden;\nclass C {}\n"
        "return { c, C };\n})();\n"
        "const $1 = (() => {\nconst { c } = $0;\nfunction b() {\nreturn c;\n}\n"
        "return { b };\n})();\n"
        "const { b } = $1;\nconst { c: d } = $0;\nconst a = b + d;\nexport { a };\n"
    )


def test_names_may_be_passed_on_and_lists_may_span_lines() -> None:
    text = _joined(
        "a",
        a='export { go as start } from "./b.js";\n'
        'import {\n  go,\n  stop,\n} from "./b.js";\nstop(go);',
        b="export async function go() {}\nexport const stop = 1;",
    )
    assert text.endswith(
        "const { go: start } = $0;\nconst { go, stop } = $0;\nstop(go);\nexport { start };\n"
    )


def test_what_is_imported_when_needed_stays_apart() -> None:
    text = _joined(
        "a",
        a='import { b } from "./in/b.js";',
        **{"in/b": 'export const b = () => import("../c.js");'},
    )
    assert 'import("/there/c.js")' in text


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a": 'import { x } from "./b.js";', "b": "export const y = 1;"}, "no such import: x"),
        ({"a": 'import { x } from "./b.js";'}, "b.js, imported by a.js, is missing"),
        ({"a": 'import { b } from "./b.js";', "b": 'import { a } from "./a.js";'}, "circle"),
        ({"a": 'import { x } from "./b.js";', "b": "let x = 1;\nexport { x };"}, "another shape"),
        ({"a": 'import { y } from "./b.js";', "b": "export const x = 1, y = 2;"}, "import: y"),
        ({"a": 'import { x } from "./b.js";', "b": "let y;\nexport const x = 1;"}, "state: let y"),
        ({"a": 'import "./b.js";', "b": ""}, "another shape"),
        ({"a": 'import * as b from "./b.js";', "b": ""}, "another shape"),
        ({"a": 'import b from "./b.js";', "b": ""}, "another shape"),
        ({"a": "import { x } from './b.js';", "b": ""}, "another shape"),
        ({"a": 'import { x } from "https://x.example/b.js";'}, "another shape"),
        ({"a": "import(address);"}, "another shape"),
        ({"a": "say(import.meta.url);"}, "another shape"),
        ({"a": "export default 1;"}, "another shape"),
        ({"a": "export let x = 1;"}, "another shape"),
        ({"a": "export const { x } = y;"}, "another shape"),
        ({"a": "const $1 = 1;"}, "name that scopes have"),
        ({"a": "say(`one\n  // two`);"}, "several lines"),
        ({"a": "/* one\n// two */"}, "several lines"),
        ({"a": 'say("one \\\n  two");'}, "several lines"),
    ],
)
def test_another_shape_stops_the_start(files: dict[str, str], why: str) -> None:
    with pytest.raises(AssetError, match=why):
        _joined("a", **files)


def test_only_comments_empty_lines_and_indents_are_left_out() -> None:
    text = '// One.\n\nif (a) {\n  // Two.\n  say("// three", `four // ${b}`); // Five.\n}\n'
    assert (
        stripped("a.js", text.encode())
        == 'if (a) {\nsay("// three", `four // ${b}`); // Five.\n}\n'
    )


def test_relative_addresses_are_read_from_where_they_stand() -> None:
    assert beside("js/phone/own.js", "./qr.js") == "js/phone/qr.js"
    assert beside("js/phone/own.js", "../credential/cbor.js") == "js/credential/cbor.js"


def test_the_phones_part_is_few_files() -> None:
    """What the code page draws with, and the store with the shell: all that the worker keeps."""
    assets = Assets()
    bodies = {
        name: assets.at(assets.address(f"js/{name}.js"))
        for name in ("code", "phone/own", "phone/kept")
    }
    later = {name: found[0].body.count(b'import("/') for name, found in bodies.items() if found}
    assert later == {"code": 4, "phone/own": 1, "phone/kept": 0}
    sizes = {name: len(found[0].packed or b"") for name, found in bodies.items() if found}
    assert sizes["phone/own"] + sizes["phone/kept"] <= 16 * 1024
