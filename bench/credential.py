"""The code that is checked offline: `make bench AREA=credential`.

Times are processor time, each measured in turn with bare `cryptography` doing the same signature.
"""

import gzip
import secrets
import time
from collections.abc import Callable
from statistics import median

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from bench.offline import offline_figures
from bench.table import Figure, publish
from domain.credential.claims import INDEXES, SHARDS, claims_of, sign_credential
from domain.credential.curve import PrivateKey
from domain.credential.envelope import Kind, read_envelope
from domain.credential.knowledge import Stored, open_stored
from domain.credential.status import (
    Label,
    changes,
    list_of,
    read_list_envelope,
    sign_list,
)
from domain.credential.verdict import DeviceClock, Limits, verdict
from domain.kernel.colour import Colour
from tests.domain.credential.world import HOST, ROOT, SHOWN, START, people, situations
from web.assets import FOLDER
from web.joining import joined

CODES = 47_000_000
FLIPS_AN_HOUR = 94_000 // 24
ROUNDS, TIMES = 9, 300
_ALL = b"""export { verdict } from "./credential/verdict.js";
export { liveText } from "./credential/live.js";"""


def main() -> None:
    """Measure the area and publish its figures."""
    publish([*_signatures(), *_lists(), _module_size(), *offline_figures()])


def _signatures() -> list[Figure]:
    key, credential = PrivateKey(b"k" * 32), SHOWN["green"]
    whole, live = people()["green"].whole, people()["green"].live_at(START)
    issuer = next(each for each in (read_envelope(whole, Kind.CREDENTIAL, 320),))
    good = situations()["good"]
    known = open_stored(
        Stored("YN", ROOT.public, good["trust"], tuple(good["key_sets"]), tuple(good["lists"]))
    )
    public = known.key_sets["YN"].key_for(issuer.kid, START)
    assert public is not None
    clock, limits = DeviceClock(START), Limits(26 * 3600, 72 * 3600)
    bare = ec.generate_private_key(ec.SECP256R1())
    curve = ec.ECDSA(hashes.SHA256())
    message = issuer.payload
    signature = bare.sign(message, curve)
    checker = bare.public_key()

    def verify() -> None:
        envelope = read_envelope(whole, Kind.CREDENTIAL, 320)
        claims_of(envelope)
        assert envelope.genuine(public)

    def answer() -> None:
        assert verdict(live, HOST, known, clock, limits).colour is Colour.GREEN

    def bare_verify() -> None:
        checker.verify(signature, message, curve)

    sign, signing = _beside(
        lambda: sign_credential(credential, key), lambda: bare.sign(message, curve)
    )
    check, checking = _beside(verify, bare_verify)
    whole_answer, _ = _beside(answer, bare_verify)
    return [
        Figure("sign_us", sign, "µs", f"bare ES256 sign {signing:.1f} µs, same run", ""),
        Figure("verify_us", check, "µs", f"bare ES256 verify {checking:.1f} µs, same run", ""),
        Figure("verdict_us", whole_answer, "µs", "a live code: two signatures", ""),
    ]


def _beside(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Give the microseconds of both, measured in turn: the median of some rounds."""
    rounds = [(_once(ours), _once(bare)) for _ in range(ROUNDS)]
    return median(each for each, _ in rounds), median(each for _, each in rounds)


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - began) / TIMES * 1e6


def _lists() -> list[Figure]:
    """Make all 16 shards of the province, each of the same number of codes."""
    key = PrivateKey(b"k" * 32)
    sizes, spent, found = {}, [], []
    for share in (0.001, 0.01, 0.05):
        total = 0
        for shard in range(SHARDS):
            entries = _drawn(int(CODES / SHARDS * share))
            raw = sign_list(Label("YN", shard, START, START // 86400), entries, key)
            total += len(raw)
            if share == 0.01:  # noqa: PLR2004 - the case that the goal names
                began = time.process_time()
                base = list_of(read_list_envelope(raw))
                spent.append((time.process_time() - began) * 1000)
                found.append((base, entries))
        sizes[share] = total / 1024
    base, entries = found[0]
    flipped = entries | _drawn(FLIPS_AN_HOUR // SHARDS)
    label = Label("YN", 0, START, START // 86400, 1, base.digest)
    delta = len(sign_list(label, changes(base, flipped), key)) * SHARDS / 1024
    baseline = f"{CODES:,} codes in {SHARDS} shards, exact"
    return [
        Figure("status_list_kb", sizes[0.01], "KiB", f"1 % of {baseline}", "≤ 1,000"),
        Figure("status_list_kb_01", sizes[0.001], "KiB", f"0.1 % of {baseline}", ""),
        Figure("status_list_kb_5", sizes[0.05], "KiB", f"5 % of {baseline}", ""),
        Figure("status_delta_kb", delta, "KiB", f"an hour of {FLIPS_AN_HOUR:,} changes", ""),
        Figure("status_read_ms", median(spent), "ms", "one shard at 1 %, decoded", ""),
    ]


def _drawn(count: int) -> dict[int, Colour]:
    found: dict[int, Colour] = {}
    while len(found) < count:
        found[secrets.randbelow(INDEXES)] = (Colour.YELLOW, Colour.RED)[len(found) % 2]
    return found


def _module_size() -> Figure:
    """Measure all modules of the folder as they are served, as if one page used every one."""
    modules = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in (FOLDER / "js/credential").glob("*.js")
    }
    whole = joined("js/all.js", modules | {"js/all.js": _ALL}, str)
    assert whole.count(b"const $") == len(modules)
    size = len(gzip.compress(whole, 6)) / 1024
    return Figure("credential_js_kb", size, "KiB", "all its modules as served, gzip -6", "≤ 8")


if __name__ == "__main__":
    main()
