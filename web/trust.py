"""The trust list that this service hands to checkers: from its file, in the demo made by itself."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.credential.cbor import MalformedError
from domain.credential.curve import PublicKey
from domain.credential.issuing import own_trust, signing_key
from domain.credential.trust import Issuer, bundle, make_root, read_trust, sign_trust_list
from domain.kernel.clock import Clock
from domain.policy.policies import HOME
from domain.storage.keys import KeyRing, Kind
from web.settings import Settings

WARNED_DAYS = 30
_DAY = 86_400
_DEMO_DAYS = 366
_GREY = "phones without a network show and see grey, never green"
_SEE = "docs/operations.md, The root and the trust list, says what to do"


class TrustFileError(Exception):
    """The trust list may not be served: not there, damaged, or not signed by TRUST_ROOT."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """The signed list as it is fetched, and the root that pages have built in."""

    root: PublicKey
    bundle: bytes


def home_issuer(settings: Settings) -> Issuer:
    """Give this service as an issuer, its keys yet to be named."""
    return Issuer(HOME, "云南健康码", "Yunnan Health Code", settings.origin, ())


def open_trust(settings: Settings, ring: KeyRing, clock: Clock) -> Trusted | None:
    """Read the file that the settings name; raises TrustFileError."""
    if settings.trust_file is None:
        return _made_up(settings, ring, clock) if settings.demo else None
    half = len(settings.trust_root) // 2
    x, y = (
        bytes.fromhex(each) for each in (settings.trust_root[:half], settings.trust_root[half:])
    )
    root = PublicKey(x, y)
    try:
        raw = settings.trust_file.read_bytes()
        read_trust(raw, root)
    except (OSError, MalformedError, ValueError):
        message = f"TRUST_FILE {settings.trust_file} is not there, or TRUST_ROOT has not signed it"
        raise TrustFileError(message) from None
    return Trusted(root, raw)


def doubts(trusted: Trusted | None, ring: KeyRing, now: datetime) -> list[str]:
    """Give what phones without a network will not believe, in words for who runs the service.

    They then show grey where they could show green; with a network all goes on as ever.
    """
    if trusted is None:
        return [f"TRUST_FILE and TRUST_ROOT are not set: {_GREY}. {_SEE}."]
    instant = int(now.timestamp())
    found, said = read_trust(trusted.bundle, trusted.root), []
    home = found.issuer(HOME)
    if home is None or signing_key(ring, instant).public not in home.pinned:
        said.append(f"TRUST_FILE does not name the key that signs here now: {_GREY}. {_SEE}.")
    left = (found.expires - instant) // _DAY
    if left < 0:
        said.append(f"TRUST_FILE has expired: {_GREY}. {_SEE}.")
    elif left < WARNED_DAYS:
        said.append(f"TRUST_FILE expires in {left} days; then {_GREY}. {_SEE}.")
    return said


def _made_up(settings: Settings, ring: KeyRing, clock: Clock) -> Trusted:
    """Make the demo's list with a root that is not offline: it lies in the ring like all else."""
    now = int(clock.now().timestamp())
    root = make_root(ring.derived(Kind.CREDENTIAL, "demo root"))
    begun = now - now % _DAY
    own = own_trust(home_issuer(settings), ring, begun)
    trusted = replace(own, expires=begun + _DEMO_DAYS * _DAY)
    return Trusted(root.public, bundle(sign_trust_list(trusted, root)))
