"""Checking a code by its text: the form, its answer, and the files pages fetch to answer alone."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response, get, post
from litestar.params import FromPath

from domain.accounts.acts import Act
from domain.credential.issuing import own_key_set
from domain.healthcode.check import check, limits_of
from domain.healthcode.lists import ShardLists, lists_of_shard
from domain.kernel.problems import DomainError, Refusal
from domain.policy.policies import HOME
from web.contexts.check import check_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page
from web.published import published
from web.trust import home_issuer
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_SIGNED = 'application/cose; cose-type="cose-sign1"'


@get("/check", opt=declares(Act.CHECK_CODE))
async def form(request: _Request) -> Response[str]:
    """Ask for the text of a code."""
    held = services(request)
    ctx = held.context(visitor().actor)
    return page(request, "check/check.html", check_page(held, limits_of(ctx), ctx.instant))


@post("/check", opt=declares(Act.CHECK_CODE))
async def checked(request: _Request) -> Response[str]:
    """Answer on the spot: what was scanned goes into no address, so there is no 303."""
    held, typed = services(request), one(await entries_of(request), "text")
    ctx = held.context(visitor().actor)
    limits, host = limits_of(ctx), urlsplit(held.settings.origin).netloc
    if not typed:
        return page(request, "check/check.html", check_page(held, limits, ctx.instant, ""), 422)
    found = await held.db.read(check, ctx, typed, home_issuer(held.settings), host)
    return page(request, "check/check.html", check_page(held, limits, ctx.instant, typed, found))


@get("/.well-known/healthcode/keys", opt=declares(Act.READ_PUBLIC))
async def keys(request: _Request) -> Response[bytes]:
    """Give our key set: which keys sign our credentials and lists, and when."""
    held = services(request)
    _, signed = own_key_set(held.ring, HOME, int(held.clock.now().timestamp()))
    return published(request, signed, _SIGNED)


@get("/.well-known/healthcode/trust", opt=declares(Act.READ_PUBLIC))
async def trust(request: _Request) -> Response[bytes]:
    """Give the trust list of the offline root: whose key sets to believe."""
    held = services(request)
    if held.trusted is None:
        raise DomainError(Refusal.NOT_FOUND)
    return published(request, held.trusted.bundle, "application/cbor")


@get("/.well-known/healthcode/status/{shard:int}", opt=declares(Act.READ_PUBLIC))
async def status(request: _Request, shard: FromPath[int]) -> Response[bytes]:
    """Give the day's base of a shard's signed status list."""
    return published(request, (await _lists(request, shard)).base, _SIGNED)


@get("/.well-known/healthcode/status/{shard:int}/delta", opt=declares(Act.READ_PUBLIC))
async def delta(request: _Request, shard: FromPath[int]) -> Response[bytes]:
    """Give what has changed in a shard since its base, which it names."""
    found = (await _lists(request, shard)).delta
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return published(request, found, _SIGNED)


async def _lists(request: _Request, shard: int) -> ShardLists:
    """Give a shard's lists; raises DomainError NOT_FOUND before the first have been made."""
    found = await services(request).db.read(lists_of_shard, shard)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found


ROUTES = [form, checked, keys, trust, status, delta]
"""The form, its answer, and the files."""
