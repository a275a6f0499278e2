"""Logs as JSON lines of chosen fields: no query, path parameter, token, body or name in any."""

import contextlib
import logging
import os
import time

import structlog

from web.asgi import App, Message, Receive, Scope, Send
from web.settings import Settings

_STANDARD_OUTPUT = 1
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure_logs(settings: Settings) -> None:
    """Write JSON lines to standard output, at the level of the settings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[settings.log_level]),
        logger_factory=lambda *_: _Line(),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)


class _Line:
    """Standard output's descriptor, which may end on a full disk: then a line is lost, no answer.

    Not print(): CPython 3.11 crashes where another thread puts a new sys.stdout in place while a
    line is printed, as the tests' capture does after every test.
    """

    def msg(self, line: str) -> None:
        """Write one line, whole and at once."""
        with contextlib.suppress(OSError):
            os.write(_STANDARD_OUTPUT, line.encode() + b"\n")

    debug = info = warning = error = critical = msg


class LogLayer:
    """One line an answer: method, the route's template, status, milliseconds."""

    def __init__(self, app: App) -> None:
        """Stand in front of an app."""
        self._app, self._log = app, structlog.get_logger().bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Time the answer and note it, whatever became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        scope["log"] = place = {"route": "-"}
        try:
            await self._app(scope, receive, noting)
        finally:
            spent = round((time.perf_counter() - begun) * 1000, 1)
            self._log.info(
                "access", method=scope["method"], route=place["route"], status=status, ms=spent
            )
