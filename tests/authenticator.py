"""An authenticator in software, as WebAuthn level 3 describes one: for tests without a browser."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

UP, UV, BE, BS, AT = 1, 4, 8, 16, 64


def encoded(raw: bytes) -> str:
    """Give base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Soft:
    """One passkey, and what it does otherwise than a good one where a test wants that."""

    origin: str
    flags: int = UP | UV
    count: int = 0
    steps: int = 1
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: bytes = b""
    rp_id: str = ""
    origins: str = ""

    def __post_init__(self) -> None:
        """Draw a key."""
        self.key = ec.generate_private_key(ec.SECP256R1())

    def made(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options of `navigator.credentials.create`, as its `toJSON` does."""
        self.handle = decoded(options["user"]["id"])
        self.rp_id = self.rp_id or options["rp"]["id"]
        held = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(self.flags | AT) + held + self.cose()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "clientDataJSON": self._client("webauthn.create", options["challenge"]),
                "attestationObject": encoded(attestation),
                "transports": ["internal", "hybrid", "unheard-of"],
            }
        )

    def used(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options of `navigator.credentials.get`."""
        self.count += self.steps
        self.rp_id = self.rp_id or options["rpId"]
        data = self._data(self.flags)
        client = self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(decoded(client)).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": encoded(data),
                "signature": encoded(signature),
                "userHandle": encoded(self.handle),
            }
        )

    def cose(self) -> bytes:
        """Give the public key as a COSE key (RFC 9053, 7.1.1)."""
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})

    def _data(self, flags: int) -> bytes:
        named = hashlib.sha256(self.rp_id.encode()).digest()
        return named + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> str:
        told = {"type": kind, "challenge": challenge, "origin": self.origins or self.origin}
        return encoded(json.dumps({**told, "crossOrigin": False}).encode())

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        named = encoded(self.credential_id)
        return {"id": named, "rawId": named, "type": "public-key", "response": response}
