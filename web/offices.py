"""The pages of staff that each role may open, as the navigation of every one of them shows."""

from typing import NamedTuple

from domain.accounts.acts import Act
from domain.accounts.may import may
from web.formats import division
from web.i18n import gettext
from web.i18n import mark as _
from web.visitor import visitor
from web.wording import word


class Link(NamedTuple):
    """A page of staff: the act that opens it, its address, what it is called."""

    act: Act
    path: str
    text: str


LINKS: tuple[Link, ...] = (
    Link(Act.VERIFY, "/verify", _("Check codes at the door")),
    Link(Act.RUN_VENUE, "/venues/mine", _("My venue")),
    Link(Act.RUN_VENUE, "/staff/shifts", _("Door shifts")),
    Link(Act.LOOK_UP_DOCUMENT, "/verify/document", _("Look up by document")),
    Link(Act.SEE_ALERTS, "/staff/alerts", _("Alerts")),
    Link(Act.SETTLE_VENUE, "/venues", _("Places and vehicles")),
    Link(Act.SEE_FIGURES, "/staff/figures", _("Figures")),
    Link(Act.RUN_VENUE, "/venues/gates", _("Gates")),
    Link(Act.INVITE, "/staff/people", _("Staff")),
    Link(Act.OWN_ACCOUNT, "/staff/account", _("My account")),
)
"""In the order in which they are shown; every room adds its own."""
_NO_ACCOUNT = frozenset({"/staff/account"})


def staff_links() -> list[tuple[str, str, bool]]:
    """Give (address, text, whether one is there) of the pages that the signed-in may open.

    The longest address that leads to this page is where one is: a form stands below its list.
    """
    found = visitor()
    if found.staff is None:
        return []
    shut = _NO_ACCOUNT if found.staff.at_door else frozenset()
    open_ = [each for each in LINKS if each.path not in shut and may(found.actor, each.act)]
    here = max((each.path for each in open_ if _leads(found.path, each.path)), key=len, default="")
    return [(each.path, gettext(each.text), each.path == here) for each in open_]


def staff_place() -> str:
    """Tell as what somebody is signed in, and where: the role and its division."""
    actor = visitor().actor
    place = division(actor.division or "")
    return " · ".join(part for part in (word(actor.role), place) if part)


def _leads(path: str, link: str) -> bool:
    return path == link or path.startswith(f"{link}/")
