"""The short way of the large button behind a poster: one tap of one known phone (ADR 26)."""

from uuid import UUID

from domain.kernel.actor import Role
from domain.venues.check_in import WITH, Tap
from domain.venues.serials import PATH, read_serial
from domain.venues.tapping import tap_of_browser
from domain.venues.visits import CheckedIn
from web.asgi import Send, answer
from web.csrf import FIELD
from web.forms import Entries, is_form_type, one, read_entries
from web.routes.poster import ACT, HERE, POSTER, WAY, tap, tap_in
from web.short_post import ShortPost
from web.visitor import Secrets
from web.wiring import Services

_PLAIN = frozenset({ACT, WAY, WITH, FIELD})
_Asked = tuple[UUID, Tap]


def tap_way(services: Services) -> ShortPost[_Asked, CheckedIn]:
    """Give the tap's row: whom the phone shows is registered, and led to the code."""

    async def take(token: str, asked: _Asked) -> CheckedIn | None:
        act, tapped = asked
        return await services.db.write(tap_of_browser, services.context(nonce=act), token, tapped)

    return ShortPost(
        path=POSTER,
        route=tap,
        role=Role.HOLDER,
        serves=_serves,
        takes=is_form_type,
        token=_browser,
        entries=read_entries,
        read=_read,
        take=take,
        send=_send_here,
    )


def _serves(path: str) -> bool:
    return path.startswith(PATH)


def _browser(secrets: Secrets) -> str | None:
    return secrets.browser


def _read(path: str, _body: bytes, entries: Entries) -> _Asked | None:
    """Read a plain tap; None for a form that says more, or less, and for no poster's address."""
    serial = read_serial(path.removeprefix(PATH))
    if serial is None or not entries.keys() <= _PLAIN or len(entries.get(WITH, ())) != 1:
        return None
    try:
        return UUID(one(entries, ACT)), tap_in(serial, entries)
    except ValueError:
        return None


async def _send_here(send: Send, _done: CheckedIn) -> None:
    await answer(send, 303, b"", headers=((b"location", HERE.encode()),))
