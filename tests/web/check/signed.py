"""Signed codes of a running server, made with its own keys as its code page will make them."""

from domain.credential.claims import Credential, sign_credential
from domain.credential.curve import PrivateKey
from domain.credential.issuing import signing_key
from domain.credential.scanned import live_text, to_be_signed
from domain.kernel.colour import Colour
from tests.servers import Server

DEVICE = PrivateKey(b"d" * 32, "device")


def credential(server: Server, **changed: object) -> Credential:
    now = int(server.clock.now().timestamp())
    values: dict[str, object] = {
        "issuer": "YN",
        "issued": now - 60,
        "expires": now + 86_400,
        "colour": Colour.GREEN,
        "name": "王*明",
        "tail": "2X",
        "shard": 9,
        "index": 7,
        "device": DEVICE.public.point,
    }
    return Credential(**(values | changed))  # type: ignore[arg-type] # made up field by field


def live(server: Server, key: PrivateKey | None = None, late: int = 0, **changed: object) -> str:
    now = int(server.clock.now().timestamp())
    key = key or signing_key(server.services.ring, now)
    whole = sign_credential(credential(server, **changed), key)
    step = now // 15 - late
    return live_text(whole, step, DEVICE.sign(to_be_signed(whole, step)))
