"""Who we are to a push service: a token signed for it alone (VAPID, RFC 8292).

The key is the ring's of kind `push`. A browser's subscription is tied to its public half, so a ring
that lost it has no subscribers any more.
"""

import base64
import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from domain.credential.curve import PrivateKey
from domain.storage.keys import KeyRing, Kind

_LIFE = timedelta(hours=12)
"""RFC 8292, 2: at most 24 hours."""


def public_key(ring: KeyRing) -> str:
    """Give what a page subscribes with: the uncompressed point, base64url."""
    public = _key(ring).public
    return _text(b"\x04" + public.x + public.y)


def authorization(ring: KeyRing, endpoint: str, origin: str, instant: datetime) -> str:
    """Give the Authorization header for one push service (RFC 8292, 3).

    `origin` is where the service's operator can find us.
    """
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((instant + _LIFE).timestamp()),
        "sub": f"https://{urlsplit(origin).netloc}",
    }
    head = {"typ": "JWT", "alg": "ES256"}
    signed = ".".join(_text(json.dumps(part).encode()) for part in (head, claims))
    signature = _text(_key(ring).sign(signed.encode()))
    return f"vapid t={signed}.{signature}, k={public_key(ring)}"


def _key(ring: KeyRing) -> PrivateKey:
    return PrivateKey(ring.current(Kind.PUSH).secret, "push")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
