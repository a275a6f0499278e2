"""What deleting takes away and what stays until when, in words: before it is done, and after."""

from dataclasses import dataclass

from domain.policy.periods import Retention
from domain.retention.erasure import Because, Erasure, Stays
from web.contexts.kept import in_words, kept, kept_at_least
from web.i18n import gettext as _
from web.i18n import ngettext
from web.wording import word


@dataclass(frozen=True, slots=True)
class ErasurePage:
    """`card` names the person to this phone alone; `goes` are sentences, `stays` what and how long.

    `counts` is how long counters are kept past their day; `risk` tells that one runs on, `shared`
    that another phone has the person too, `last` that this phone shows nobody then.
    """

    name: str
    card: str
    goes: tuple[str, ...]
    stays: tuple[tuple[str, str], ...]
    counts: str
    risk: bool
    shared: bool
    last: bool


def erasure_page(
    told: Erasure | None, periods: Retention, name: str = "", card: str = ""
) -> ErasurePage:
    """Word it; nothing told is what a phone hears that has nothing of anybody any more."""
    if told is None:
        return ErasurePage("", "", (), (), "", risk=False, shared=False, last=True)
    because = {each.because for each in told.stays}
    return ErasurePage(
        name=name,
        card=card,
        goes=_goes(told),
        stays=tuple((word(each.because), _until(each, periods)) for each in told.stays),
        counts=in_words(periods.counters),
        risk=Because.RISK in because,
        shared=Because.SHARED in because,
        last=told.last,
    )


def _goes(told: Erasure) -> tuple[str, ...]:
    sentences = [_("This phone’s tie to the code: it shows it no more.")]
    if Because.RISK not in {each.because for each in told.stays}:
        sentences.append(_("Name, phone number and document, as stated on this phone."))
    if told.answers:
        count = ngettext("%(num)s declaration", "%(num)s declarations", told.answers)
        sentences.append(
            _("%(count)s with journey, address and health answers.")
            % {"count": count % {"num": told.answers}}
        )
    sentences.append(_("What was typed and not sent, labels, reminders, names in the QR."))
    sentences.append(_("Where this phone registered them at entrances."))
    if told.last:
        sentences.append(_("The key of this phone, and all that this browser keeps of us."))
    return tuple(sentences)


def _until(stays: Stays, periods: Retention) -> str:
    if stays.because is Because.FACTS:
        return kept_at_least(stays.until, periods)
    return kept(stays.until, periods)
