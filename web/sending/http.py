"""Text messages by HTTP: one POST to the operator's gateway, and a second one where it fails.

docs/operations.md says what a gateway is handed and must answer. No number, text or secret is ever
logged, and of an answer nothing but its status is read.
"""

from collections.abc import Mapping, Sequence

import structlog

from domain.notices.values import Message, Outcome
from web.sending.port import Gateway
from web.settings import Settings

SECONDS = 5.0
"""How long a gateway may take to connect, and again to answer."""
_OK, _REDIRECT, _SERVER = range(200, 300), range(300, 400), range(500, 600)
# Too slow, too early, too many; and what only the operator can mend: a wrong secret or address.
_LATER = frozenset({401, 402, 403, 404, 405, 407, 408, 425, 429})


class HTTPGateway:
    """One provider, or a bridge to one, by its address and secret."""

    def __init__(self, url: str, secret: str) -> None:
        """Speak to this address; nothing is opened before the first message."""
        self._url, self._secret = url, secret

    async def send(self, message: Message, text: str) -> Outcome:
        """Hand it over; taken with any 2xx, which stands for this id from then on."""
        import httpx  # noqa: PLC0415 - a process that answers requests never holds it

        headers = {
            "Authorization": f"Bearer {self._secret}",
            "Idempotency-Key": str(message.id),
        }
        try:
            async with (
                httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
                client.stream("POST", self._url, json=_body(message, text), headers=headers) as got,
            ):
                status = got.status_code
        except (httpx.HTTPError, OSError, ValueError) as error:
            return _failed(type(error).__name__)
        outcome = outcome_of(status)
        return outcome if outcome is Outcome.TAKEN else _failed(str(status), outcome)


class Failover:
    """Several providers: the one that took the last message first, then each of the others."""

    def __init__(self, providers: Sequence[Gateway]) -> None:
        """Hold them in the order in which they are asked at first."""
        self._providers, self._first = tuple(providers), 0

    async def send(self, message: Message, text: str) -> Outcome:
        """Ask each until one takes it; where any may take it later, later it is."""
        found = set()
        for step in range(len(self._providers)):
            at = (self._first + step) % len(self._providers)
            outcome = await self._providers[at].send(message, text)
            if outcome is Outcome.TAKEN:
                self._first = at if Outcome.LATER in found else self._first
                return outcome
            found.add(outcome)
        return Outcome.LATER if Outcome.LATER in found else Outcome.REFUSED


def open_gateway(settings: Settings) -> Gateway | None:
    """Give the gateway that the settings name, or None: then no page offers text messages."""
    chosen = [
        HTTPGateway(url, secret.get_secret_value())
        for url, secret in (
            (settings.sms_url, settings.sms_secret),
            (settings.sms_second_url, settings.sms_second_secret),
        )
        if url
    ]
    return Failover(chosen) if chosen else None


def outcome_of(status: int) -> Outcome:
    """Read an answer's status: what a later try may change is tried again (RFC 9110, 15)."""
    if status in _OK:
        return Outcome.TAKEN
    later = status in _LATER or status in _SERVER or status in _REDIRECT
    return Outcome.LATER if later else Outcome.REFUSED


def _body(message: Message, text: str) -> Mapping[str, object]:
    return {
        "id": str(message.id),
        "to": message.to,
        "text": text,
        "template": message.template.value,
        "language": message.language,
        "values": dict(message.values),
    }


def _failed(why: str, outcome: Outcome = Outcome.LATER) -> Outcome:
    structlog.get_logger().warning("sms_not_taken", why=why, outcome=outcome.value)
    return outcome
