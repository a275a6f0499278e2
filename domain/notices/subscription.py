"""A browser's push subscription as it hands it over (W3C Push API; RFC 8291): pure readers."""

import base64
import binascii
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

_LONGEST = 1000
_POINT, _AUTH = 65, 16
_HTTPS = 443


class NoSubscriptionError(ValueError):
    """What was handed over is no subscription that we would send to."""


class Subscription(msgspec.Struct, frozen=True):
    """Where to send, the browser's public key (an uncompressed P-256 point) and its secret."""

    endpoint: str
    p256dh: bytes
    auth: bytes

    @property
    def written(self) -> str:
        """Give it as one text."""
        return msgspec.json.encode(self).decode()


def read_written(text: str) -> Subscription:
    """Read a subscription back that we wrote."""
    return msgspec.json.decode(text, type=Subscription)


def read_subscription(endpoint: str, p256dh: str, auth: str) -> Subscription:
    """Read what a page posts, keys in base64url; raises NoSubscriptionError.

    The address is somebody's choice and we are to send to it, so only https on its own port at a
    named host is taken. Where the name leads is looked at before each sending.
    """
    if len(endpoint) > _LONGEST or not _is_fit(endpoint):
        raise NoSubscriptionError
    point, secret = _raw(p256dh, _POINT), _raw(auth, _AUTH)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise NoSubscriptionError from None
    return Subscription(endpoint, point, secret)


def _is_fit(endpoint: str) -> bool:
    if not (endpoint.isascii() and endpoint.isprintable() and " " not in endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and port in {None, _HTTPS}
        and parts.username is parts.password is None
        and not parts.fragment
        and "\\" not in endpoint
        and _is_name(host)
    )


def _is_name(host: str) -> bool:
    """Tell whether a host is a name of several labels, and no address of any form."""
    labels = host.split(".")
    return len(labels) > 1 and all(labels) and labels[-1][0].isalpha()


def _raw(text: str, size: int) -> bytes:
    try:
        raw = base64.b64decode(text[:200] + "=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NoSubscriptionError from None
    if len(raw) != size:
        raise NoSubscriptionError
    return raw
