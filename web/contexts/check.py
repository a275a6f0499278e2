"""What the check page shows: the form, an answer, and all that the page may answer itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from domain.credential.table import ROWS, Answer, Says
from domain.credential.verdict import Limits
from domain.healthcode.values import Checked
from domain.kernel.colour import Colour
from domain.policy.policies import HOME
from web.contexts.verdict import Verdict, verdict_of, worded
from web.i18n import gettext
from web.i18n import mark as _
from web.wiring import Services

_HEADS: Mapping[Answer, tuple[str, str]] = {
    Answer.NOT_OURS: (_("No code of ours"), _("Another QR code, or another text")),
    Answer.DAMAGED: (_("Damaged"), _("Scan once more, or check the document")),
    Answer.ASK_ONLINE: (_("Needs a network"), _("Connect, or ask for the signed code")),
    Answer.CANNOT_CHECK: (_("Cannot check here"), _("This phone cannot check signatures")),
    Answer.UNKNOWN_ISSUER: (_("Unknown issuer"), _("Check online: neither red nor green")),
    Answer.FORGED: (_("Forged"), _("The signature is wrong. Check the document")),
    Answer.CHECK_CLOCK: (_("Check the clock"), _("This phone must connect once")),
    Answer.OLD_PICTURE: (_("Old picture"), _("Open the live code")),
    Answer.LIST_TOO_OLD: (_("List too old"), _("This phone must connect first")),
    Answer.EXPIRED: (_("Expired"), _("Apply again. This is not a risk finding")),
}
_NOTES: Mapping[Answer, str] = {
    Answer.CHECKED: _("Checked by signature and by today’s list."),
    Answer.BY_SIGNATURE: _("Checked by signature: the code is newer than the list."),
    Answer.PAPER: _("A printed card: check a document."),
    Answer.FOREIGN: _("Valid where it was made; what it says now was not checked."),
    Answer.LIST_OLD: _("This phone’s list is too old: connect. Look at the document, then let in."),
    Answer.LIST_TOO_OLD: _("This phone’s list is too old: connect."),
    Answer.OLD_PICTURE: _("If the live code cannot be opened, check the document."),
    Answer.FORGED: _("Nobody is red because of this: check the document, or check online."),
}
_ONLINE = _("Checked with the server just now.")
_LOOKED_UP = _("Looked up by two numbers: check the document, it may be somebody else’s code.")
_COLOURS = (Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.GREY)


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in words. `key` is what the page's own module asks for."""

    key: str
    colour: str
    verdict: Verdict
    note: str
    name: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page. `empty` where nothing was typed; the rest is what its module needs to know."""

    empty: bool
    told: Told | None
    answers: tuple[Told, ...]
    host: str
    home: str
    root: str
    fresh: int
    admit: int
    now: float


def check_page(
    held: Services,
    limits: Limits,
    now: datetime,
    typed: str | None = None,
    found: Checked | None = None,
) -> CheckPage:
    """Give the page, with the answer to what was typed where there is one."""
    trusted = held.trusted
    return CheckPage(
        empty=typed == "",
        told=None if found is None else _answer(found),
        answers=tuple(_answers()) if trusted is not None else (),
        host=urlsplit(held.settings.origin).netloc,
        home=HOME,
        root="" if trusted is None else (trusted.root.x + trusted.root.y).hex(),
        fresh=limits.fresh,
        admit=limits.admit,
        now=now.timestamp(),
    )


def _answer(found: Checked) -> Told:
    said = found.verdict
    online = found.online and said.colour is not None
    note = _LOOKED_UP if said.document else _ONLINE
    return _told(said.answer, said.colour, said.name, said.tail, note if online else None)


def _told(
    answer: Answer, colour: Colour | None, name: str = "", tail: str = "", note: str | None = None
) -> Told:
    shown = colour is not None and answer is not Answer.EXPIRED
    said = verdict_of(colour) if shown and colour is not None else worded(*_HEADS[answer])
    words = _NOTES.get(answer, "") if note is None else note
    key = f"{answer}/{colour}" if colour else answer.value
    return Told(key, (colour or Colour.GREY).value, said, words and gettext(words), name, tail)


def _answers() -> Iterator[Told]:
    """Give every answer that the table has, once."""
    seen = set()
    for row in ROWS:
        for colour in _colours(row.says, row.when.get("colour")):
            if (row.answer, colour) not in seen:
                seen.add((row.answer, colour))
                yield _told(row.answer, colour)


def _colours(says: Says, only: str | None) -> tuple[Colour | None, ...]:
    if says is Says.NOTHING:
        return (None,)
    if says is Says.GREY:
        return (Colour.GREY,)
    return _COLOURS if only is None else (Colour(only),)
