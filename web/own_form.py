"""Whether a form is our own page's, in this browser: fetch metadata, origin and token."""

from collections.abc import Callable, Iterable, Mapping

from web.csrf import FIELD, HEADER, matches

Told = Callable[[str], str]
"""Gives a request's header by its small name, or an empty text."""
_OWN = frozenset({"same-origin", "none", ""})


def is_from_here(told: Told) -> bool:
    """Tell whether a request was not led here by another site."""
    if told("sec-fetch-site") not in _OWN:
        return False
    host = told("host").lower()
    own = {"", "null", f"http://{host}", f"https://{host}"}
    return told("origin").lower() in own


def holds_token(
    told: Told, entries: Mapping[str, list[str]], key: bytes, secrets: Iterable[str]
) -> bool:
    """Tell whether it has a token, made under our key, for one of this browser's secrets."""
    token = told(HEADER.decode()) or entries.get(FIELD, [""])[-1]
    return matches(key, token, secrets)
