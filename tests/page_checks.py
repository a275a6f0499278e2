"""What every page must be, checked on each one that any test fetches."""

import re
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as EXPLAINED

from web.i18n import LANGUAGES, merged
from web.security import HEADERS

_UNLABELLED = frozenset({"hidden", "submit", "button", "reset", "image"})
_BARE = re.compile(r"%\(|\{\{|\{%|\bNone\b(?! of|, or)|\bundefined\b|<built-in")
_HANDLERS = re.compile(r"^(on|hx-on)")
_SILENT = frozenset({"script", "style", "code"})


def parse(text: str, *, whole: bool) -> Element:
    """Parse a page or a fragment; any error of HTML fails the test, with its place."""
    parser = html5lib.HTMLParser(
        html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=False
    )
    tree: Element = parser.parse(text) if whole else parser.parseFragment(text)
    faults = [f"line {at[0]}: {EXPLAINED[code] % values}" for at, code, values in parser.errors]
    if not whole:
        faults = [fault for fault in faults if "doctype" not in fault.lower()]
    assert not faults, f"not valid HTML: {faults[:3]}"
    return tree


def check_page(tree: Element, headers: dict[str, str]) -> None:
    """Hold a whole page against the house's rules for pages."""
    check_headers(headers)
    titles, heads = list(tree.iter("title")), list(tree.iter("h1"))
    assert len(heads) == 1, f"{len(heads)} h1 on the page"
    title, head = text_of(titles[0]), text_of(heads[0])
    assert head, "an empty h1"
    assert head in title, f"the title {title!r} does not hold the h1 {head!r}"
    tag = tree.get("lang", "")
    assert tag in {each.tag for each in LANGUAGES.values()}, f"no language on the page: {tag!r}"
    check_words(tree, tag)
    check_parts(tree)


def check_parts(tree: Element) -> None:
    """Hold a page or fragment against the rules for its elements."""
    ids = [element.get("id", "") for element in tree.iter() if element.get("id")]
    twice = {each for each in ids if ids.count(each) > 1}
    assert not twice, f"ids used twice: {twice}"
    for element in tree.iter():
        for name in element.keys():  # noqa: SIM118 - an element is no mapping
            assert not _HANDLERS.match(name), f"{name} on <{element.tag}>"
            assert name != "style", f"a style attribute on <{element.tag}>"
        assert element.tag != "style", "a <style> element"
        if element.get("hx-get"):
            assert element.get("href"), f"hx-get without href on <{element.tag}>"
    for script in tree.iter("script"):
        assert script.get("src"), "an inline script"
    _check_fields(tree, set(ids))
    for form in tree.iter("form"):
        _check_form(form)


def check_headers(headers: dict[str, str]) -> None:
    """Hold an answer's headers against ours, exactly."""
    for own, value in HEADERS:
        name = own.decode()
        assert headers.get(name) == value.decode(), f"wrong {name}"
    assert headers.get("cache-control") in {"no-store", "no-store, no-transform"}
    for field in ("Accept-Language", "Cookie", "HX-Request", "HX-Request-Type"):
        assert field in headers.get("vary", ""), f"Vary lacks {field}"


def check_words(tree: Element, tag: str) -> None:
    """Refuse bare keys anywhere, and English message ids on a Chinese page."""
    for text, language in _texts(tree, tag):
        assert not _BARE.search(text), f"a bare key: {text!r}"
        if language == "zh-CN":
            assert text not in _english_ids(), f"English on a Chinese page: {text!r}"


@cache
def _english_ids() -> frozenset[str]:
    """Give the message ids whose Chinese is another text."""
    found = (message for message in merged("zh") if isinstance(message.id, str))
    return frozenset(str(each.id) for each in found if each.string != each.id)


def _texts(element: Element, language: str) -> list[tuple[str, str]]:
    inner = element.get("lang", language)
    found = [((element.text or "").strip(), inner)] if element.tag not in _SILENT else []
    for child in element:
        found += _texts(child, inner)
        found.append(((child.tail or "").strip(), inner))
    return [pair for pair in found if pair[0]]


def _check_fields(tree: Element, ids: set[str]) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    missing = {each for each in labelled if each and each not in ids}
    assert not missing, f"labels of nothing: {missing}"
    wrapped = {id(field) for label in tree.iter("label") for field in label.iter()}
    for field in (each for each in tree.iter() if each.tag in {"input", "select", "textarea"}):
        if field.tag == "input" and field.get("type") in _UNLABELLED:
            continue
        named = field.get("id") in labelled or id(field) in wrapped
        named = named or bool(field.get("aria-label") or field.get("aria-labelledby"))
        assert named, f"a field without a label: {field.attrib}"
        assert field.get("name"), f"a field without a name: {field.attrib}"
    for element in tree.iter():
        for reference in (element.get("aria-describedby", "")).split():
            assert reference in ids, f"aria-describedby of nothing: {reference}"


def _check_form(form: Element) -> None:
    method = form.get("method", "").lower()
    assert method in {"get", "post"}, f"a form without a method: {form.attrib}"
    action = form.get("action", "")
    assert action.startswith("/"), f"a form whose action is no path of ours: {action!r}"
    if method == "post":
        names = [field.get("name") for field in form.iter("input")]
        assert "csrf" in names, f"a form without a CSRF field: {action}"


def text_of(element: Element) -> str:
    """Give an element's whole text, blanks folded."""
    return " ".join("".join(element.itertext()).split())
