"""From what went wrong to what a person reads: refusals worded, bugs by a reference alone."""

import secrets
from dataclasses import dataclass
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from domain.kernel.problems import DomainError, Refusal
from domain.storage.faults import medium_fault
from web.csrf import StaleFormError
from web.i18n import gettext
from web.i18n import mark as _
from web.pages import page, see_other
from web.problems import API, problem
from web.proofs import GateNeededError, ProofNeededError, StaffNeededError, StaffProofNeededError
from web.visitor import visitor
from web.wording import word

_STATUSES = {
    Refusal.NOT_FOUND: 404,
    Refusal.NOT_PERMITTED: 403,
    Refusal.CLOSED: 410,
    Refusal.TOO_MANY: 429,
    Refusal.CROWDED: 429,
    Refusal.HOUSEHOLD_FULL: 409,
    Refusal.CONFLICT: 409,
    Refusal.GONE: 410,
    Refusal.BUSY: 503,
}
_TITLES = {
    403: _("Not allowed"),
    404: _("Page not found"),
    405: _("This cannot be opened like that"),
    409: _("Changed meanwhile"),
    410: _("No longer here"),
    413: _("Too large"),
    429: _("Too many tries"),
    500: _("Something went wrong here"),
    503: _("Busy"),
}
# Whoever is refused for what others did has not tried too often.
_OWN_TITLES = {Refusal.CROWDED: _("Very many at once")}
_STALE = _(
    "This page was open for too long, or cookies are off. Go back, reload it and send again."
)
_UNREADABLE = _("The address or what was sent could not be read. Go back and try again.")
_BUG = _(
    "The fault is ours, and it is noted. Try again; if it stays, call us and name this number."
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What the error page shows; `reference` stands for a bug in the log."""

    status: int
    title: str
    text: str
    reference: str | None = None


def refused(request: Request[Any, Any, Any], error: DomainError) -> Response[str]:
    """Answer a refusal with its status and wording, and when to come back."""
    if error.code is Refusal.BUSY:
        _note_busy(error.__cause__)
    status, title = _STATUSES[error.code], _OWN_TITLES.get(error.code)
    answer = _answer(request, status, word(error.code), title=title)
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def stale(request: Request[Any, Any, Any], _error: StaleFormError) -> Response[str]:
    """Answer a form without a good token."""
    return _answer(request, 403, gettext(_STALE))


def unproved(_request: Request[Any, Any, Any], error: ProofNeededError) -> Redirect:
    """Lead to where one proves who holds the phone; the address holds a path of our own."""
    return see_other(f"/confirm?next={error.back}{'&again=yes' if error.undone else ''}")


def signed_out(request: Request[Any, Any, Any], error: StaffNeededError) -> Response[str]:
    """Answer a page of staff that was asked for without a session: the way to sign in, and back."""
    return page(request, "staff/signed_out.html", {"back": error.back}, 401)


def unsure(_request: Request[Any, Any, Any], error: StaffProofNeededError) -> Redirect:
    """Lead to where staff prove who sits there; the address holds a path of our own."""
    return see_other(f"/staff/confirm?next={error.back}{'&again=yes' if error.undone else ''}")


def unreadable(request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    """Answer what the framework itself refused: no such address, method or parameter."""
    if error.status_code >= 500:  # noqa: PLR2004 - RFC 9110, 15.6: the server's own faults
        return broken(request, error)
    text = word(Refusal.NOT_FOUND) if error.status_code == 404 else gettext(_UNREADABLE)  # noqa: PLR2004 - RFC 9110
    answer = _answer(request, error.status_code, text)
    allow = (error.headers or {}).get("Allow")
    if allow:
        answer.headers["Allow"] = allow
    return answer


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """Answer a bug: its place goes to the log under a reference, nothing that people typed."""
    reference = secrets.token_hex(4)
    structlog.get_logger().error(
        "bug", reference=reference, kind=type(error).__name__, place=place_of(error)
    )
    visitor().forget_place()
    return _answer(request, 500, gettext(_BUG), reference)


def place_of(error: BaseException) -> list[str]:
    """Give the file, line and function of each frame: where, never with which values."""
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-8:]


def _note_busy(cause: BaseException | None) -> None:
    """Note why the service was busy: whoever runs it must learn of a full disk."""
    log = structlog.get_logger()
    if cause is None:
        log.warning("busy", cause="full queue")
    elif (fault := medium_fault(cause)) is not None:
        log.error("busy", cause=fault)
    else:
        kind = type(getattr(cause, "orig", None) or cause).__name__
        log.error("busy", cause=kind, place=place_of(cause))


def unkeyed(_request: Request[Any, Any, Any], _error: GateNeededError) -> Response[bytes]:
    """Answer a gate's request without a key."""
    return problem(401)


def _answer(
    request: Request[Any, Any, Any],
    status: int,
    text: str,
    reference: str | None = None,
    title: str | None = None,
) -> Response[Any]:
    if request.url.path.startswith(API):
        return problem(status)
    title = gettext(title or _TITLES.get(status, _TITLES[404]))
    return page(request, "errors/error.html", ErrorPage(status, title, text, reference), status)


HANDLERS = {
    DomainError: refused,
    StaleFormError: stale,
    ProofNeededError: unproved,
    GateNeededError: unkeyed,
    StaffNeededError: signed_out,
    StaffProofNeededError: unsure,
    HTTPException: unreadable,
    Exception: broken,
}
