"""The small pieces that our ASGI layers are made of: types, headers, plain answers."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]
NOT_MODIFIED = 304
"""RFC 9110, 15.4.5: no body, and no length unless it is that of the body not sent (8.6)."""


def header(scope: Scope, name: bytes) -> str:
    """Give a request's header, or an empty text."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value.decode("latin-1"))
    return ""


def replayed(first: Message, receive: Receive) -> Receive:
    """Give what hands on a message that was taken already, and then those that follow."""
    waiting = [first]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def replaced(headers: Iterable[Header], fresh: Iterable[Header]) -> list[Header]:
    """Give an answer's headers with some put in, in place of any of the same name."""
    added = list(fresh)
    names = {name for name, _ in added}
    return [pair for pair in headers if pair[0].lower() not in names] + added


async def answer(
    send: Send,
    status: int,
    body: bytes,
    media_type: str = "text/plain; charset=utf-8",
    headers: Iterable[Header] = (),
) -> None:
    """Send a whole answer at once; a 304 tells no length, which would be another body's."""
    given = list(headers)
    if status != NOT_MODIFIED:
        length = str(len(body)).encode()
        given += [(b"content-type", media_type.encode()), (b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": given})
    await send({"type": "http.response.body", "body": body})
