"""A browser without scripts: keeps cookies, checks every page it fetches, fills in forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import httpx

from tests.page_checks import check_headers, check_page, check_parts, parse, text_of

Sent = Mapping[str, str | Sequence[str] | None]


@dataclass(frozen=True)
class Page:
    """A fetched page: where it is, its parsed tree, and the answer itself."""

    path: str
    tree: Element
    answer: httpx.Response

    @property
    def title(self) -> str:
        return text_of(next(self.tree.iter("title")))

    @property
    def h1(self) -> str:
        return text_of(next(self.tree.iter("h1")))

    @property
    def text(self) -> str:
        body = self.tree.find("body")
        return text_of(self.tree if body is None else body)

    def by_id(self, identifier: str) -> Element:
        found = [each for each in self.tree.iter() if each.get("id") == identifier]
        assert found, f"nothing has the id {identifier}"
        return found[0]

    def links(self) -> dict[str, str]:
        """Give each link's address by its text."""
        return {text_of(link): link.get("href", "") for link in self.tree.iter("a")}

    def forms(self) -> list[Element]:
        return [each for each in self.tree.iter("form") if each.get("method", "").lower() == "post"]


class Browse:
    """One person's browser; a second one is a second person or a second phone."""

    def __init__(self, address: str, language: str = "zh-CN") -> None:
        self._client = httpx.Client(
            base_url=address, headers={"Accept-Language": language}, timeout=30, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self._client.cookies)

    def forget(self) -> None:
        """Lose every cookie, as a browser does that was ended overnight."""
        self._client.cookies.clear()

    def keep(self, name: str, value: str) -> None:
        """Hold a cookie, as if the server had set it."""
        # The name that a cookie jar has for localhost: a later one of the server takes its place.
        self._client.cookies.set(name, value, domain="localhost.local")

    def fetch(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Ask for anything, unchecked: for what is no page, or must be refused."""
        return self._client.request(method, path, **how)

    def get(self, path: str, status: int = 200, *, partial: bool = False) -> Page:
        """Open a page, following redirects, and check it."""
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if partial else {}
        answer = self._client.get(path, headers=headers, follow_redirects=True)
        return self._checked(answer, status, whole=not partial)

    def post(self, path: str, entries: Sent, status: int = 200) -> Page:
        """Send entries as they are and look at what comes, through a 303 where one comes."""
        data = {name: value for name, value in entries.items() if value is not None}
        answer = self._client.post(path, data=data, follow_redirects=True)
        return self._checked(answer, status, whole=True)

    def send(self, page: Page, status: int = 200, form: int = 0, **changes: Any) -> Page:
        """Fill in a page's form, keeping what it holds, and send it as its button does."""
        found = page.forms()[form]
        entries = filled(found) | changes
        return self.post(found.get("action", ""), entries, status)

    def _checked(self, answer: httpx.Response, status: int, *, whole: bool) -> Page:
        path = answer.request.url.raw_path.decode()
        assert answer.status_code == status, f"{path} answered {answer.status_code}"
        tree = parse(answer.text, whole=whole)
        if whole:
            check_page(tree, dict(answer.headers))
        else:
            check_headers(dict(answer.headers))
            check_parts(tree)
        return Page(path, tree, answer)


def filled(form: Element) -> dict[str, Any]:
    """Give what a form would send if nothing were touched."""
    entries: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name and field.get("disabled") is None:
            for value in _values(field):
                entries.setdefault(name, []).append(value)
    return dict(entries)


def _values(field: Element) -> list[str]:
    if field.tag == "textarea":
        return [field.text or ""]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return [each.get("value", text_of(each)) for each in chosen]
    if field.tag != "input":
        return []
    if field.get("type") in {"submit", "button", "image", "reset", "file"}:
        return []
    if field.get("type") in {"checkbox", "radio"} and field.get("checked") is None:
        return []
    return [field.get("value", "")]
