"""Steps of the tests of passkeys: prove by document, make a passkey, answer with one."""

import json
from typing import Any

import httpx

from tests.authenticator import Soft
from tests.browse import Browse, Page, filled
from tests.codes import Opened
from tests.servers import Server

PASSKEYS, BROWSERS = "/passkeys", "/browsers"


def number_of(opened: Opened) -> str:
    """Give the document number with which this phone's person declared."""
    return f"TEST{opened.number:05d}"


def csrf(browse: Browse, path: str = "/recover") -> str:
    """Give a token that this browser's forms carry."""
    return str(filled(browse.get(path).forms()[0])["csrf"][0])


def prove(opened: Opened, page: str = PASSKEYS) -> Page:
    """Open a page that wants a proof, and give one by the document number."""
    asked = opened.browser.get(page)
    assert asked.path == f"/confirm?next={page}"
    return opened.browser.send(asked, number=number_of(opened))


def begin(browse: Browse, path: str) -> dict[str, Any]:
    """Get options for a ceremony."""
    answer = browse.fetch("POST", path, data={"csrf": csrf(browse)})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    options: dict[str, Any] = answer.json()
    return options


def send(browse: Browse, path: str, credential: Any, **more: str) -> httpx.Response:
    """Post an answer as the page's form does."""
    text = credential if isinstance(credential, str) else json.dumps(credential)
    form = {"csrf": csrf(browse), "credential": text, **more}
    return browse.fetch("POST", path, data=form)


def make_passkey(opened: Opened, server: Server, **chosen: Any) -> Soft:
    """Make a passkey for a phone's household, by its pages."""
    soft = Soft(server.settings.origin, **chosen)
    prove(opened)
    options = begin(opened.browser, "/passkeys/begin")
    answer = send(opened.browser, "/passkeys", soft.made(options), keeper="phone")
    assert (answer.status_code, answer.headers["location"]) == (303, "/passkeys")
    return soft


def bring(browse: Browse, soft: Soft, **more: str) -> httpx.Response:
    """Bring a household back on another browser."""
    return send(browse, "/recover", soft.used(begin(browse, "/recover/begin")), **more)
