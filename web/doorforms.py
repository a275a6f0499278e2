"""A door's form where scripts are off, read as the call that its module would have sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from domain.kernel.ids import event_id
from web.calls import CalledIn
from web.forms import one

_TICKED = ("seen", "paper")


def read_form(entries: Mapping[str, list[str]], now: datetime) -> CalledIn | None:
    """Give the call of a posted form, None where nothing was typed or it is no form of ours.

    A form under an answer repeats its id and instant; the first one gets its own here.
    """
    text = one(entries, "text")
    if not text:
        return None
    stated: dict[str, Any] = {
        "id": one(entries, "id") or str(event_id(now)),
        "at": int(one(entries, "at") or now.timestamp() * 1000) if _whole(entries, "at") else -1,
        "text": text,
        "temperature": one(entries, "temperature") or "normal",
        "refused": one(entries, "refused"),
        **{name: bool(one(entries, name)) for name in _TICKED},
    }
    if one(entries, "measured"):
        stated["reading"] = one(entries, "reading").replace(",", ".")
    try:
        return msgspec.convert(stated, CalledIn, strict=False)
    except msgspec.ValidationError:
        return None


def kept_of(call: CalledIn) -> dict[str, str]:
    """Give what the form under an answer repeats, so that it is about the same admission."""
    kept = {"id": str(call.id), "at": str(call.at), "text": call.text}
    kept |= {"temperature": call.temperature.value}
    return kept | {name: "1" for name in _TICKED if getattr(call, name)}


def _whole(entries: Mapping[str, list[str]], name: str) -> bool:
    typed = one(entries, name)
    return not typed or (typed.isascii() and typed.isdecimal())
