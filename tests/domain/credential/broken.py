"""Texts that are no code of ours, or a broken one: name → text and the answer it must get."""

import struct
from typing import Any

import cbor2

from domain.credential.curve import PrivateKey
from domain.credential.scanned import PREFIX, bare_text
from tests.domain.credential.world import (
    CURRENT,
    HOST,
    START,
    base,
    home_keys,
    people,
)

STEP = START // 15
TOKEN = "A" * 26 + "B234567"[:6]
Texts = dict[str, tuple[str, str]]


def strangers() -> Texts:
    """Give what somebody may hold before a camera besides a code of ours."""
    ours = f"HTTPS://{HOST.upper()}/C/"
    foreign = [
        "",
        " ",
        "https://evil.example/C/" + TOKEN,
        f"https://{HOST}.evil.example/C/{TOKEN}",
        f"https://{HOST}@evil.example/C/{TOKEN}",
        f"https://evil.example/{HOST}/C/{TOKEN}",
        f"//{HOST}/C/{TOKEN}",
        f"javascript:alert(1)//{HOST}/C/{TOKEN}",
        f"data:text/html,{TOKEN}",
        f"ftp://{HOST}/C/{TOKEN}",
        ours + TOKEN[:-1],
        ours + TOKEN + "A",
        ours + TOKEN[:-1] + "1",
        ours + TOKEN + "/",
        ours + TOKEN + "?x=1",
        ours + TOKEN + "#x",
        f"https://{HOST}:443/C/{TOKEN}",
        f"https://{HOST}/D/{TOKEN}",
        f"HTTP\u017f://{HOST}/C/{TOKEN}",
        f"https://{HOST}/C/{TOKEN[:-1]}\u212a",
        f"https://\u4e91\u5357.example/C/{TOKEN}",
        "yn1:6BF",
        "YN2:6BF",
        "HC1:NCFOXN",
        "6BF",
        "😀" * 700,
        "\ufeff" + ours + TOKEN,
        "\x1c" + ours + TOKEN,
    ]
    found = {f"stranger_{at:02d}": (text, "not_ours") for at, text in enumerate(foreign)}
    online = [ours + TOKEN, ours.lower() + TOKEN.lower(), f" \thttp://{HOST}/c/{TOKEN}\r\n"]
    return found | {f"online_{at}": (text, "ask_online") for at, text in enumerate(online)}


def texts() -> Texts:
    """Give texts after `YN1:` whose base45, CBOR, envelope or claims are not in their one form."""
    whole = people()["green"].whole
    paper = people()["paper_green"].whole
    raw: dict[str, bytes] = {
        "empty": b"",
        "one_byte": b"\xd2",
        "tag_alone": b"\xd2\x84",
        "no_tag": whole[1:],
        "another_tag": b"\xd1" + whole[1:],
        "tag_61_twice": b"\xd8\x3d\xd8\x3d" + whole,
        "tag_61_alone": b"\xd8\x3d" + whole[1:],
        "tag_long": b"\xd8\x12" + whole[1:],
        "trailing": whole + b"\0",
        "cut": whole[:-1],
        "indefinite_array": b"\xd2\x9f" + whole[2:] + b"\xff",
        "five_parts": b"\xd2\x85" + whole[2:] + b"\0",
        "deep": b"\xd2" + b"\x81" * 60 + b"\0",
        "huge_array": b"\xd2\x9b" + b"\xff" * 8,
        "huge_string": b"\xd2\x84\x5b" + struct.pack(">Q", 2**62),
        "a_list": base(),
        "a_key_set": home_keys(),
        "too_long": whole + b"\0" * 300,
        "live_of_two": b"\x82" + cbor2.dumps(whole) + b"\0",
        "live_paper": cbor2.dumps([paper, STEP, bytes(64)]),
        "live_text_credential": cbor2.dumps(["x", STEP, bytes(64)]),
        "live_short_signature": cbor2.dumps([whole, STEP, bytes(63)]),
        "live_negative_step": cbor2.dumps([whole, -1, bytes(64)]),
        "live_float_step": cbor2.dumps([whole, 1.5, bytes(64)]),
        "live_true_step": cbor2.dumps([whole, True, bytes(64)]),
        "live_huge_step": cbor2.dumps([whole, 2**32, bytes(64)]),
        "live_within_live": cbor2.dumps([cbor2.dumps([whole, STEP, bytes(64)]), 1, bytes(64)]),
        "live_trailing": cbor2.dumps([whole, STEP, bytes(64)]) + b"\0",
    }
    found = {name: (bare_text(each), "damaged") for name, each in raw.items()}
    found |= {name: (bare_text(each), "damaged") for name, each in (_headers() | _claims()).items()}
    for name, digits in {
        "one_digit": "A",
        "four_digits": "ABCD",
        "over": ":::",
        "over_in_two": "::",
        "lower_case": people()["green"].bare[4:].lower(),
        "not_ascii": "ÀB0",
        "full_width": "AB\uff10",
        "line_within": "AB0\nAB0",
        "nothing": "",
        "too_many": "0" * 1200,
    }.items():
        found[f"base45_{name}"] = (PREFIX + digits, "damaged")
    return found


def envelope(protected: bytes, unprotected: object, payload: bytes, signature: bytes) -> bytes:
    return b"\xd2" + cbor2.dumps([protected, unprotected, payload, signature])


