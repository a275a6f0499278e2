"""A posted form as plain entries: capped, decoded leniently, never a crash on what was sent."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request

from web.csrf import FIELD

MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"

Entries = dict[str, list[str]]


async def entries_of(request: Request[Any, Any, Any]) -> Entries:
    """Give each posted field's values in order, without the CSRF field.

    A body of another type, or one that cannot be read, gives no entries: the form's reader then
    says which answers are missing. The security layer has already capped the bytes.
    """
    if not is_form(request):
        return {}
    entries = read_entries(await request.body())
    entries.pop(FIELD, None)
    return entries


def is_form(request: Request[Any, Any, Any]) -> bool:
    """Tell whether a body is of the one type that our forms are sent in."""
    return is_form_type(request.headers.get("content-type", ""))


def is_form_type(content_type: str) -> bool:
    """Tell whether a Content-Type header is that of our forms."""
    return content_type.partition(";")[0].strip().lower() == _FORM


def read_entries(body: bytes) -> Entries:
    """Read an urlencoded body: at most MOST_FIELDS fields, broken UTF-8 replaced, blanks kept."""
    entries: Entries = {}
    text = body.decode("utf-8", "replace")
    kept = "&".join(text.split("&", MOST_FIELDS)[:MOST_FIELDS])
    for name, value in parse_qsl(kept, keep_blank_values=True, errors="replace"):
        entries.setdefault(name, []).append(value)
    return entries


def one(entries: Mapping[str, list[str]], name: str) -> str:
    """Give a field's last value, trimmed, or an empty text."""
    values = entries.get(name) or [""]
    return values[-1].strip()
