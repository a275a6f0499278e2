"""Pages: one template gives the whole page or, to htmx, the bare fragment of it."""

import dataclasses
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.response import Redirect
from markupsafe import Markup, escape

from web import formats, i18n
from web.asgi import answer
from web.clips import VOICES
from web.csrf import FIELD
from web.folding import FoldingEnvironment
from web.i18n import LANGUAGES, language
from web.offices import staff_links, staff_place
from web.settings import Settings
from web.visitor import visitor

TEMPLATES = Path(__file__).parent / "templates"
HTML = "text/html; charset=utf-8"
_PARTIAL = b"hx-request-type"
VARY = "Accept-Language, Cookie, HX-Request, HX-Request-Type"
PAGE_HEADERS = {"Cache-Control": "no-store", "Vary": VARY}
Templates = Mapping[tuple[str, bool], FoldingEnvironment]
"""The environments, by language and whether a bare part is asked for."""
_FORMATS = (
    formats.day,
    formats.full_day,
    formats.moment,
    formats.clock,
    formats.through,
    formats.last_day,
    formats.days_left,
    formats.iso,
    formats.country,
    formats.division,
)


class Assets(Protocol):
    """Where the addresses of static files come from."""

    def address(self, name: str) -> str:
        """Give the hashed address of a static file; raises KeyError for one there is not."""
        ...

    def names(self) -> list[str]:
        """Give every name there is."""
        ...


def open_templates(settings: Settings, assets: Assets) -> Templates:
    """Make the environments, by language and whether a bare part is asked for."""
    return {
        (key, partial): _environment(settings, assets, key, partial=partial)
        for key in LANGUAGES
        for partial in (False, True)
    }


def _environment(
    settings: Settings, assets: Assets, key: str, *, partial: bool
) -> FoldingEnvironment:
    """Make one: everything escaped, nothing undefined passed over."""
    env = FoldingEnvironment(
        key,
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=settings.reload,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined] # the i18n extension adds it
        i18n.gettext,
        i18n.ngettext,
        newstyle=True,
        pgettext=i18n.pgettext,
        npgettext=i18n.npgettext,
    )
    env.filters.update({filter_.__name__: filter_ for filter_ in _FORMATS})
    env.globals.update(
        asset=assets.address,
        csrf_field=_csrf_field,
        csrf_token=lambda: visitor().csrf_token(),
        countries=formats.countries,
        demo=settings.demo,
        hotline=settings.hotline,
        staff_links=staff_links,
        staff_place=staff_place,
    )
    env.plain = frozenset({"csrf_field", "csrf_token"})
    env.fixed.update(demo=settings.demo, hotline=settings.hotline, partial=partial)
    env.fixed.update(layout="bare.html" if partial else "layout.html")
    env.fixed.update(voices=assets.address(VOICES) if VOICES in assets.names() else "")
    if not settings.reload:
        env.fixed.update(asset=assets.address)
    return env


class Rendered(Response[str]):
    """A page as text, sent as it is: Litestar's own answer makes and copies its headers anew."""

    def to_asgi_response(self, *_: Any, **__: Any) -> Any:
        """Give the ASGI callable that sends head and body."""
        status, body = self.status_code or 200, self.content.encode()
        headers = [
            (name.lower().encode(), str(value).encode("latin-1"))
            for name, value in self.headers.items()
        ]

        async def whole(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI
            await answer(send, status, body, HTML, headers)

        return whole


def page(
    request: Request[Any, Any, Any], template: str, context: Any = None, status: int = 200
) -> Response[str]:
    """Render a page: the full layout, or its bare main part where htmx asks for a part.

    `context` is a dataclass (or mapping) whose fields the template sees by name, besides `layout`,
    `partial`, `language`, `languages` (the others), `large`, `here` and the globals.
    """
    return fragment(request, template, context, status)


def fragment(
    request: Request[Any, Any, Any], template: str, context: Any = None, status: int = 200
) -> Response[str]:
    """Render a `_part.html` by itself, or a page; the same surroundings as `page`."""
    templates = request.app.state.templates
    text = rendered(templates, template, context, partial=is_partial(request))
    return Rendered(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers=dict(PAGE_HEADERS),
    )


def rendered(
    templates: Templates, template: str, context: Any = None, *, partial: bool = False
) -> str:
    """Render a template in the visitor's language, whole or as the part that htmx asks for."""
    env = templates[language().key, partial]
    return env.get_template(template).render(_surroundings() | _fields(context))


def see_other(path: str) -> Redirect:
    """Answer a POST: the page to look at next, by 303, so that a reload sends nothing twice."""
    return Redirect(path, status_code=303)


def is_partial(request: Request[Any, Any, Any]) -> bool:
    """Tell whether htmx asks for a part of the page."""
    asked = ((name, value) for name, value in request.scope["headers"] if name == _PARTIAL)
    return next(asked, (b"", b""))[1] == b"partial"


def _surroundings() -> dict[str, Any]:
    """Give what the layout needs of the request, without any work of the route."""
    found, own = visitor(), language()
    return {
        "language": own,
        "languages": [
            (each, found.here(lang=each.key)) for each in LANGUAGES.values() if each is not own
        ],
        "large": found.large,
        "large_href": found.here(large="0" if found.large else "1"),
        "here": found.path,
    }


def _fields(context: Any) -> dict[str, Any]:
    if context is None:
        return {}
    if isinstance(context, Mapping):
        return dict(context)
    return {name: getattr(context, name) for name in _names(context.__class__)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind))


def _csrf_field() -> Markup:
    return _field_of(visitor().csrf_token())


@lru_cache(maxsize=256)
def _field_of(token: str) -> Markup:
    """Make the hidden field of a token: a page has it in each of its forms."""
    return Markup(f'<input type="hidden" name="{FIELD}" value="{escape(token)}">')  # noqa: S704 - our own
