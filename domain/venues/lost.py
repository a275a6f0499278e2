"""Why a poster leads nowhere: the three ways differ in what a person at the door should do."""

from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.storage.prepared import Prepared
from domain.storage.work import Work
from domain.venues.records import PosterRecord
from domain.venues.serials import write_serial
from domain.venues.store import entrance_by_serial
from domain.venues.values import Entrance

_POSTER = Prepared(
    select(col(PosterRecord.revoked_at)).where(col(PosterRecord.serial) == bindparam("serial"))
)
_SERIAL = Prepared(
    select(col(PosterRecord.serial))
    .where(col(PosterRecord.letters) == bindparam("letters"))
    .order_by(col(PosterRecord.revoked_at).is_not(None), col(PosterRecord.made_at).desc())
)


class Lost(StrEnum):
    """Not one of ours, taken back (another hangs there now), or of a venue that is closed."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"
    CLOSED = "closed"


def door_of(work: Work, serial: bytes | None) -> Entrance | Lost:
    """Give the open entrance that a poster hangs at, or why there is none."""
    if serial is None:
        return Lost.UNKNOWN
    entrance = entrance_by_serial(work, serial)
    if entrance is not None:
        return entrance
    row = _POSTER.first(work, serial=serial)
    if row is None:
        return Lost.UNKNOWN
    return Lost.CLOSED if row[0] is None else Lost.REVOKED


def serial_of(work: Work, letters: str | None) -> str | None:
    """Give the written serial of the poster with these letters, a revoked one's too, or None."""
    row = None if letters is None else _SERIAL.first(work, letters=letters)
    return None if row is None else write_serial(bytes(row[0]))
