"""The declaration: six steps with their own addresses, each a plain form that htmx only hurries."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from domain.accounts.acts import Act
from domain.declaration.consent import FIELD as CONSENT
from domain.declaration.drafts import Draft, draft_at, read_channel
from domain.declaration.entries import Entries, one
from domain.declaration.fill import Filled, Posted, fill
from domain.declaration.rows import with_row, without_row
from domain.declaration.steps import Step, next_step, take
from domain.declaration.terms import Terms
from domain.declaration.who import FIRST
from domain.healthcode.submit import submit
from domain.healthcode.values import Issued
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.venues.arrive import Arrived, arrive
from domain.venues.serials import PATH, read_serial, write_serial
from web.contexts.declare import Shown, step_page
from web.csrf import StaleFormError
from web.errors import stale
from web.forms import entries_of
from web.guards import declares
from web.i18n import LANGUAGES
from web.network import public_network_of
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PROMISED = frozenset({"commitment", CONSENT})
_FILLED = frozenset(Step) - {Step.CHECK}
_ROWS = frozenset("123456789")


@get("/declare", opt=declares(Act.DECLARE))
async def declare(request: _Request, channel: FromQuery[str] = "") -> Response[Any]:
    """Go on where this phone stopped, or begin."""
    draft = await _draft(request, None)
    if draft is not None:
        return see_other(f"/declare/{draft.step}")
    holder = visitor().holder
    if holder is not None and holder.person_id is not None:
        return see_other("/code")
    return _page(request, Step.WHO, Draft(_fresh(request), channel=read_channel(channel)))


@get("/declare/{name:str}", opt=declares(Act.DECLARE))
async def show_step(request: _Request, name: FromPath[str]) -> Response[Any]:
    """Show one step with what was typed; the check only when every step is whole."""
    step, draft = _step(name), await _draft(request, None)
    if draft is None:
        draft = Draft(_fresh(request))
        return _page(request, step, draft) if step is Step.WHO else see_other("/declare/who")
    whole = next_step(draft.entries, _terms(request))
    if step is Step.CHECK and whole is not Step.CHECK:
        return see_other(f"/declare/{whole}")
    return _page(request, step, draft)


def _kept(request: _Request, error: StaleFormError) -> Response[str]:
    """Show a step as it was sent, where its page was open for too long: nothing typed is lost."""
    name = str(request.path_params.get("name", ""))
    if not error.entries or name not in _FILLED:
        return stale(request, error)
    step, sent = Step(name), error.entries
    entries = take(step, {}, sent, _terms(request)).entries
    draft = Draft(_named(sent) or _fresh(request), step, entries, one(sent, "channel"))
    return _page(request, step, draft, status=403, unsent=True)


@post("/declare/{name:str}", opt=declares(Act.DECLARE), exception_handlers={StaleFormError: _kept})
async def fill_step(request: _Request, name: FromPath[str]) -> Response[Any]:
    """Save a step, right or wrong, and go to the next one, or say what is wrong."""
    step, posted = _step(name), await entries_of(request)
    change = _change(posted, services(request).settings.home_division)
    filled = await _saved(request, Posted(step, posted, one(posted, "channel"), change))
    if filled.draft.declared:
        return see_other("/code")
    if (key := one(posted, "lang")) in LANGUAGES:
        return _anew(request, f"/declare/{step}?lang={key}")
    if change is not None:
        return _page(request, step, filled.draft)
    if filled.problems:
        return _page(request, step, filled.draft, filled.problems, 422)
    return see_other(f"/declare/{filled.draft.step}")


@post("/declare/{name:str}/field", opt=declares(Act.DECLARE))
async def check_field(request: _Request, name: FromPath[str]) -> Response[Any]:
    """Say what is wrong with one field as it is left; nothing is saved."""
    step, posted = _step(name), await entries_of(request)
    draft = await _draft(request, _named(posted)) or Draft(_fresh(request))
    taken = take(step, draft.entries, posted, _terms(request))
    found = [each for each in taken.problems if each.field == one(posted, "field")]
    typed = replace(draft, step=step, entries=taken.entries)
    return _page(request, step, typed, tuple(found))


@post("/declare/submit", opt=declares(Act.DECLARE))
async def send(request: _Request) -> Response[Any]:
    """Take the declaration, once, and show the code it leads to."""
    posted, holder = await entries_of(request), visitor().holder
    draft_id = _named(posted)
    if holder is None or draft_id is None:
        return see_other("/declare")
    ctx = services(request).context(visitor().actor, draft_id)
    found, path = await _sent(request, ctx, holder.id, posted)
    if isinstance(found, Issued):
        return see_other(path)
    draft = await _draft(request, draft_id)
    if draft is None or any(each.field not in _PROMISED for each in found):
        return see_other("/declare")
    typed = {**draft.entries, CONSENT: posted.get(CONSENT, ())}
    return _page(request, Step.CHECK, replace(draft, entries=typed), found, 422)


async def _sent(
    request: _Request, ctx: Context, holder_id: UUID, posted: Entries
) -> tuple[Issued | tuple[Problem, ...], str]:
    """Take the declaration, and what it leads to; who came from a poster is registered there."""
    serial, db = read_serial(visitor().place or ""), services(request).db
    if serial is None:
        return await db.write(submit, ctx, holder_id, posted), "/code"
    found = await db.write(arrive, ctx, holder_id, posted, serial)
    if not isinstance(found, Arrived):
        return found, ""
    visitor().forget_poster()
    if found.asks:
        return found.issued, f"{PATH}{write_serial(serial)}"
    return found.issued, "/code" if found.checked_in is None else "/here"


async def _saved(request: _Request, posted: Posted) -> Filled:
    """Save a step under the draft its form names, this browser known from now on."""
    held, found = services(request), visitor()
    ctx = held.context(found.actor, _named(posted.entries) or _fresh(request))
    if found.holder is not None and found.token is not None:
        return await held.db.write(fill, ctx, found.token, found.holder.id, posted)
    token = new_token()
    posted = replace(posted, network=public_network_of(request, held.ring))
    filled = await held.db.write(fill, ctx, token, random_id(), posted)
    found.keep_browser(token)
    return filled


def _page(  # noqa: PLR0913 - what a page of the wizard is made from
    request: _Request,
    step: Step,
    draft: Draft,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
    *,
    unsent: bool = False,
) -> Response[str]:
    home, terms = services(request).settings.home_division, _terms(request)
    rules = services(request).policies.set_at(terms.instant)
    shown = Shown(terms, rules, home, problems, unsent)
    return page(request, f"declare/{step}.html", step_page(step, draft, shown), status)


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


def _terms(request: _Request) -> Terms:
    return Terms(services(request).clock.now())


def _fresh(request: _Request) -> UUID:
    return event_id(services(request).clock.now())


def _named(posted: Entries) -> UUID | None:
    """Give the draft that a form belongs to; a garbled one counts as none."""
    try:
        return UUID(one(posted, "draft"))
    except ValueError:
        return None


async def _draft(request: _Request, draft_id: UUID | None) -> Draft | None:
    holder, held = visitor().holder, services(request)
    if holder is None:
        return None
    return await held.db.read(draft_at, held.ring, holder.id, draft_id)


def _change(posted: Entries, home: str) -> Any:
    """Give what a button besides "continue" does to the answers; it stays on the step unjudged."""
    act, _, what = one(posted, "stay").partition(" ")
    group, _, row = what.partition(" ")
    if act == "add" and group in {"visit", "leg"}:
        return lambda entries: with_row(entries, group)
    if act == "drop" and group in {"visit", "leg"} and row in _ROWS:
        return lambda entries: without_row(entries, group, int(row))
    if act == "anew":
        return lambda entries: {name: entries[name] for name in FIRST if name in entries}
    if act == "elsewhere":
        return lambda entries: {**_without_county(entries), "prefecture": (home[:4],)}
    return (lambda entries: entries) if act or one(posted, "lang") else None


def _without_county(entries: Entries) -> dict[str, Any]:
    gone = {"county", "township"}
    return {field: values for field, values in entries.items() if field not in gone}


def _anew(request: _Request, path: str) -> Response[Any]:
    """Go to a page as a whole: htmx is told to load it, the frame's language changes too."""
    if request.headers.get("hx-request"):
        return Response("", headers={"HX-Redirect": path})
    return see_other(path)


ROUTES = [declare, show_step, fill_step, check_field, send]
