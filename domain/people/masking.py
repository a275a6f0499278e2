"""What outsiders see of a name and a number (product C1; docs of masking outward).

By grapheme (UAX #29): 王小明 is 王*明, 李明 is 李*, one character is *, minority names by part
(阿*·*提), foreign names the first letter of each part (M*** O***). Never the whole of a name.
"""

import unicodedata

from domain.people.names import SEPARATOR, is_han

_STAR = "*"
_MOST_STARS = 3
_MOST_PARTS = 5
_PAIR = 2
_SHOWN_OF_NUMBER = 2
# The Burmese sign that stacks the next consonant under the last: both are one grapheme.
_STACKER = "\u1039"


def mask(name: str) -> str:
    """Mask a name as `read_name` gives it; any text is safe."""
    name = " ".join(name.split())
    graphemes = _graphemes(name)
    if len(graphemes) <= 1:
        return _STAR
    if is_han(name) and " " not in graphemes:
        return _mask_parted(name) if SEPARATOR in graphemes else _mask_han(graphemes)
    return _mask_foreign(name)


def tail(number: str) -> str:
    """Give the last two characters of a document's number, all that staff may see of it."""
    return number[-_SHOWN_OF_NUMBER:]


def _mask_han(graphemes: list[str]) -> str:
    if len(graphemes) == _PAIR:
        return graphemes[0] + _STAR
    return graphemes[0] + _STAR * min(len(graphemes) - 2, _MOST_STARS) + graphemes[-1]


def _mask_parted(name: str) -> str:
    parts = [part for part in map(_graphemes, name.split(SEPARATOR)) if part]
    if len(parts) == 1:
        return mask("".join(parts[0]))
    first, last = parts[0][0] + _STAR, _STAR + parts[-1][-1]
    if sum(map(len, parts)) <= _PAIR:
        last = _STAR
    return SEPARATOR.join([first, *([_STAR] if len(parts) > _PAIR else []), last])


def _mask_foreign(name: str) -> str:
    parts = [part for part in map(_graphemes, name.replace(SEPARATOR, " ").split()) if part]
    hidden = _STAR * _MOST_STARS
    if not parts or sum(map(len, parts)) == 1:
        return _STAR
    # Where every part is a single letter, the first alone is told.
    told = 1 if all(len(part) == 1 for part in parts) else len(parts)
    shown = [part[0] + hidden if at < told else hidden for at, part in enumerate(parts)]
    return " ".join(shown[:_MOST_PARTS])


def _graphemes(text: str) -> list[str]:
    """Split into what a reader sees as characters; joiners and invisible signs are left out.

    So is a star that was typed: it hides nothing.
    """
    found: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign == _STAR or (kind[0] == "C" and not is_han(sign)):
            continue
        if found and (kind[0] == "M" or found[-1].endswith(_STACKER)):
            found[-1] += sign
        else:
            found.append(sign)
    return found
