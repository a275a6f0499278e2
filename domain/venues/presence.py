"""The short number shown at a door, by which a check-in shows that somebody stood there (E3).

Whoever runs the venue reads it on their own page and writes it on a board; it changes at midnight.
"""

import hashlib
import hmac
from datetime import date
from uuid import UUID

from domain.storage.keys import KeyRing, Kind

DIGITS = 4


def presence_number(ring: KeyRing, entrance_id: UUID, day: date) -> str:
    """Give an entrance's number of a Beijing day: four digits by a keyed MAC, told by nothing."""
    key = ring.derived(Kind.INDEX, "presence")
    said = hmac.digest(key, entrance_id.bytes + day.isoformat().encode(), hashlib.sha256)
    return f"{int.from_bytes(said[:8]) % 10**DIGITS:0{DIGITS}}"


def is_presence_number(ring: KeyRing, entrance_id: UUID, day: date, typed: str) -> bool:
    """Tell whether somebody typed the day's number, with full-width digits or gaps between."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return hmac.compare_digest(digits, presence_number(ring, entrance_id, day))
