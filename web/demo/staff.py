"""Made-up staff of every role in the demo's county, and signing in as one with a tap.

Whoever taps is in office at once, without a passkey or password; only in demo mode, where nobody
in the books is real.
"""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.accounts.opening import new_number, open_account
from domain.accounts.sessions import end_session, open_session
from domain.accounts.shifts import offer_shift, secret_of, take_shift
from domain.accounts.store import account_by_id
from domain.accounts.values import Called, Place, Standing
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.policy.places import Sector
from domain.storage.keys import KeyRing, Kind
from domain.storage.work import Work
from domain.venues.shifts import doors_within
from domain.venues.values import Entrance
from web.contexts.shifts import entrance_name, venue_name
from web.demo.cast import COUNTY
from web.formats import division
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services
from web.wording import word

MOST_VENUES = 12
_PREFECTURE, _PROVINCE = COUNTY[:4], COUNTY[:2]
_MAJIE, _NANSHA = f"{COUNTY}213", f"{COUNTY}101"
_NAMED, _DEPUTY = Standing.NAMED, Standing.DEPUTY
_NETWORK = b"demo"
OFFICERS: tuple[tuple[str, Place], ...] = (
    ("高远", Place(Role.PROVINCE, _PROVINCE, unit="省级指挥部(演示)", standing=_NAMED)),
    ("白露", Place(Role.PREFECTURE, _PREFECTURE, unit="州级指挥部(演示)", standing=_NAMED)),
    ("陈敏", Place(Role.COUNTY, COUNTY, unit="县疾控中心(演示)", standing=_NAMED)),
    ("方正", Place(Role.COUNTY, COUNTY, unit="县疾控中心(演示)", standing=_DEPUTY)),
    ("孔明理", Place(Role.SECTOR, COUNTY, Sector.MARKETS, unit="县市场监管局(演示)")),
    ("李梯田", Place(Role.TOWNSHIP, _MAJIE, unit="马街乡政府(演示)", standing=_NAMED)),
    ("罗南沙", Place(Role.TOWNSHIP, _NANSHA, unit="南沙镇政府(演示)", standing=_NAMED)),
    ("普阿妹", Place(Role.VILLAGE, _MAJIE, unit="马街村委会(演示)", standing=_NAMED)),
    ("杨大夫", Place(Role.CLINIC, _MAJIE, unit="马街乡卫生院(演示)", standing=_NAMED)),
)
"""Their names are plainly made up; Chen Min is a health worker, as all who tell of risks are."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One whom a visitor can be: `name` is what the form calls them by."""

    name: str
    called: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The made-up staff, the venues' managers, and the doors."""

    officers: tuple[Seat, ...]
    managers: tuple[Seat, ...]
    doors: tuple[Seat, ...]


def open_seat(work: Work, ctx: Context, name: str, token: str, former: str) -> None:
    """Sign a browser in as one of the made-up staff; raises DomainError NOT_FOUND."""
    kind, _, rest = name.partition("-")
    end_session(work, former)
    if kind == "officer" and rest.isascii() and rest.isdigit() and int(rest) < len(OFFICERS):
        called, place = OFFICERS[int(rest)]
        _sign_in(work, ctx, name, place, called, token)
        return
    doors = {each.venue.id.hex: each for each in doors_within(work, COUNTY, MOST_VENUES)}
    if kind not in {"manager", "door"} or rest not in doors:
        raise DomainError(Refusal.NOT_FOUND)
    door = doors[rest]
    venue = door.venue
    if kind == "manager":
        place = Place(Role.VENUE, venue.division, "", venue.id, venue.zh, _NAMED)
        _sign_in(work, ctx, name, place, "马场长", token)
        return
    manager = Actor(
        Role.VENUE, seat_id(ctx.ring, f"manager-{rest}"), venue.division, None, venue.id
    )
    own = Context(manager, ctx.instant, ctx.ring, ctx.policies, ctx.nonce)
    shift = offer_shift(work, own, venue.id, venue.division, door.id)
    take_shift(work, ctx, secret_of(ctx.ring, shift), token, _NETWORK)


def seat_id(ring: KeyRing, name: str) -> UUID:
    """Give the account's id of one of the staff: the same on one ring, not to be guessed."""
    secret = ring.derived(Kind.BROWSER, "demo")
    return UUID(bytes=hmac.digest(secret, f"staff {name}".encode(), "sha256")[:16])


def seat_officers(work: Work, ctx: Context) -> None:
    """Put all officers into office who are not there, so that each sees the others."""
    for at, (called, place) in enumerate(OFFICERS):
        _seated(work, ctx, f"officer-{at}", place, called)


def _sign_in(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, name: str, place: Place, called: str, token: str
) -> None:
    """Open a session; an account that a visitor has ended is gone until the demo is made anew."""
    account_id = _seated(work, ctx, name, place, called)
    found = account_by_id(work, ctx, account_id)
    if found is None or found.ended_at is not None:
        raise DomainError(Refusal.GONE)
    open_session(work, ctx, token, account_id)


def _seated(work: Work, ctx: Context, name: str, place: Place, called: str) -> UUID:
    account_id = seat_id(ctx.ring, name)
    if account_by_id(work, ctx, account_id) is None:
        open_account(work, ctx, account_id, new_number(), place, Called(called))
    return account_id


@get("/demo/staff", opt=declares(Act.SEE_DEMO))
async def staff(request: Request[Any, Any, Any]) -> Response[str]:
    """List the made-up staff."""
    doors = await services(request).db.read(doors_within, COUNTY, MOST_VENUES)
    officers = tuple(_officer(at) for at in range(len(OFFICERS)))
    managers = tuple(_at_venue("manager", Role.VENUE, each) for each in doors)
    found = StaffPage(officers, managers, tuple(_at_venue("door", Role.DOOR, e) for e in doors))
    return page(request, "demo/staff.html", found)


@post("/demo/staff", opt=declares(Act.SEE_DEMO))
async def sit(request: Request[Any, Any, Any]) -> Response[Any]:
    """Sign this browser in as one of them."""
    name, held, token = one(await entries_of(request), "seat"), services(request), new_token()
    former = visitor().staff_token or ""
    await held.db.write(open_seat, held.context(), name, token, former)
    visitor().keep_staff(token)
    return see_other("/staff")


def _officer(at: int) -> Seat:
    called, place = OFFICERS[at]
    sector = f" · {word(Sector(place.sector))}" if place.sector else ""
    where = division(place.division)
    return Seat(f"officer-{at}", called, word(place.role) + sector, f"{where} · {place.unit}")


def _at_venue(kind: str, role: Role, door: Entrance) -> Seat:
    where = venue_name(door.venue)
    place = f"{where} · {entrance_name(door)}" if role is Role.DOOR else where
    return Seat(f"{kind}-{door.venue.id.hex}", where, word(role), place)


ROUTES = [staff, sit]
"""The list, and sitting down in one's seat."""
