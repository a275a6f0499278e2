"""Texts of the right form whose signatures or keys are not; and a good one of a rarer form."""

import cbor2

from domain.credential.scanned import bare_text, live_text, to_be_signed
from tests.domain.credential.broken import STEP, Texts, envelope, parts_of, resigned
from tests.domain.credential.world import CURRENT, DEVICE, OTHER_DEVICE, SHOWN, people, signed


def forged() -> Texts:
    """Give texts of the right form whose signatures or keys are not."""
    green, red = people()["green"], people()["red"]
    protected, _, payload, signature = parts_of(green.whole)
    kid = CURRENT.public.kid
    bad = {
        "changed_claim": envelope(protected, {}, parts_of(red.whole)[2], signature),
        "signature_zero": envelope(protected, {}, payload, bytes(64)),
        "signature_ones": envelope(protected, {}, payload, b"\xff" * 64),
        "signature_of_another": envelope(protected, {}, payload, parts_of(red.whole)[3]),
        "halves_swapped": envelope(protected, {}, payload, signature[32:] + signature[:32]),
        **{
            f"algorithm_{at}": resigned(cbor2.dumps({1: at, 4: kid}), payload)
            for at in (0, -8, -35, -36, -37, 5, -65535)
        },
        "kid_of_ours_signed_by_a_stranger": resigned(protected, payload, OTHER_DEVICE),
    }
    found = {name: (bare_text(each), "forged") for name, each in bad.items()}
    signed_step = to_be_signed(green.whole, STEP)
    live = {
        "another_device": live_text(green.whole, STEP, OTHER_DEVICE.sign(signed_step)),
        "step_moved": live_text(green.whole, STEP + 1, DEVICE.sign(signed_step)),
        "borrowed_signature": live_text(red.whole, STEP, DEVICE.sign(signed_step)),
        "no_signature": live_text(green.whole, STEP, bytes(64)),
        "signed_otherwise": live_text(green.whole, STEP, DEVICE.sign(signed_step[4:])),
    }
    found |= {f"live_{name}": (each, "forged") for name, each in live.items()}
    nowhere = next(x for at in range(9) if not _on_curve(x := bytes(31) + bytes([at])))
    changed = cbor2.loads(payload)
    changed[8][1] |= {-2: nowhere}
    whole = resigned(protected, cbor2.dumps(changed, canonical=True))
    found["live_key_on_no_curve"] = (live_text(whole, STEP, bytes(64)), "forged")
    found["wrong_key"] = (people()["wrong_key"].live(STEP), "unknown_issuer")
    found["unknown_issuer"] = (people()["unknown_issuer"].live(STEP), "unknown_issuer")
    return found


def _on_curve(x: bytes) -> bool:
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    value = int.from_bytes(x)
    square = (value**3 - 3 * value + b) % prime
    return pow(square, (prime - 1) // 2, prime) == 1


def tagged_61() -> str:
    """Give a good live code whose credential has tag 61 before tag 18: it is accepted."""
    whole = b"\xd8\x3d" + signed(SHOWN["green"]).whole
    return live_text(whole, STEP, DEVICE.sign(to_be_signed(whole, STEP)))
