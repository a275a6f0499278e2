"""Asking for venues, officers and managers who close their browsers, posters read back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import pypdfium2
import zxingcpp

from domain.kernel.actor import Role
from tests.browse import Browse, Page, filled
from tests.servers import Server
from tests.staff import staff_at
from tests.web.defence.venue_rows import ASKING

_NUMBER = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")


@contextmanager
def signed_in(server: Server, role: Role, **chosen: Any) -> Iterator[Browse]:
    """Give a browser of staff, closed at the end."""
    browser = staff_at(server, role, **chosen)
    try:
        yield browser
    finally:
        browser.close()


def asked_for(browse: Browse, status: int = 200, **changes: Any) -> Page:
    """Ask for a venue as its form does."""
    entries: dict[str, Any] = {**ASKING, **changes}
    return browse.send(browse.get("/venues/ask"), status, **entries)


def number_on(page: Page) -> str:
    """Give the number to quote that a page tells."""
    found = _NUMBER.search(page.text)
    assert found
    return found[0]


def venue_at(number: str, officer: Browse) -> str:
    """Give a venue's page for officers, found by its number."""
    table = next(officer.get(f"/venues?q={number}").tree.iter("table"))
    (href,) = (link.get("href", "") for link in table.iter("a"))
    return href


def id_in(path: str) -> UUID:
    """Give the venue that the address of such a page names."""
    return UUID(path.rpartition("/")[2])


def press(browse: Browse, page: Page, action: str, at: int = 0, **changes: str) -> httpx.Response:
    """Send one of a page's forms by its action, unchecked: what comes may be a file."""
    form = [each for each in page.forms() if each.get("action") == action][at]
    sent: Mapping[str, Any] = {**filled(form), **changes}
    return browse.fetch("POST", action, data=sent, follow_redirects=True)


def read_back(content: bytes, scale: float = 2.0) -> list[str]:
    """Read the QR of every page of a PDF as it is rendered."""
    pages = [each.render(scale=scale).to_pil() for each in pypdfium2.PdfDocument(content)]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
