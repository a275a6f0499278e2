"""A server for the phone's own part, with a stand-in for what issuing has not handed out yet."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.credential.claims import Credential, sign_credential
from domain.credential.curve import Point
from domain.credential.issuing import signing_key
from domain.healthcode.show import shown
from domain.healthcode.tokens import handle_secret
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from domain.people.masking import mask
from tests.servers import Server, serving, settings_at
from web.contexts.code import code_page
from web.forms import entries_of, one
from web.guards import declares
from web.routes import all_routes
from web.visitor import visitor
from web.wiring import services

_EPOCH = 719163
_points: dict[str, Point] = {}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@get("/code/phone", opt=declares(Act.OPEN_CODE))
async def handed(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Give what the contract of the code page names."""
    held, holder = services(request), visitor().holder
    ctx = held.context(visitor().actor)
    if holder is None or holder.person_id is None:
        raise DomainError(Refusal.NOT_FOUND)
    found = await held.db.read(shown, ctx, holder.person_id, holder.id)
    if found is None or found.handle is None:
        raise DomainError(Refusal.NOT_FOUND)
    page, now = code_page(found, ctx, held.settings.origin), ctx.instant
    point, whole = _points.get(str(holder.id)), None
    if found.colour is not Colour.GREY and point is not None:
        until = found.until or now
        signed = Credential(
            issuer="YN",
            issued=int(now.timestamp()),
            expires=int(until.timestamp()),
            colour=found.colour,
            name=mask(found.member.known.name),
            tail="2X",
            shard=9,
            index=7,
            device=point,
        )
        whole = sign_credential(signed, signing_key(held.ring, int(now.timestamp())))
    told = {
        "card": hashlib.sha256(f"{holder.id}{holder.person_id}".encode()).hexdigest()[:32],
        "name": page.name,
        "masked": page.masked,
        "colour": page.colour,
        "word_zh": page.verdict.word,
        "word_en": page.verdict.word_beside,
        "line_zh": page.verdict.line,
        "line_en": page.verdict.line_beside,
        "registered": found.registered and found.registered.isoformat(),
        "until": found.until and found.until.isoformat(),
        "etag": page.etag,
        "now": now.timestamp(),
        "day": day_of(now).toordinal() - _EPOCH,
        "address": f"{held.settings.origin}/C/".upper(),
        "handle": found.handle.hex(),
        "secret": _text(handle_secret(held.ring, found.handle)),
        "credential": whole and _text(whole),
        "device": whole is not None,
        "mark": {"path": page.mark.path, "zh": page.mark.zh, "en": page.mark.en},
    }
    return Response(told, headers={"Cache-Control": "no-store"})


@post("/code/key", opt=declares(Act.OPEN_CODE))
async def registered(request: Request[Any, Any, Any]) -> Response[None]:
    """Take a device key."""
    entries, holder = await entries_of(request), visitor().holder
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    x = base64.urlsafe_b64decode(one(entries, "x") + "=")
    _points[str(holder.id)] = Point(x, odd=one(entries, "odd") == "1")
    return Response(None, status_code=204)


def standing_in() -> list[Any]:
    """Give the routes that this tree does not have of its own."""
    have = {path for handler in all_routes() for path in handler.paths}
    return [each for each in (handed, registered) if not each.paths & have]


@contextmanager
def demo_with_phone(folder: Path) -> Iterator[Server]:
    """Serve the demo, which has a trust list, with all that the phone's own part asks for."""
    with serving(settings_at(folder, demo=True), standing_in()) as server:
        yield server
