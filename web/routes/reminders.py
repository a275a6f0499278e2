"""Being reminded before a code runs out: by text message, or by this browser."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import ClientException
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.household.claim import member_of
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.notices.codes import Asker, Binding, Purpose, new_code, send_code
from domain.notices.reminders import ask_for_sms, end_sms, subscribe, unsubscribe, wishes_of
from domain.notices.subscription import NoSubscriptionError, Subscription, read_subscription
from web.contexts.reminders import number_page, reminders_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import whose_here
from web.network import network_of
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_NUMBER_PAGE = "reminders/number.html"


@get("/reminders", opt=declares(Act.OPEN_CODE))
async def reminders(request: _Request) -> Response[Any]:
    """Show by what this phone is reminded, or the way to a code."""
    holder, held = visitor().holder, services(request)
    if holder is None or holder.person_id is None:
        return see_other("/declare")
    wishes = await held.db.read(wishes_of, holder.id)
    shown = reminders_page(held, wishes, await _phone(request))
    return page(request, "reminders/reminders.html", shown)


@post("/reminders", opt=declares(Act.OPEN_CODE))
async def ask(request: _Request) -> Redirect:
    """Send digits to the number of this phone's code, which is first to say that it is theirs."""
    found, held, binding = visitor(), services(request), await _binding(request)
    asker = Asker(network_of(request, held.ring), found.language)
    await held.db.write(send_code, held.context(found.actor), binding, asker, new_code())
    return see_other("/reminders/number")


@get("/reminders/number", opt=declares(Act.OPEN_CODE))
async def number(request: _Request) -> Response[Any]:
    """Ask for the digits that were sent."""
    binding = await _binding(request)
    return page(request, _NUMBER_PAGE, number_page(binding.phone))


@post("/reminders/number", opt=declares(Act.OPEN_CODE))
async def prove(request: _Request) -> Response[Any]:
    """Take the digits, and remind at this number from now on."""
    binding, typed = await _binding(request), one(await entries_of(request), "code")
    held, (_, holder), language = services(request), whose_here(), visitor().language
    ctx = held.context(visitor().actor)
    fault = await held.db.write(ask_for_sms, ctx, holder, language, binding, typed)
    if fault is not None:
        return page(request, _NUMBER_PAGE, number_page(binding.phone, fault), 422)
    return see_other("/reminders")


@post("/reminders/end", opt=declares(Act.OPEN_CODE))
async def end(request: _Request) -> Redirect:
    """Send no more text messages."""
    held, (_, holder) = services(request), whose_here()
    await held.db.write(end_sms, held.context(visitor().actor), holder)
    return see_other("/reminders")


@post("/reminders/push", opt=declares(Act.OPEN_CODE), status_code=204)
async def push(request: _Request) -> None:
    """Push to this browser from now on: its `endpoint`, and its keys in base64url."""
    held, (_, holder), language = services(request), whose_here(), visitor().language
    found = _subscription(await entries_of(request))
    await held.db.write(subscribe, held.context(visitor().actor), holder, found, language)


@post("/reminders/push/end", opt=declares(Act.OPEN_CODE), status_code=204)
async def end_push(request: _Request) -> None:
    """Push to this browser no more."""
    held, (_, holder) = services(request), whose_here()
    endpoint = one(await entries_of(request), "endpoint")
    await held.db.write(unsubscribe, held.context(visitor().actor), holder, endpoint)


async def _phone(request: _Request) -> str:
    """Give the number of the code that this browser shows."""
    held = services(request)
    member = await held.db.read(member_of, held.ring, *whose_here())
    if member is None:
        raise DomainError(Refusal.NOT_FOUND)
    return member.known.phone


async def _binding(request: _Request) -> Binding:
    """Give what digits for this phone are bound to; NOT_FOUND where no message can be sent."""
    phone, token = await _phone(request), visitor().token
    if services(request).sms is None or token is None:
        raise DomainError(Refusal.NOT_FOUND)
    return Binding(phone, Purpose.REMINDERS, token_hash(token))


def _subscription(posted: Entries) -> Subscription:
    try:
        return read_subscription(*(one(posted, name) for name in ("endpoint", "p256dh", "auth")))
    except NoSubscriptionError:
        raise ClientException from None


ROUTES = [reminders, ask, number, prove, end, push, end_push]
"""The page, the number's proof, and this browser's subscription."""
