"""The issuer's own keys: which of the ring's signs now, and the key set that tells of all of them.

A credential key's number is the Unix second in which it begins to sign. So the ring alone says
which key is current, which is next and until when a retired one signed; two processes, and two
hosts, change over in the same second.
"""

from dataclasses import dataclass, replace

from domain.credential.curve import PrivateKey
from domain.credential.keyset import IssuerKey, KeySet, sign_key_set
from domain.credential.knowledge import Knowledge
from domain.credential.trust import MOST_PINNED, Issuer, TrustList
from domain.storage.keys import KeyMissingError, KeyRing, Kind

RENEWED_SECONDS = 3600
"""A key set is signed anew each hour; in between it is the same bytes wherever it is made."""
VALID_SECONDS = 72 * 3600


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key of ours that signs from `start` on, until the next one starts."""

    private: PrivateKey
    start: int
    until: int | None

    @property
    def public(self) -> IssuerKey:
        """Give what the key set says of it."""
        return IssuerKey(self.private.public, self.start, self.until)


def own_keys(ring: KeyRing) -> tuple[OwnKey, ...]:
    """Give our credential keys in the order in which they sign."""
    held = ring.held(Kind.CREDENTIAL)
    ends = [*(key.number for key in held[1:]), None]
    return tuple(
        OwnKey(PrivateKey(key.secret), key.number, end) for key, end in zip(held, ends, strict=True)
    )


def signing_key(ring: KeyRing, instant: int) -> PrivateKey:
    """Give the key that signs at an instant; raises KeyMissingError."""
    for key in reversed(own_keys(ring)):
        if key.start <= instant:
            return key.private
    raise KeyMissingError(Kind.CREDENTIAL)


def own_key_set(ring: KeyRing, issuer: str, instant: int) -> tuple[KeySet, bytes]:
    """Give our key set as it stands in this hour, and its signed bytes."""
    issued = instant - instant % RENEWED_SECONDS
    keys = tuple(key.public for key in own_keys(ring))
    found = KeySet(issuer, issued, issued + VALID_SECONDS, keys)
    return found, sign_key_set(found, signing_key(ring, issued))


def own_trust(issuer: Issuer, ring: KeyRing, instant: int) -> TrustList:
    """Give the trust list of an issuer that knows itself alone: all its keys are pinned."""
    pinned = tuple(key.private.public for key in own_keys(ring))[-MOST_PINNED:]
    return TrustList(0, instant, instant + VALID_SECONDS, (replace(issuer, pinned=pinned),))


def own_knowledge(issuer: Issuer, ring: KeyRing, instant: int) -> Knowledge:
    """Give what the issuer's own server knows without a list: whose signatures are its own."""
    keys, _ = own_key_set(ring, issuer.id, instant)
    return Knowledge(issuer.id, own_trust(issuer, ring, instant), {issuer.id: keys}, {})
