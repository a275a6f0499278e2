"""Refusals as programs read them: problem details (RFC 9457) under the path of the API."""

from litestar import Response

from web.calls import written
from web.gate_calls import MEDIA, problem_of

API = "/api/"


def problem(status: int, retry_after: int | None = None) -> Response[bytes]:
    """Answer a program's request with what is wrong, and when to come back."""
    headers = {"Cache-Control": "no-store"}
    if status == 401:  # noqa: PLR2004 - RFC 9110, 15.5.2: it says how to authenticate
        headers["WWW-Authenticate"] = "Bearer"
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    content = written(problem_of(status))
    return Response(content, status_code=status, media_type=MEDIA, headers=headers)
