"""The reader's language: negotiated on short keys, its catalogue merged from parts at start.

Message ids are English; `i18n/zh/*.po` hold the Chinese, one part an area. A third language is a
folder beside them and a line in LANGUAGES. Nothing is built: the parts are read at start.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).resolve().parent.parent / "i18n"
DEFAULT = "zh"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its key in addresses and cookies, HTML's tag, Babel's locale, its own name."""

    key: str
    tag: str
    locale: str
    name: str


LANGUAGES: Mapping[str, Language] = {
    "zh": Language("zh", "zh-CN", "zh_Hans_CN", "中文"),
    "en": Language("en", "en", "en_GB", "English"),
}
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


class CatalogueError(Exception):
    """A language's catalogue is missing, empty, or says two things for one message."""


def use_language(key: str) -> None:
    """Speak this language until the end of the present request or task."""
    _current.set(key if key in LANGUAGES else DEFAULT)


def language() -> Language:
    """Give the language in use."""
    return LANGUAGES[_current.get()]


def negotiate(asked: str | None, kept: str | None, accepted: str | None) -> str:
    """Choose a key: ?lang= first, then the cookie, then Accept-Language (RFC 9110, 12.5.4)."""
    for key in (asked, kept):
        if key is not None and key in LANGUAGES:
            return key
    return next((key for key in _by_weight(accepted or "") if key in LANGUAGES), DEFAULT)


def _by_weight(header: str) -> list[str]:
    weighed = [_weigh(part) for part in header[:200].split(",")]
    return [key for weight, key in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def _weigh(part: str) -> tuple[float, str]:
    tag, _, quality = part.strip().partition(";")
    try:
        weight = float(quality.strip().removeprefix("q=")) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.split("-")[0].strip().lower()


@cache
def catalogue(key: str) -> NullTranslations:
    """Give a language's merged catalogue; English is the message ids themselves.

    Raises CatalogueError where there is none: gettext itself would fall silent into English.
    """
    if key == "en":
        return NullTranslations()
    file = BytesIO()
    write_mo(file, merged(key))
    file.seek(0)
    return Translations(file)


def merged(key: str) -> Catalog:
    """Read and merge a language's parts; raises CatalogueError."""
    whole = Catalog(locale=LANGUAGES[key].locale, domain="messages")
    for part in sorted((FOLDER / key).glob("*.po")):
        with part.open("rb") as file:
            _merge(whole, read_po(file, locale=LANGUAGES[key].locale), part.name)
    if len(whole) == 0:
        message = f"no catalogue for {key} in {FOLDER / key}"
        raise CatalogueError(message)
    return whole


def _merge(whole: Catalog, part: Catalog, name: str) -> None:
    for message in part:
        if not message.id:
            continue
        known = whole.get(message.id, message.context)
        if known is not None and known.string != message.string:
            text = f"{name} translates {message.id!r} otherwise than another part"
            raise CatalogueError(text)
        whole.add(message.id, message.string, context=message.context)


def load_catalogues() -> None:
    """Load every language at start, so that a missing one stops the service, not a page."""
    for key in LANGUAGES:
        catalogue(key)


def gettext(message: str) -> str:
    """Translate a message into the language in use."""
    return catalogue(_current.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count."""
    return catalogue(_current.get()).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate a message whose meaning needs a context."""
    return str(catalogue(_current.get()).pgettext(context, message))


def npgettext(context: str, singular: str, plural: str, count: int) -> str:
    """Translate a counted message whose meaning needs a context."""
    return catalogue(_current.get()).npgettext(context, singular, plural, count)


def mark(message: str) -> str:
    """Mark a message for the catalogues where it is written; it is translated where it is shown."""
    return message
