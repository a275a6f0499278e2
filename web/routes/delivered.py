"""Taking the taps that a phone kept while it had no network."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, post

from domain.accounts.acts import Act
from domain.kernel.problems import DomainError, Refusal
from domain.venues.check_in import Tap
from domain.venues.delivering import MOST, deliver_taps
from domain.venues.serials import read_serial
from domain.venues.visits import Direction, Tapped
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.visitor import visitor
from web.wiring import services

_PARTS = 4
_DIGITS = 13  # until the year 2286


@post("/here/deliver", opt=declares(Act.CHECK_IN))
async def deliver(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take what was kept, and say what the phone may forget."""
    holder, held = visitor().holder, services(request)
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    taps = list(kept_taps(await entries_of(request)))
    done = await held.db.write(deliver_taps, held.context(visitor().actor), holder.id, taps)
    return Response({"done": [str(act) for act in done]}, status_code=200)


def kept_taps(posted: Entries) -> Iterator[tuple[UUID, Tap]]:
    """Read `tap` fields: id, Unix milliseconds, serial, direction, names; what is garbled is not.

    `sent` is the phone's clock as it sends them.
    """
    sent = _instant(one(posted, "sent"))
    for said in posted.get("tap", [])[:MOST]:
        parts = said.split(" ")
        if sent is None or len(parts) <= _PARTS:
            continue
        at, serial = _instant(parts[1]), read_serial(parts[2])
        way = Direction.OUT if parts[3] == Direction.OUT else Direction.IN
        try:
            act = UUID(parts[0])
        except ValueError:
            continue
        if at is not None and serial is not None:
            yield act, Tap(serial, way, tuple(parts[_PARTS:]), tapped=Tapped(at, sent))


def _instant(said: str) -> datetime | None:
    if not (said.isascii() and said.isdecimal()) or len(said) > _DIGITS:
        return None
    return datetime.fromtimestamp(int(said) / 1000, UTC)


ROUTES = [deliver]
