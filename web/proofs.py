"""Routes that want a fresh proof of who holds the phone, and the way back to them."""

import re
from typing import Any

from litestar import Litestar

from domain.accounts.acts import STAFF_ACTS

_OWN = re.compile(r"(/[a-z0-9-]+)+")
START = "/code"
STAFF_START = "/staff"


class ProofNeededError(Exception):
    """A route wants a fresh proof that this browser has not given; `back` is its page.

    `undone` tells that something was pressed there, which is to be pressed once more.
    """

    def __init__(self, back: str, *, undone: bool) -> None:
        """Keep the page to come back to."""
        super().__init__("proof needed")
        self.back, self.undone = back, undone


class GateNeededError(Exception):
    """A gate's route was asked without the key of one."""


class StaffNeededError(Exception):
    """A page of staff was asked for without a session; `back` is where to come back to."""

    def __init__(self, method: str, path: str) -> None:
        """Keep the page to come back to: where one looked, none for a form that was sent."""
        super().__init__("staff needed")
        looked = method == "GET" and _OWN.fullmatch(path) is not None
        self.back = path if looked else ""


class StaffProofNeededError(Exception):
    """A route of staff wants a fresh proof of who sits there; `back` and `undone` as above."""

    def __init__(self, back: str, *, undone: bool) -> None:
        """Keep the page to come back to."""
        super().__init__("staff's proof needed")
        self.back, self.undone = back, undone


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


def staff_way_back(app: Litestar, asked: str) -> str:
    """Give the address to go on to after signing in: a page of staff, else where staff begin."""
    known = _OWN.fullmatch(asked) and any(_within(page, asked) for page in _staff_pages(app))
    return asked if known else STAFF_START


def _within(page: str, path: str) -> bool:
    return path == page or (path.startswith(f"{page}/") and _OWN.fullmatch(path) is not None)


def _pages(app: Litestar) -> frozenset[str]:
    """Give the pages of people that want a proof; those of staff have a way of their own."""
    return frozenset(
        handler.opt["proof"]
        for handler in _handlers(app)
        if handler.opt.get("proof") and handler.opt.get("act") not in STAFF_ACTS
    )


def _staff_pages(app: Litestar) -> frozenset[str]:
    return frozenset(
        path
        for handler in _handlers(app)
        if handler.opt.get("act") in STAFF_ACTS and "GET" in handler.http_methods
        for path in handler.paths
        if "{" not in path
    )


def _handlers(app: Litestar) -> list[Any]:
    return [
        handler for route in app.routes for handler in getattr(route, "route_handlers", [route])
    ]
