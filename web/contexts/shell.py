"""What the shell holds: words for every outcome, and the root to check signatures from. No data."""

from dataclasses import dataclass

from domain.kernel.colour import Colour
from domain.policy.policies import HOME
from web.contexts.verdict import Verdict, verdict_of, worded
from web.i18n import mark as _
from web.wiring import Services

_GREYS = {
    "connect": (_("Cannot be shown offline"), _("Connect, then show it")),
    "clock": (_("Check the clock"), _("This phone must connect once")),
    "old": (_("Not updated for a day"), _("Connect, then show it")),
    "expired": (_("Expired"), _("Apply again. This is not a risk finding")),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a kept card is worded: by its colour, or by why it is grey (`key`)."""

    key: str
    colour: str
    said: Verdict


@dataclass(frozen=True, slots=True)
class ShellPage:
    """The shell: the same for everybody. `root` is the pinned root in hex, x and y, or empty."""

    outcomes: tuple[Outcome, ...]
    home: str
    root: str


def shell_page(held: Services) -> ShellPage:
    """Give the shell in the reader's language."""
    colours = (Colour.GREEN, Colour.YELLOW, Colour.RED)
    shown = [Outcome(each.value, each.value, verdict_of(each)) for each in colours]
    grey = [Outcome(key, Colour.GREY.value, worded(*said)) for key, said in _GREYS.items()]
    root = "" if held.trusted is None else (held.trusted.root.x + held.trusted.root.y).hex()
    return ShellPage((*shown, *grey), HOME, root)
