"""Constant messages put into templates as they are compiled, once for each language.

Looking a message up at every rendering cost as much as the rest of the page (bench/core.py). A
message with places or a plural is still looked up when its values are known.
"""

import re
from functools import cache
from gettext import NullTranslations

from jinja2 import Environment
from jinja2.ext import Extension

from web.i18n import catalogue

# _('…') with nothing but one plain text in it: no escape, no place, no second argument.
_CONSTANT = re.compile(r"""(?<![\w.])_\('([^'\\%]*)'\)""")


class Folding(Extension):
    """Replace constant messages in a template's source by literals in one language."""

    def __init__(self, environment: Environment) -> None:
        """Be put into an environment; its language is set afterwards."""
        super().__init__(environment)
        environment.extend(folded_language=None)

    def preprocess(self, source: str, _name: str | None, _file: str | None = None) -> str:
        """Give the source with its constant messages said."""
        key: str | None = getattr(self.environment, "folded_language", None)
        if key is None:
            return source
        said = _said(key)
        return _CONSTANT.sub(lambda found: _literal(said.gettext(found[1])), source)


@cache
def _said(key: str) -> NullTranslations:
    return catalogue(key)


def _literal(text: str) -> str:
    """Write a text as a literal of a template."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
