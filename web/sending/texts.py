"""What a message says, in its own language: no name, no colour, no document, on any channel."""

from collections.abc import Callable, Mapping
from contextvars import copy_context

from domain.notices.values import Channel, Message, Template
from web.i18n import gettext, ngettext, use_language

_Values = Mapping[str, str]


def text_of(message: Message, origin: str) -> str:
    """Word a message; `origin` is the address that people open, without a slash."""

    def worded() -> str:
        use_language(message.language)
        return _TEXTS[message.channel, message.template](message.values, origin)

    # In a context of its own: whoever sends speaks no language.
    return copy_context().run(worded)


def _code(values: _Values, _: str) -> str:
    text = gettext(
        "%(code)s is your number for the Yunnan Health Code, good for %(minutes)s minutes. "
        "Tell it to nobody: we never ask for it."
    )
    return text % values


def _runs_out(values: _Values, origin: str) -> str:
    days = int(values["days"])
    text = ngettext(
        "A health code on this phone runs out in %(num)s day. Renew it at %(address)s",
        "A health code on this phone runs out in %(num)s days. Renew it at %(address)s",
        days,
    )
    return text % {"num": days, "address": f"{origin}/code"}


def _runs_out_here(values: _Values, _: str) -> str:
    days = int(values["days"])
    text = ngettext(
        "A health code on this phone runs out in %(num)s day. Tap to renew it.",
        "A health code on this phone runs out in %(num)s days. Tap to renew it.",
        days,
    )
    return text % {"num": days}


_TEXTS: Mapping[tuple[Channel, Template], Callable[[_Values, str], str]] = {
    (Channel.SMS, Template.CODE): _code,
    (Channel.SMS, Template.RUNS_OUT): _runs_out,
    (Channel.PUSH, Template.RUNS_OUT): _runs_out_here,
}