def resigned(
    protected: bytes, payload: bytes, key: PrivateKey = CURRENT, unprotected: object = None
) -> bytes:
    """Sign any header and payload with a real key: only the form can be wrong."""
    signature = key.sign(cbor2.dumps(["Signature1", protected, b"", payload]))
    return envelope(protected, unprotected or {}, payload, signature)


def parts_of(whole: bytes) -> list[Any]:
    found: list[Any] = cbor2.loads(whole[1:])
    return found


def _headers() -> dict[str, bytes]:
    protected, _, payload, signature = parts_of(people()["green"].whole)
    kid = CURRENT.public.kid
    return {
        "no_algorithm": resigned(cbor2.dumps({4: kid}), payload),
        "algorithm_unprotected": resigned(cbor2.dumps({4: kid}), payload, unprotected={1: -7}),
        "algorithm_twice": resigned(b"\xa3\x01\x26\x01\x26\x04\x48" + kid, payload),
        "algorithm_in_words": resigned(cbor2.dumps({1: "ES256", 4: kid}), payload),
        "no_kid": resigned(cbor2.dumps({1: -7}), payload),
        "kid_unprotected": resigned(cbor2.dumps({1: -7}), payload, unprotected={4: kid}),
        "short_kid": resigned(cbor2.dumps({1: -7, 4: kid[:7]}), payload),
        "long_kid": resigned(cbor2.dumps({1: -7, 4: kid + b"\0"}), payload),
        "content_type": resigned(cbor2.dumps({1: -7, 3: "x", 4: kid}), payload),
        "critical": resigned(cbor2.dumps({1: -7, 2: [4], 4: kid}), payload),
        "keys_unsorted": resigned(b"\xa2\x04\x48" + kid + b"\x01\x26", payload),
        "algorithm_widened": resigned(b"\xa2\x01\x38\x06\x04\x48" + kid, payload),
        "header_empty": resigned(b"", payload),
        "something_unprotected": envelope(protected, {5: 1}, payload, signature),
        "signature_short": envelope(protected, {}, payload, signature[:-1]),
        "signature_long": envelope(protected, {}, payload, signature + b"\0"),
        "signature_empty": envelope(protected, {}, payload, b""),
        "signature_nothing": b"\xd2" + cbor2.dumps([protected, {}, payload, None]),
        "payload_detached": b"\xd2" + cbor2.dumps([protected, {}, None, signature]),
        "payload_no_bytes": b"\xd2" + cbor2.dumps([protected, {}, cbor2.loads(payload), signature]),
    }


def _claims() -> dict[str, bytes]:
    protected, _, payload, _ = parts_of(people()["green"].whole)
    plain = cbor2.loads(payload)
    inner, key = plain[-65537], plain[8][1]
    without = [{k: v for k, v in plain.items() if k != each} for each in (1, 4, 6, -65537)]
    lacking = [plain | {-65537: {k: v for k, v in inner.items() if k != at}} for at in (1, 2, 3, 4)]
    private = [{1: 0}, {1: 4}, {1: "green"}, {1: True}, {1: -1}, {2: ""}, {2: b"x"}, {2: "王" * 7}]
    private += [{3: "123"}, {3: ""}, {3: 12}, {4: -1}, {4: 2**32}, {5: True}, {5: False}, {5: 1}]
    private += [{6: 1}, {0: 1}]
    keys = [
        {1: 1},
        {-1: 2},
        {-2: b"x" * 31},
        {-2: b"x" * 33},
        {-3: b"y" * 32},
        {-3: 1},
        {2: b"kid"},
    ]
    claims: list[object] = [
        *without,
        *lacking,
        *(plain | {-65537: inner | each} for each in private),
        *(plain | {8: {1: key | each}} for each in keys),
        *(
            plain | each
            for each in [{1: ""}, {1: "yn"}, {1: "YUNNANYUN"}, {1: 1}, {5: 1}, {2: "x"}]
        ),
        *(plain | {4: each} for each in [plain[6], 0, -1, 2**32, 1.5e9, "x", None]),
        *(plain | {6: each} for each in [-1, 2**32, 2**64 - 1, None]),
        *(plain | {8: each} for each in [{}, {1: {}}, {2: key}, b"x", {1: key, 3: b"kid"}]),
        {},
        [],
        0,
        plain | {-65537: []},
        plain | {"x": 1},
    ]
    found = {
        f"claims_{at:02d}": resigned(protected, cbor2.dumps(each, canonical=True))
        for at, each in enumerate(claims)
    }
    written = {
        "keys_unsorted": b"\xa5"
        + b"".join(
            cbor2.dumps(k) + cbor2.dumps(plain[k], canonical=True) for k in (4, 1, 6, 8, -65537)
        ),
        "key_twice": b"\xa6\x01\x62YN" + payload[1:],
        "map_indefinite": b"\xbf" + payload[1:] + b"\xff",
        "number_widened": payload.replace(b"\x06\x1a", b"\x06\x1b\0\0\0\0"),
        "text_widened": payload.replace(b"\x01\x62YN", b"\x01\x78\x02YN"),
        "text_not_utf8": payload.replace("王".encode(), b"\xed\xa0\x80"),
        "text_in_chunks": payload.replace(b"\x01\x62YN", b"\x01\x7f\x61Y\x61N\xff"),
        "trailing": payload + b"\0",
        "cut": payload[:-1],
        "empty": b"",
        "tagged": b"\xc1" + payload,
    }
    return found | {f"payload_{name}": resigned(protected, each) for name, each in written.items()}
