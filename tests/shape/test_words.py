"""Both languages say everything: each message, each code; no part says what another unsays."""

import ast
import inspect
import re
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import domain
from web.i18n import FOLDER, merged
from web.wording import all_words

ROOT = Path(__file__).resolve().parents[2]
_KEYWORDS = {
    "_": None,
    "mark": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_ENDINGS = ("Fault", "Refusal")


def _written() -> set[tuple[str | None, str]]:
    """Give every message that templates and code write, with its context."""
    found: set[tuple[str | None, str]] = set()
    for path in [*(ROOT / "web").rglob("*.py"), *(ROOT / "web/templates").rglob("*.html")]:
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {"trimmed": "true", "silent": "false"}
        file = BytesIO(path.read_bytes())
        for _, message, _, context in extract(method, file, _KEYWORDS, options=options):
            found.add((context, message[0] if isinstance(message, tuple) else message))
    return {pair for pair in found if pair[1]}


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def test_chinese_says_every_message() -> None:
    said = {(each.context, _first(each)) for each in merged("zh") if each.id and each.string}
    assert sorted(_written() - said, key=str) == []


def test_no_translation_is_left_over() -> None:
    said = {(each.context, _first(each)) for each in merged("zh") if each.id}
    assert sorted(said - _written(), key=str) == []


def test_nothing_is_fuzzy_or_empty() -> None:
    for part in sorted((FOLDER / "zh").glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file):
                assert not message.fuzzy, f"{part.name}: {message.id}"
                assert all(_strings(message)), f"{part.name}: {message.id}"


def test_translations_keep_their_places() -> None:
    """A place such as %(count)s stands in both languages, so that no page breaks in one."""
    for message in (each for each in merged("zh") if each.id):
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        wanted = {place for each in ids for place in _places(str(each))}
        for string in _strings(message):
            assert set(_places(string)) == wanted, f"{message.id}: {string}"


def _places(text: str) -> list[str]:
    return re.findall(r"%\((\w+)\)[sd]", text)


def _strings(message: Message) -> tuple[str, ...]:
    return (
        tuple(message.string)
        if isinstance(message.string, (tuple, list))
        else (str(message.string or ""),)
    )


def test_every_code_is_worded() -> None:
    worded = all_words()
    kinds = {kind for kind, _ in worded} | set(_code_kinds())
    missing = [
        f"{kind.__name__}.{code.name}"
        for kind in kinds
        for code in kind
        if (kind, code.value) not in worded
    ]
    assert sorted(missing) == []


def _code_kinds() -> list[type[StrEnum]]:
    """Give the domain's enums of faults and refusals: what a person may be told."""
    found = []
    for module in walk_packages(domain.__path__, "domain."):
        if "migrations" in module.name:
            continue
        for name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if (
                issubclass(kind, StrEnum)
                and kind.__module__ == module.name
                and name.endswith(_ENDINGS)
            ):
                found.append(kind)
    return found


def test_no_template_holds_bare_words() -> None:
    """Chinese in a template or in code that is no datum would never reach an English reader."""
    found = []
    for path in (ROOT / "web/templates").rglob("*.html"):
        text = path.read_text("utf-8").replace("云南健康码", "")
        if any("\u4e00" <= letter <= "\u9fff" for letter in text):
            found.append(path.name)
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("domain", "web", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "versions" not in path.parts
        and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []
