"""Check-ins in tests: what is stored of a door, and a poster's button pressed without scripts."""

from typing import Any

from sqlmodel import col, select

from domain.storage.work import Work
from domain.venues.records import CheckInRecord
from tests.browse import Browse, Page, filled
from tests.servers import Server
from tests.venues import Door


def stored_at(work: Work, door: Door) -> list[CheckInRecord]:
    """Give a door's check-ins, the earliest first."""
    mine = col(CheckInRecord.venue_id) == door.venue
    rows = work.session.exec(select(CheckInRecord).where(mine).order_by(col(CheckInRecord.at)))
    found = list(rows)
    for row in found:
        work.session.expunge(row)
    return found


def check_ins(server: Server, door: Door) -> list[CheckInRecord]:
    """Give the same of a running server."""
    return server.run(server.services.db.read(stored_at, door))


def tap(browse: Browse, page: Page, status: int = 200, **changes: Any) -> Page:
    """Press the large button of a poster's page."""
    form = next(each for each in page.forms() if "/P/" in each.get("action", ""))
    chosen = {"with": changes.pop("who")} if "who" in changes else {}
    entries = filled(form) | {"way": "in"} | chosen | changes
    return browse.post(form.get("action", ""), entries, status)
