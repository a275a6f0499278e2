"""The trust list that this service hands to checkers: from its file, in the demo made by itself."""

from dataclasses import dataclass

from domain.credential.cbor import MalformedError
from domain.credential.curve import PublicKey
from domain.credential.issuing import own_trust
from domain.credential.trust import Issuer, bundle, make_root, read_trust, sign_trust_list
from domain.kernel.clock import Clock
from domain.policy.policies import HOME
from domain.storage.keys import KeyRing, Kind
from web.settings import Settings

_DAY = 86_400


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


def _made_up(settings: Settings, ring: KeyRing, clock: Clock) -> Trusted:
    """Make the demo's list with a root that is not offline: it lies in the ring like all else."""
    now = int(clock.now().timestamp())
    root = make_root(ring.derived(Kind.CREDENTIAL, "demo root"))
    trusted = own_trust(home_issuer(settings), ring, now - now % _DAY)
    return Trusted(root.public, bundle(sign_trust_list(trusted, root)))
