"""Keys: made from the ring, changed over in one second everywhere, handed over by roots."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from domain.credential.cbor import MalformedError, decode, encode
from domain.credential.curve import PrivateKey, PublicKey, read_key, read_point
from domain.credential.issuing import (
    VALID_SECONDS,
    own_key_set,
    own_keys,
    own_knowledge,
    signing_key,
)
from domain.credential.keyset import key_set_of, read_key_set_envelope
from domain.credential.trust import (
    Issuer,
    bundle,
    cross_sign,
    make_root,
    read_trust,
    sign_trust_list,
)
from domain.storage.keys import KeyMissingError, Kind, MemoryKeyRing
from tests.domain.credential.world import START, trust_list

CHANGE = START + 1800
RING = MemoryKeyRing({(Kind.CREDENTIAL, 1): b"a" * 32, (Kind.CREDENTIAL, CHANGE): b"b" * 32})
FIRST, SECOND = PrivateKey(b"a" * 32), PrivateKey(b"b" * 32)


def test_the_next_key_signs_from_its_second_on() -> None:
    for instant, key in ((START, FIRST), (CHANGE - 1, FIRST), (CHANGE, SECOND)):
        assert signing_key(RING, instant).public == key.public
    with pytest.raises(KeyMissingError):
        signing_key(MemoryKeyRing({(Kind.CREDENTIAL, CHANGE): b"b" * 32}), START)


def test_a_key_set_names_current_next_and_retired() -> None:
    keys, raw = own_key_set(RING, "YN", START + 10)
    assert key_set_of(read_key_set_envelope(raw)) == keys
    assert [(each.start, each.until) for each in keys.keys] == [(1, CHANGE), (CHANGE, None)]
    assert keys.expires == START + VALID_SECONDS
    assert own_key_set(RING, "YN", START + 3599)[1] == raw
    assert own_key_set(RING, "YN", START + 3600)[1] != raw


def test_a_key_is_good_for_what_is_dated_in_its_time() -> None:
    keys, _ = own_key_set(RING, "YN", START)
    old, new = FIRST.public, SECOND.public
    assert keys.key_for(old.kid, CHANGE) == old
    assert keys.key_for(old.kid, CHANGE + 120) == old
    assert keys.key_for(old.kid, CHANGE + 121) is None
    assert keys.key_for(new.kid, CHANGE - 120) == new
    assert keys.key_for(new.kid, CHANGE - 121) is None
    assert keys.key_for(bytes(8), CHANGE) is None


def test_the_server_believes_itself_and_nobody_else() -> None:
    known = own_knowledge(Issuer("YN", "云南", "Yunnan", "", ()), RING, START)
    assert known.trust is not None
    assert known.trust.issuer("YN") is not None
    assert known.trust.issuer("GZ") is None
    assert known.key_sets.keys() == {"YN"}


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50))
def test_signatures_are_of_64_bytes_and_of_one_key(secret: bytes, signed: bytes) -> None:
    key = PrivateKey(secret)
    signature = key.sign(signed)
    assert len(signature) == 64
    assert key.sign(signed) == signature
    assert key.public.checks(signature, signed)
    assert key.public.point.checks(signature, signed)
    assert not key.public.checks(signature, signed + b"!")
    assert not key.public.checks(signature[:-1], signed)
    assert PrivateKey(secret, "root").public != key.public


def test_signatures_are_those_of_the_library() -> None:
    public = FIRST.public
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(public.x), int.from_bytes(public.y), ec.SECP256R1()
    )
    raw = FIRST.sign(b"x")
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    numbers.public_key().verify(der, b"x", ec.ECDSA(hashes.SHA256()))


def test_keys_are_read_as_they_are_written() -> None:
    public = FIRST.public
    assert read_key(decode(encode(public.written()))) == public
    assert read_point(decode(encode(public.point.written()))) == public.point
    assert len(public.kid) == 8
    with pytest.raises(MalformedError):
        read_key(decode(encode(replace(public, y=public.x).written())))


def test_a_list_of_the_successor_is_believed_through_each_root_before_it() -> None:
    roots = [make_root(bytes([at]) * 32) for at in range(5)]
    chain = [cross_sign(roots[at], roots[at + 1].public, START) for at in range(len(roots) - 1)]
    raw = bundle(sign_trust_list(trust_list(), roots[4]), chain)
    for root in roots:
        assert read_trust(raw, root.public) == trust_list()
    for broken in (chain[1:], chain[::-1], chain[:-1]):
        with pytest.raises(MalformedError):
            read_trust(bundle(sign_trust_list(trust_list(), roots[4]), broken), roots[0].public)


def test_a_list_is_not_taken_back_to_an_older_one() -> None:
    root = make_root(b"r" * 32)
    raw = bundle(sign_trust_list(trust_list(sequence=7), root))
    assert read_trust(raw, root.public, 7).sequence == 7
    with pytest.raises(MalformedError):
        read_trust(raw, root.public, 8)


def test_own_keys_tell_until_when_each_signed() -> None:
    assert [(each.start, each.until) for each in own_keys(RING)] == [(1, CHANGE), (CHANGE, None)]
    assert isinstance(own_keys(RING)[0].public.key, PublicKey)
