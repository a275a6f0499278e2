"""Every field that a verb notes about a person has its words in that person's history."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from domain.mydata.history import FIELDS, UNTOLD
from web.contexts.history import FIELD_WORDS

ROOT = Path(__file__).resolve().parents[2]
_PERSON, _FIELDS = 3, 4
# What an act may be about that is no person: nothing, or a venue.
_NO_PERSON = {"None", "venue_id", "entrance.venue.id"}


def _noted() -> Iterator[tuple[str, ast.Call]]:
    """Give each call of `note` about somebody that names fields, with its module."""
    for path in sorted((ROOT / "domain").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            about = node.args[_PERSON] if len(node.args) > _FIELDS else None
            of_nobody = about is not None and ast.unparse(about) in _NO_PERSON
            if node.func.id == "note" and about is not None and not of_nobody:
                yield module, node


def _names(module: str, node: ast.expr) -> Iterator[str]:
    """Read names of fields; `each.value` and `each.hex` say what a field came to be: no name."""
    if isinstance(node, ast.Tuple):
        for each in node.elts:
            yield from _names(module, each)
    elif isinstance(node, ast.Name):
        found = getattr(import_module(module), node.id)
        yield from (found,) if isinstance(found, str) else found
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    else:
        assert isinstance(node, ast.Attribute), ast.unparse(node)
        assert node.attr in {"value", "hex"}, ast.unparse(node)


def test_every_noted_field_is_worded_in_the_history() -> None:
    calls = list(_noted())
    names = {name for module, call in calls for name in _names(module, call.args[_FIELDS])}
    assert len(calls) > 15
    assert names <= FIELDS | UNTOLD
    assert set(FIELD_WORDS) == FIELDS
