"""No bytes crash a reader, none are taken for what they are not, and the work is bounded."""

import contextlib
import tracemalloc

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.credential import cbor, rice
from domain.credential.cbor import MOST_NUMBER, MalformedError, decode, encode
from domain.credential.claims import INDEXES
from domain.credential.keyset import key_set_of, read_key_set_envelope
from domain.credential.knowledge import Stored, open_stored
from domain.credential.scanned import MOST_TEXT, Signed, bare_text, read_scanned
from domain.credential.status import MOST_BYTES, list_of, read_list_envelope
from domain.credential.table import Answer
from domain.credential.trust import read_trust
from domain.credential.verdict import DeviceClock, Limits, verdict
from tests.domain.credential.collected import ADMIT, FRESH
from tests.domain.credential.mutations import mutations
from tests.domain.credential.world import HOST, ROOT, START, base, home_keys, situations, trust

MUTATIONS = 2_000
REFUSED = {Answer.DAMAGED, Answer.FORGED, Answer.UNKNOWN_ISSUER, Answer.NOT_OURS}
CLOCK, LIMITS = DeviceClock(START + 5, last_server=START), Limits(FRESH, ADMIT)
_GOOD = situations()["good"]
KNOWN = open_stored(
    Stored("YN", ROOT.public, _GOOD["trust"], tuple(_GOOD["key_sets"]), tuple(_GOOD["lists"]))
)
_leaves = (
    st.integers(-MOST_NUMBER, MOST_NUMBER) | st.booleans() | st.binary(max_size=40) | st.text()
)
_values = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.integers(-70000, -257) | st.integers(0, 23), inner, max_size=5)
    ),
    max_leaves=12,
)


def test_no_mutation_is_accepted() -> None:
    answers = [verdict(text, HOST, KNOWN, CLOCK, LIMITS) for text in mutations(MUTATIONS)]
    assert {each.answer for each in answers} <= REFUSED
    assert [each for each in answers if each.colour is not None or each.name] == []


@given(_values)
def test_what_is_written_is_read_back(value: cbor.Value) -> None:
    try:
        assert decode(encode(value)) == value
    except MalformedError:
        assert _depth(value) > cbor.MOST_DEPTH


def _depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((1 + _depth(each) for each in inner), default=0)


@given(st.binary(max_size=200))
@example(b"\x9b" + b"\xff" * 8)
@example(b"\x81" * 200)
@example(b"\x1b" + b"\0" * 8)
def test_what_is_read_has_one_encoding(data: bytes) -> None:
    """Whatever the strict reader takes, cbor2 takes too, and writes the very same bytes."""
    try:
        value = decode(data)
    except MalformedError:
        return
    assert cbor2.loads(data) == value
    assert _sorted(value) == data


def _sorted(value: object) -> bytes:
    """Write as RFC 8949, 4.2.1 says, keys in the order of their bytes."""
    if isinstance(value, dict):
        pairs = sorted((cbor2.dumps(key), _sorted(each)) for key, each in value.items())
        return cbor2.dumps(dict.fromkeys(range(len(pairs))))[: _head(len(pairs))] + b"".join(
            key + each for key, each in pairs
        )
    if isinstance(value, list):
        head = cbor2.dumps([None] * len(value))[: _head(len(value))]
        return head + b"".join(map(_sorted, value))
    return cbor2.dumps(value)


def _head(count: int) -> int:
    return 1 if count < 24 else 2


@pytest.mark.parametrize("data", [b"\x5b" + b"\xff" * 8, b"\x9a\xff\xff\xff\xff", b"\xbb" * 40])
def test_lengths_that_are_not_there_take_no_memory(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(MalformedError):
        decode(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000


class _Counted(cbor._Reader):
    taken = 0

    def _head(self) -> tuple[int, int]:
        self.taken += 1
        return super()._head()


@given(st.binary(max_size=400))
@example(b"\x9f" * 400)
@example(b"\x80" * 400)
def test_the_work_is_bounded_by_the_length(data: bytes) -> None:
    reader = _Counted(data)
    with contextlib.suppress(MalformedError):
        reader.item(0)
    assert reader.taken <= len(data) + 1


@given(st.binary(max_size=400))
def test_any_bytes_after_the_prefix_are_answered(data: bytes) -> None:
    found = verdict(bare_text(data), HOST, KNOWN, CLOCK, LIMITS)
    assert found.answer in REFUSED


@given(st.text(max_size=2 * MOST_TEXT))
def test_any_text_is_answered(text: str) -> None:
    assert not isinstance(read_scanned(text, HOST), Signed)
    assert not isinstance(read_scanned("YN1:" + text, HOST), Signed)


_FILES = {"list": base(), "keys": home_keys(), "trust": trust()}


@given(st.sampled_from(sorted(_FILES)), st.data())
def test_a_changed_file_is_not_believed(name: str, data: st.DataObject) -> None:
    raw = bytearray(_FILES[name])
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    stored = {"trust": _FILES["trust"], "keys": _FILES["keys"], "list": _FILES["list"]}
    stored[name] = bytes(raw)
    keys, lists = (stored["keys"],), (stored["list"],)
    known = open_stored(Stored("YN", ROOT.public, stored["trust"], keys, lists))
    assert known.shards == {}


@given(st.binary(max_size=300))
def test_any_bytes_are_no_file(data: bytes) -> None:
    with pytest.raises(MalformedError):
        list_of(read_list_envelope(data))
    with pytest.raises(MalformedError):
        key_set_of(read_key_set_envelope(data))
    with pytest.raises(MalformedError):
        read_trust(data, ROOT.public)
    assert open_stored(Stored("YN", ROOT.public, data, (data,), (data,))).trust is None


@given(st.integers(0, 27), st.integers(0, 4_000_000), st.binary(max_size=200))
def test_any_bits_are_read_or_refused(k: int, count: int, raw: bytes) -> None:
    try:
        found = rice.unpack(k, count, raw, INDEXES)
    except MalformedError:
        return
    assert len(found) == count <= 8 * len(raw)
    assert found == sorted(set(found))


def test_what_is_too_long_is_not_even_read() -> None:
    with pytest.raises(MalformedError):
        read_list_envelope(bytes(MOST_BYTES + 1))
    assert verdict("YN1:" + "0" * 10_000_000, HOST, KNOWN, CLOCK, LIMITS).answer is Answer.DAMAGED
