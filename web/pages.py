"""Pages: one template gives the whole page or, to htmx, the bare fragment of it."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.response import Redirect
from markupsafe import Markup

from web import formats, i18n
from web.csrf import FIELD
from web.folding import Folding
from web.i18n import LANGUAGES, language
from web.settings import Settings
from web.visitor import visitor

TEMPLATES = Path(__file__).parent / "templates"
VARY = "Accept-Language, Cookie, HX-Request, HX-Request-Type"
_FORMATS = (
    formats.day,
    formats.full_day,
    formats.moment,
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


def open_templates(settings: Settings, assets: Assets) -> dict[str, Environment]:
    """Make the environments, one a language: their constant messages are already said."""
    return {key: _environment(settings, assets, key) for key in LANGUAGES}


def _environment(settings: Settings, assets: Assets, key: str) -> Environment:
    """Make one: everything escaped, nothing undefined passed over."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=settings.reload,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Folding],
    )
    env.folded_language = key  # type: ignore[attr-defined] # Folding adds it
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
    )
    return env


def page(
    request: Request[Any, Any, Any], template: str, context: Any = None, status: int = 200
) -> Response[str]:
    """Render a page: the full layout, or its bare main part where htmx asks for a part.

    `context` is a dataclass (or mapping) whose fields the template sees by name, besides `layout`,
    `partial`, `language`, `languages`, `large`, `here` and the globals of `open_templates`.
    """
    return fragment(request, template, context, status)


def fragment(
    request: Request[Any, Any, Any], template: str, context: Any = None, status: int = 200
) -> Response[str]:
    """Render a `_part.html` by itself, or a page; the same surroundings as `page`."""
    env: Environment = request.app.state.templates[language().key]
    text = env.get_template(template).render(_surroundings(request) | _fields(context))
    return Response(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"Cache-Control": "no-store", "Vary": VARY},
    )


def see_other(path: str) -> Redirect:
    """Answer a POST: the page to look at next, by 303, so that a reload sends nothing twice."""
    return Redirect(path, status_code=303)


def is_partial(request: Request[Any, Any, Any]) -> bool:
    """Tell whether htmx asks for a part of the page."""
    return request.headers.get("hx-request-type") == "partial"


def _surroundings(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Give what the layout needs of the request, without any work of the route."""
    found, partial = visitor(), is_partial(request)
    return {
        "layout": "bare.html" if partial else "layout.html",
        "partial": partial,
        "language": language(),
        "languages": [(each, found.here(lang=each.key)) for each in LANGUAGES.values()],
        "large": found.large,
        "large_href": found.here(large="0" if found.large else "1"),
        "here": found.path,
    }


def _fields(context: Any) -> dict[str, Any]:
    if context is None:
        return {}
    if isinstance(context, Mapping):
        return dict(context)
    return {each.name: getattr(context, each.name) for each in dataclasses.fields(context)}


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(
        FIELD, visitor().csrf_token()
    )
