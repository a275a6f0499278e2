"""The short way of a scan at a door: one live code, one door phone, nothing else (ADR 27).

The session is read by the verb itself, in its transaction.
"""

from domain.admission.plain import admit_by_phone, plain_of
from domain.admission.values import Admitted
from domain.kernel.actor import Role
from web.asgi import Send, answer
from web.calls import CalledIn, read_call, service_of, told_of, written
from web.forms import Entries
from web.routes.verify_api import ADMIT, admitted
from web.short_post import ShortPost
from web.visitor import Secrets
from web.wiring import Services

_JSON = "application/json"
_HEADERS = ((b"cache-control", b"no-store"),)


def admit_way(services: Services) -> ShortPost[CalledIn, Admitted]:
    """Give the scan's row. Its form token comes in a header, so no body holds one."""
    host = service_of(services).host

    async def take(token: str, asked: CalledIn) -> Admitted | None:
        ctx = services.context(nonce=asked.id)
        plain = plain_of(ctx, asked.call(), host)
        if plain is None:
            return None
        return await services.db.write(admit_by_phone, ctx, token, plain)

    return ShortPost(
        path=ADMIT,
        route=admitted,
        role=Role.DOOR,
        serves=_serves,
        takes=_takes,
        token=_session,
        entries=_no_entries,
        read=_read,
        take=take,
        send=_send_told,
    )


def _serves(path: str) -> bool:
    return path == ADMIT


def _takes(kind: str) -> bool:
    return kind == _JSON


def _session(secrets: Secrets) -> str | None:
    return secrets.staff


def _no_entries(_body: bytes) -> Entries:
    return {}


def _read(_path: str, body: bytes, _entries: Entries) -> CalledIn | None:
    return read_call(body)


async def _send_told(send: Send, done: Admitted) -> None:
    await answer(send, 200, written(told_of(done)), _JSON, _HEADERS)
