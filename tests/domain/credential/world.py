"""The made-up world of the vectors: test keys, two provinces, lists of one morning.

Every secret is the SHA-256 of a text that begins with "test key": nothing here is of use elsewhere.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from domain.credential.claims import Credential, sign_credential
from domain.credential.curve import PrivateKey, PublicKey
from domain.credential.keyset import IssuerKey, KeySet, sign_key_set
from domain.credential.scanned import STEP_SECONDS, bare_text, live_text, to_be_signed
from domain.credential.status import (
    Label,
    StatusList,
    changes,
    list_of,
    read_list_envelope,
    sign_list,
)
from domain.credential.trust import (
    Issuer,
    TrustList,
    bundle,
    cross_sign,
    make_root,
    sign_trust_list,
)
from domain.kernel.colour import Colour

HOUR, DAY = 3600, 86400
START = 1586217600
"""7 April 2020, 08:00 Beijing time, when the lists were made; the first second of a step."""
HOST = "code.example"
GREEN, YELLOW, RED, GREY = Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY


def secret(name: str) -> bytes:
    return hashlib.sha256(f"test key {name}".encode()).digest()


ROOT, NEXT_ROOT, OTHER_ROOT = (make_root(secret(n)) for n in ("root", "next root", "other root"))
OLD, CURRENT, NEXT, STRANGER, FOREIGN = (
    PrivateKey(secret(name)) for name in ("old", "current", "next", "stranger", "foreign")
)
DEVICE, OTHER_DEVICE = PrivateKey(secret("device"), "device"), PrivateKey(secret("x"), "device")
NEXT_STARTS, OLD_ENDS = START + 3 * DAY, START - 5 * DAY


def credential(index: int, colour: Colour = GREEN, **changed: Any) -> Credential:
    """Give a credential of shard 9 issued a day before the lists, good for 14 days."""
    plain = Credential(
        issuer="YN",
        issued=START - DAY,
        expires=START + 13 * DAY,
        colour=colour,
        name="王*明",
        tail="2X",
        shard=9,
        index=index,
        device=DEVICE.public.point,
    )
    return replace(plain, **changed)


@dataclass(frozen=True)
class Signed:
    """A signed credential and the key of the phone it is shown on."""

    whole: bytes
    device: PrivateKey = DEVICE

    def live(self, step: int) -> str:
        signature = self.device.sign(to_be_signed(self.whole, step))
        return live_text(self.whole, step, signature)

    def live_at(self, instant: int) -> str:
        return self.live(instant // STEP_SECONDS)

    @property
    def bare(self) -> str:
        return bare_text(self.whole)


def signed(each: Credential, key: PrivateKey = CURRENT) -> Signed:
    return Signed(sign_credential(each, key))


LISTED = {100: RED, 101: YELLOW, 102: GREY, 103: GREEN, 2**28 - 1: RED, 0: YELLOW, 205: RED}
SHOWN = {
    "green": credential(7),
    "yellow": credential(8, YELLOW),
    "red": credential(9, RED),
    "turned_red": credential(100),
    "turned_yellow": credential(101),
    "withdrawn": credential(102),
    "lifted": credential(103, RED),
    "last_index": credential(2**28 - 1),
    "first_index": credential(0),
    "delta_red": credential(204),
    "delta_green": credential(205),
    "new": credential(300, issued=START + 60),
    "new_red": credential(301, RED, issued=START + 60),
}


@cache
def people() -> dict[str, Signed]:
    """Give every credential of the home province by name; paper ones begin with `paper_`."""
    found = {name: signed(each) for name, each in SHOWN.items()}
    for name, each in SHOWN.items():
        found[f"paper_{name}"] = signed(replace(each, device=None, paper=True))
    found["foreign"] = signed(credential(7, issuer="GZ"), FOREIGN)
    found["foreign_red"] = signed(credential(8, RED, issuer="GZ"), FOREIGN)
    found["foreign_listed"] = signed(credential(100, issuer="GZ"), FOREIGN)
    found["unknown_issuer"] = signed(credential(7, issuer="SX"), FOREIGN)
    found["wrong_key"] = signed(credential(7), STRANGER)
    found["old_key"] = signed(credential(7, issued=OLD_ENDS - DAY), OLD)
    found["old_key_late"] = signed(credential(7, issued=OLD_ENDS + DAY), OLD)
    found["next_key_early"] = signed(credential(7), NEXT)
    found["other_shard"] = signed(credential(7, shard=3))
    found["foreign_key"] = signed(credential(7), FOREIGN)
    return found


def base(
    key: PrivateKey = CURRENT, issuer: str = "YN", as_of: int = START, shard: int = 9
) -> bytes:
    return sign_list(Label(issuer, shard, as_of, as_of // DAY), LISTED, key)


def read_list(raw: bytes) -> StatusList:
    return list_of(read_list_envelope(raw))


def delta(on: bytes, as_of: int = START, entries: dict[int, Colour] | None = None) -> bytes:
    now = {**LISTED, 204: RED} if entries is None else entries
    now = {index: each for index, each in now.items() if index != 205}
    found = read_list(on)
    label = Label("YN", 9, as_of, found.label.day, 1, found.digest)
    return sign_list(label, changes(found, now), CURRENT)


def home_keys(
    key: PrivateKey = CURRENT, expires: int = START + 30 * DAY, issued: int = START
) -> bytes:
    keys = (
        IssuerKey(OLD.public, START - 99 * DAY, OLD_ENDS),
        IssuerKey(CURRENT.public, OLD_ENDS),
        IssuerKey(NEXT.public, NEXT_STARTS),
    )
    return sign_key_set(KeySet("YN", issued, expires, keys), key)


def foreign_keys() -> bytes:
    keys = (IssuerKey(FOREIGN.public, START - 99 * DAY),)
    return sign_key_set(KeySet("GZ", START, START + 30 * DAY, keys), FOREIGN)


def trust_list(sequence: int = 7, expires: int = START + 300 * DAY) -> TrustList:
    def issuer(name: str, zh: str, en: str, *pinned: PublicKey) -> Issuer:
        return Issuer(name, zh, en, f"https://{name.lower()}.example", pinned)

    issuers = (
        issuer("YN", "云南", "Yunnan", CURRENT.public, NEXT.public),
        issuer("GZ", "贵州", "Guizhou", FOREIGN.public),
    )
    return TrustList(sequence, START - DAY, expires, issuers)


def trust(root: PrivateKey = ROOT, *handovers: bytes, **chosen: int) -> bytes:
    return bundle(sign_trust_list(trust_list(**chosen), root), handovers)


@cache
def situations() -> dict[str, dict[str, Any]]:
    """Give what a checker may have stored, by name, as bytes; what is left out is as in `good`."""
    first = base()
    good: dict[str, Any] = {
        "root": ROOT.public,
        "trust": trust(),
        "key_sets": [home_keys(), foreign_keys()],
        "lists": [first, delta(first)],
        "least_sequence": 0,
    }
    handover = cross_sign(ROOT, NEXT_ROOT.public, START)
    flipped = bytearray(first)
    flipped[len(first) // 2] ^= 1
    changed: dict[str, dict[str, Any]] = {
        "good": {},
        "any_order": {"lists": [delta(first), base(as_of=START - DAY), first]},
        "no_delta": {"lists": [first]},
        "delta_of_another_base": {"lists": [first, delta(base(as_of=START - DAY))]},
        "no_list": {"lists": []},
        "list_forged": {"lists": [base(STRANGER)]},
        "list_damaged": {"lists": [bytes(flipped), first[:-1], b"", first + b"\0"]},
        "list_of_another_issuer": {"lists": [base(FOREIGN, "GZ")]},
        "list_by_another_issuer": {"lists": [base(FOREIGN)]},
        "list_in_the_future": {"lists": [base(as_of=START + HOUR)]},
        "no_keys": {"key_sets": []},
        "keys_forged": {"key_sets": [home_keys(STRANGER)]},
        "keys_by_a_key_not_pinned": {"key_sets": [home_keys(OLD)]},
        "keys_over": {"key_sets": [home_keys(expires=START)]},
        "keys_newer_win": {"key_sets": [home_keys(), home_keys(expires=START, issued=START - 1)]},
        "no_trust": {"trust": b""},
        "trust_damaged": {"trust": trust()[:-1]},
        "trust_over": {"trust": trust(expires=START)},
        "trust_rolled_back": {"least_sequence": 8},
        "another_root": {"root": OTHER_ROOT.public},
        "root_handed_over": {"trust": trust(NEXT_ROOT, handover)},
        "root_of_the_successor": {"root": NEXT_ROOT.public, "trust": trust(NEXT_ROOT, handover)},
        "handover_changed": {"trust": trust(NEXT_ROOT, handover[:-1] + b"!")},
        "root_not_handed_over": {"trust": trust(NEXT_ROOT)},
        "handover_forged": {
            "trust": trust(NEXT_ROOT, cross_sign(OTHER_ROOT, NEXT_ROOT.public, START))
        },
        "list_as_trust": {"trust": bundle(first)},
    }
    return {name: {**good, **each} for name, each in changed.items()}
