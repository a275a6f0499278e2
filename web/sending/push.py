"""Web push (RFC 8030): a few encrypted bytes to the service that a browser named.

The service learns that something is sent to a browser, not what: the payload is encrypted for the
browser (RFC 8291). It holds the words of a reminder, which name nobody and no colour.
"""

import json
from ssl import SSLContext
from urllib.parse import urlsplit

import structlog
from cryptography.hazmat.primitives.asymmetric import ec

from domain.kernel.clock import Clock
from domain.notices.subscription import Subscription, read_written
from domain.notices.values import Message, Outcome
from domain.storage.keys import KeyRing
from web.sending.http import SECONDS, outcome_of
from web.sending.reach import Allowed, ForbiddenError, UnreachableError, is_public, resolve
from web.sending.vapid import authorization

_GONE = frozenset({404, 410})
_HTTPS = 443
_TOPIC = "reminder"
"""A newer one takes the place of one that was not delivered yet (RFC 8030, 5.4)."""


class PushGateway:
    """Sends to push services; `allowed` and `tls` are others only in a test on one machine."""

    def __init__(
        self,
        ring: KeyRing,
        origin: str,
        clock: Clock,
        *,
        allowed: Allowed = is_public,
        tls: SSLContext | None = None,
    ) -> None:
        """Sign with the ring's key; nothing is opened before the first message."""
        self._ring, self._origin, self._clock = ring, origin, clock
        self._allowed, self._tls = allowed, tls

    async def send(self, message: Message, text: str) -> Outcome:
        """Hand it over; GONE where the browser is not there any more, or must not be sent to."""
        subscription = read_written(message.to)
        parts = urlsplit(subscription.endpoint)
        host, port = parts.hostname or "", parts.port or _HTTPS
        try:
            address = await resolve(host, port, self._allowed)
        except ForbiddenError:
            return _noted("forbidden", Outcome.GONE)
        except UnreachableError:
            return _noted("unreachable", Outcome.LATER)
        return await self._posted(message, subscription, text, address)

    async def _posted(
        self, message: Message, subscription: Subscription, text: str, address: str
    ) -> Outcome:
        import httpx  # noqa: PLC0415 - a process that answers requests never holds it

        parts, now = urlsplit(subscription.endpoint), self._clock.now()
        where = httpx.URL(subscription.endpoint).copy_with(host=address)
        headers = {
            "Host": parts.netloc,
            "TTL": str(max(0, int((message.not_after - now).total_seconds()))),
            "Topic": _TOPIC,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": authorization(self._ring, subscription.endpoint, self._origin, now),
        }
        # To the address that was looked at; the certificate must be the host's all the same.
        told = {"sni_hostname": parts.hostname}
        verify = self._tls or True
        try:
            async with (
                httpx.AsyncClient(timeout=SECONDS, trust_env=False, verify=verify) as client,
                client.stream(
                    "POST",
                    where,
                    content=encrypted(subscription, payload(message.language, text)),
                    headers=headers,
                    extensions=told,
                ) as got,
            ):
                status = got.status_code
        except (httpx.HTTPError, OSError, ValueError) as error:
            return _noted(type(error).__name__, Outcome.LATER)
        outcome = Outcome.GONE if status in _GONE else outcome_of(status)
        return outcome if outcome is Outcome.TAKEN else _noted(str(status), outcome)


def payload(language: str, text: str) -> bytes:
    """Give what the worker shows (static/sw.js): words, and in which language they are."""
    return json.dumps({"text": text, "lang": language}, ensure_ascii=False).encode()


def encrypted(subscription: Subscription, content: bytes) -> bytes:
    """Encrypt for one browser alone, with a key made for this message (RFC 8291, aes128gcm)."""
    import http_ece  # noqa: PLC0415 - likewise

    sealed: bytes = http_ece.encrypt(
        content,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=subscription.p256dh,
        auth_secret=subscription.auth,
        version="aes128gcm",
    )
    return sealed


def _noted(why: str, outcome: Outcome) -> Outcome:
    structlog.get_logger().warning("push_not_taken", why=why, outcome=outcome.value)
    return outcome
