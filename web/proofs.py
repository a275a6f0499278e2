"""Routes that want a fresh proof of who holds the phone, and the way back to them."""

import re
from typing import Any

from litestar import Litestar

_OWN = re.compile(r"(/[a-z0-9-]+)+")
START = "/code"


class ProofNeededError(Exception):
    """A route wants a fresh proof that this browser has not given; `back` is its page.

    `undone` tells that something was pressed there, which is to be pressed once more.
    """

    def __init__(self, back: str, *, undone: bool) -> None:
        """Keep the page to come back to."""
        super().__init__("proof needed")
        self.back, self.undone = back, undone


class StaffNeededError(Exception):
    """A page of staff was asked for without a session; `back` is where to come back to."""

    def __init__(self, method: str, path: str) -> None:
        """Keep the page to come back to: where one looked, none for a form that was sent."""
        super().__init__("staff needed")
        looked = method == "GET" and _OWN.fullmatch(path) is not None
        self.back = path if looked else ""


class StaffProofNeededError(Exception):
    """A route of staff wants a fresh proof of who sits there; `back` is its page."""

    def __init__(self, back: str) -> None:
        """Keep the page to come back to."""
        super().__init__("staff's proof needed")
        self.back = back


def back_to(page: str, method: str, path: str) -> str:
    """Give where to come back to: where one looked, or for a form the page that it stands on."""
    return path if method == "GET" and _within(page, path) else page


def way_back(app: Litestar, asked: str) -> str:
    """Give the address to go on to after a proof: a page that wants one, else the code.

    What is asked for came in an address: only pages that the application's own routes declare are
    taken, or a path beneath one, in plain letters; never a query, a host or another scheme.
    """
    known = _OWN.fullmatch(asked) and any(_within(page, asked) for page in _pages(app))
    return asked if known else START


def _within(page: str, path: str) -> bool:
    return path == page or (path.startswith(f"{page}/") and _OWN.fullmatch(path) is not None)


def _pages(app: Litestar) -> frozenset[str]:
    handlers: list[Any] = [
        handler for route in app.routes for handler in getattr(route, "route_handlers", [route])
    ]
    return frozenset(handler.opt["proof"] for handler in handlers if handler.opt.get("proof"))
