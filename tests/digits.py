"""The digits of the last text message that a demo's page shows: what somebody would type."""

import re
import time

import httpx

from tests.servers import Server
from web.outbox import empty_outbox

_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")
_WAIT_SECONDS = 30


def last_digits(server: Server, phone: str) -> str:
    """Give the digits last sent to a number, or to one with this end, as /demo/outbox shows them.

    The service's own job may have taken the message just before, and be about to show it.
    """
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until:
        server.run(empty_outbox(server.services))
        shown = httpx.get(f"{server.address}/demo/outbox", trust_env=False).text
        texts = re.sub(r"<[^>]*>", " ", shown)
        after = re.split(rf"…\d*{phone[-4:]}(?!\d)", texts, maxsplit=1)[1:]
        found = _DIGITS.search("".join(after))
        if found is not None:
            return found[0]
    message = "no message is shown"
    raise TimeoutError(message)
