"""What a poster's QR holds: an 80-bit serial on our own origin, and the same place in letters.

The letters are for typing where no camera reads: eight of an alphabet without look-alikes.
"""

import base64
import secrets

from domain.kernel.tokens import ALPHABET
from domain.kernel.tokens import read_letters as letters_in

SERIAL_BYTES = 10
LETTERS = 8
PATH = "/P/"
"""The path of posters; upper case like the rest of the address, so that the QR stays small."""
_LOOK_ALIKES = str.maketrans({"0": "O", "1": "I"})
_WRITTEN = 16


def new_serial() -> bytes:
    """Make a poster's serial: 80 random bits, so that nobody guesses a venue's address."""
    return secrets.token_bytes(SERIAL_BYTES)


def new_letters() -> str:
    """Make a poster's code in letters: 40 random bits, none of 0, O, 1, I among them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def write_serial(serial: bytes) -> str:
    """Write a serial as its 16 letters of base32 (RFC 4648, 6)."""
    return base64.b32encode(serial).decode()


def read_serial(typed: str) -> bytes | None:
    """Read a written serial, in any case; None for what is none."""
    text = typed.upper().translate(_LOOK_ALIKES)
    if len(text) != _WRITTEN or not text.isascii():
        return None
    try:
        return base64.b32decode(text)
    except ValueError:
        return None


def read_letters(typed: str) -> str | None:
    """Read a code in letters as people type it: any case, gaps and hyphens anywhere."""
    return letters_in(typed, LETTERS)


def is_poster(text: str, host: str) -> bool:
    """Tell whether a scanned text is the address of a poster of ours, at this host and port."""
    scheme, _, rest = text.strip().partition("://")
    at, path, serial = rest.partition(PATH)
    ours = scheme.lower() in {"http", "https"} and at.lower() == host.lower()
    return ours and bool(path) and read_serial(serial) is not None
