"""A credential: the CWT claims (RFC 8392) of one person's code, signed by its issuer.

It says whose device key it belongs to, the colour and until when, a masked name, the end of the
document's number, and where in the status lists to look. No more of the document, no phone, no
reason. A paper card has the paper mark and no device key.
"""

from dataclasses import dataclass

from domain.credential.cbor import MalformedError, Value, decode
from domain.credential.curve import Point, PrivateKey, read_point
from domain.credential.envelope import Envelope, Kind, read_envelope, sign
from domain.credential.fields import Fields
from domain.kernel.colour import Colour

MOST_BYTES = 320
"""The longest credential that is looked at."""
NAME_BYTES = 19
"""The most UTF-8 bytes of a masked name: with more, a live code passes QR version 10-L."""
SHARDS = 16
INDEXES = 2**28
"""How many indexes a shard has: sparse, so that an index tells nothing and is hard to guess."""
PRIVATE = -65537
CODES = {Colour.GREY: 0, Colour.GREEN: 1, Colour.YELLOW: 2, Colour.RED: 3}
"""Colours on the wire; a credential is never signed grey, a status list may say it."""
COLOURS = {code: colour for colour, code in CODES.items()}
_ISS, _EXP, _IAT, _CNF = 1, 4, 6, 8
_COSE_KEY = 1
_COLOUR, _NAME, _TAIL, _STATUS, _PAPER = 1, 2, 3, 4, 5
_TAIL_BYTES = 8
_TAIL_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Credential:
    """What a credential claims. Instants are whole seconds of Unix time; `expires` is exclusive.

    `expires` is the colour's end, or the review date where it waits for an event. `device` is None
    on paper, and on phones that cannot sign.
    """

    issuer: str
    issued: int
    expires: int
    colour: Colour
    name: str
    tail: str
    shard: int
    index: int
    device: Point | None = None
    paper: bool = False


def sign_credential(credential: Credential, key: PrivateKey) -> bytes:
    """Write and sign a credential; raises MalformedError for one that no reader would take."""
    payload = _written(credential)
    signed = sign(Kind.CREDENTIAL, payload, key)
    if claims_of(read_envelope(signed, Kind.CREDENTIAL, MOST_BYTES)) != credential:
        raise MalformedError
    return signed


def claims_of(envelope: Envelope) -> Credential:
    """Read the claims, whoever signed them; raises MalformedError."""
    claims = Fields(decode(envelope.payload), (_ISS, _EXP, _IAT, PRIVATE), (_CNF,))
    private = Fields(claims.value(PRIVATE), (_COLOUR, _NAME, _TAIL, _STATUS), (_PAPER,))
    status = private.number(_STATUS)
    device = None
    if _CNF in claims:
        device = read_point(Fields(claims.value(_CNF), (_COSE_KEY,)).value(_COSE_KEY))
    paper = _PAPER in private
    issued = claims.number(_IAT)
    if paper and (private.value(_PAPER) is not True or device is not None):
        raise MalformedError
    return Credential(
        issuer=claims.issuer(_ISS),
        issued=issued,
        expires=claims.number(_EXP, issued + 1),
        colour=COLOURS[private.number(_COLOUR, CODES[Colour.GREEN], CODES[Colour.RED])],
        name=private.text(_NAME, NAME_BYTES),
        tail=_tail(private),
        shard=status // INDEXES,
        index=status % INDEXES,
        device=device,
        paper=paper,
    )


def fitted(masked: str) -> str:
    """Shorten a masked name to what a credential holds: by whole parts, else by characters.

    Foreign names alone can be that long, and are masked part by part (M*** O*** O***).
    """
    while len(masked.encode()) > NAME_BYTES:
        shorter = masked.rpartition(" ")[0]
        masked = shorter or masked[:-1]
    return masked


def _tail(private: Fields) -> str:
    tail = private.text(_TAIL, _TAIL_BYTES)
    if len(tail) > _TAIL_SIGNS:
        raise MalformedError
    return tail


def _written(credential: Credential) -> dict[int, object]:
    device: dict[int, object] = {}
    if credential.device is not None:
        device = {_CNF: {_COSE_KEY: credential.device.written()}}
    private: dict[int, Value] = {
        _COLOUR: CODES[credential.colour],
        _NAME: credential.name,
        _TAIL: credential.tail,
        _STATUS: credential.shard * INDEXES + credential.index,
    }
    if credential.paper:
        private[_PAPER] = True
    claims = {_ISS: credential.issuer, _EXP: credential.expires, _IAT: credential.issued}
    return {**claims, **device, PRIVATE: private}
