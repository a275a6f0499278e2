"""The wording of every code: one module an area, each with WORDS from code to English message id.

A message may have places such as `%(least)s`, filled by the problem's values. A test holds that
both languages word every code.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from domain.kernel.problems import Problem
from web.i18n import gettext

Words = Mapping[StrEnum, str]


def word(code: StrEnum, values: Mapping[str, str] | None = None) -> str:
    """Give a code's wording in the reader's language; raises KeyError for a code with none."""
    return gettext(all_words()[type(code), code.value]) % (values or {})


def explain(problem: Problem) -> str:
    """Give the wording of a field's problem, its places filled."""
    return word(problem.code, problem.values)


@cache
def all_words() -> dict[tuple[type[StrEnum], str], str]:
    """Gather every area's words, by the code's own class: two classes may share a value."""
    found: dict[tuple[type[StrEnum], str], str] = {}
    for module in pkgutil.iter_modules(__path__):
        words: Words = importlib.import_module(f"{__name__}.{module.name}").WORDS
        found |= {(type(code), code.value): text for code, text in words.items()}
    return found
