"""Behind a poster: the venue and the card at once, one tap to register, then the code large."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from domain.accounts.acts import Act
from domain.kernel.ids import event_id
from domain.kernel.problems import Problem
from domain.venues.check_in import NUMBER, WITH, Tap, check_in
from domain.venues.lost import Lost, door_of, serial_of
from domain.venues.serials import PATH, read_letters, read_serial, write_serial
from domain.venues.visited import here
from domain.venues.visits import CheckedIn, Direction
from web.contexts.here import here_page
from web.contexts.poster import LostPage, Typed, lost_page, poster_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import family_here, group_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
ACT, WAY = "act", "way"
POSTER, HERE = f"{PATH}{{serial:str}}", "/here"
_STATUSES = {Lost.UNKNOWN: 404, Lost.REVOKED: 410, Lost.CLOSED: 410}
_FROM_OUTSIDE = frozenset({"none", "same-origin", ""})


@get("/P", opt=declares(Act.OPEN_POSTER))
async def typed_letters(request: _Request, letters: FromQuery[str] = "") -> Response[Any]:
    """Lead from the letters under a poster's QR to what the QR holds."""
    known = read_letters(letters)
    serial = await services(request).db.read(serial_of, known)
    if serial is not None:
        return see_other(f"{PATH}{serial}")
    shown = lost_page(Lost.UNKNOWN, letters[:20]) if letters else LostPage("")
    return page(request, "poster/letters.html", shown, 404 if letters else 200)


@get(POSTER, opt=declares(Act.OPEN_POSTER))
async def poster(request: _Request, serial: FromPath[str]) -> Response[Any]:
    """Show the venue, and the card of a phone that has a code; nothing is registered by looking."""
    act = event_id(services(request).clock.now())
    return await _page(request, serial, act, Typed())


@post(POSTER, opt=declares(Act.CHECK_IN))
async def tap(request: _Request, serial: FromPath[str]) -> Response[Any]:
    """Register whoever is ticked, once, and show the code or the group."""
    posted, holder, held = await entries_of(request), visitor().holder, services(request)
    act, known = _named(posted) or event_id(held.clock.now()), read_serial(serial)
    back = "/P" if known is None else f"{PATH}{write_serial(known)}"
    if holder is None or known is None:
        return see_other(back)
    ctx = held.context(visitor().actor, act)
    found = await held.db.write(check_in, ctx, holder.id, tap_in(known, posted))
    if isinstance(found, CheckedIn | Lost):
        return see_other(HERE if isinstance(found, CheckedIn) else back)
    return await _page(request, serial, act, _typed(posted), found, 422)


@get(HERE, opt=declares(Act.OPEN_CODE))
async def registered(request: _Request) -> Response[Any]:
    """Show the latest check-in of the last ten minutes with its code; else the code alone."""
    holder, held = visitor().holder, services(request)
    ctx = held.context(visitor().actor)
    found = None if holder is None else await held.db.read(here, holder.id, ctx.instant)
    if found is None or holder is None:
        return see_other("/code")
    everybody, group = await family_here(request, ctx), None
    codes = [code for code in everybody if code.member.person_id in found.people]
    if found.people != (holder.person_id,):
        group = await _same_group(request, found)
    shown = here_page(found, codes, group, ctx, held.settings.origin)
    return page(request, "poster/here.html", shown)


def tap_in(serial: bytes, posted: Entries) -> Tap:
    """Read a posted form as a tap."""
    way = Direction.OUT if one(posted, WAY) == Direction.OUT else Direction.IN
    return Tap(serial, way, tuple(posted.get(WITH, ())), one(posted, NUMBER))


async def _same_group(request: _Request, found: CheckedIn) -> Any:
    """Give the phone's group of today where it is those who just registered, None otherwise."""
    group = await group_here(request, services(request).context(visitor().actor))
    same = group is not None and {code.member.person_id for code in group[1]} == set(found.people)
    return group if same else None


async def _page(  # noqa: PLR0913, PLR0917 - what the page is made from
    request: _Request,
    serial: str,
    act: UUID,
    typed: Typed,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response[Any]:
    held, known, holder = services(request), read_serial(serial), visitor().holder
    ctx = held.context(visitor().actor)
    door = await held.db.read(door_of, known)
    if known is None or isinstance(door, Lost):
        lost = door if isinstance(door, Lost) else Lost.UNKNOWN
        return page(request, "poster/lost.html", lost_page(lost), _STATUSES[lost])
    codes = await family_here(request, ctx)
    written, here_ = write_serial(known), None if holder is None else holder.person_id
    shown = poster_page(door, written, act, codes, here_, ctx, typed, problems)
    if shown.shown is None or shown.again or shown.arrivals:
        _remember(request, written)
    return page(request, "poster/poster.html", shown, status)


def _remember(request: _Request, serial: str) -> None:
    """Remember the poster for whoever declares next, but where another site led here."""
    if request.headers.get("sec-fetch-site", "") in _FROM_OUTSIDE:
        visitor().keep_place(serial)


def _typed(posted: Entries) -> Typed:
    leaving = one(posted, WAY) == Direction.OUT
    return Typed(tuple(posted.get(WITH, ())), leaving, one(posted, NUMBER)[:12])


def _named(posted: Entries) -> UUID | None:
    """Give the act that a form belongs to; a garbled one counts as none."""
    try:
        return UUID(one(posted, ACT))
    except ValueError:
        return None


ROUTES = [typed_letters, poster, tap, registered]
