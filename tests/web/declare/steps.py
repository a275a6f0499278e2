"""Walking the declaration without scripts: what a healthy resident sends, step by step."""

from itertools import count
from typing import Any

from tests.browse import Browse, Page
from tests.browser.wizard import days_ago, fresh_phone, resident_number

Sent = dict[str, Any]
STEPS = ("who", "document", "journey", "address", "health")
IN_CONTACT: Sent = {
    "contact": "yes",
    "contact_day": days_ago(1),
    "abroad": "no",
    "symptoms": "none",
}
_passports = count(1)


def resident(**changed: Sent) -> dict[str, Sent]:
    """Give what a healthy farmer sends with each step, another person each time."""
    plain: dict[str, Sent] = {
        "who": {"name": "王秀英", "phone": fresh_phone()},
        "document": {"kind": "resident_id", "number": resident_number()},
        "journey": {"outside": "no"},
        "address": {"township": "532528101", "address": "菜园村12号", "occupation": "farming"},
        "health": {"contact": "no", "abroad": "no", "symptoms": "none"},
    }
    return plain | changed


def by_train() -> Sent:
    """Give a journey from Wuhan, declared on the train."""
    return {
        "outside": "yes",
        "departure": "CN",
        "visit_1_place": "武汉",
        "visit_1_day": days_ago(0),
        "left_day": days_ago(0),
        "transport": "train",
        "transport_number": "g1371",
        "arrival_day": days_ago(-1),
        "arrival_time": "下午2点半",
    }


def passport() -> Sent:
    """Give the document of a traveller from Vietnam, another one each time."""
    return {
        "kind": "passport",
        "number": f"PT{next(_passports):06d}",
        "nationality": "VN",
        "born_year": "1988",
        "born_month": "12",
        "born_day": "3",
        "gender": "female",
    }


def fill(browse: Browse, sent: dict[str, Sent], until: str = "check") -> Page:
    """Send each step up to one, as its page's own form does; give the page of that one."""
    page = browse.get("/declare")
    for step in STEPS:
        if step == until:
            return page
        page = browse.send(page, **sent[step])
        assert page.path != f"/declare/{step}", errors_of(page)
    return page


def declare(browse: Browse, sent: dict[str, Sent] | None = None) -> Page:
    """Declare and give the page of the code."""
    page = browse.send(fill(browse, sent or resident()), commitment="yes")
    assert page.path == "/code"
    return page


def errors_of(page: Page) -> dict[str, str]:
    """Give the words of each link in the summary of errors, by the field it leads to."""
    found = [each for each in page.tree.iter("div") if each.get("id") == "errors"]
    links = [link for box in found for link in box.iter("a")]
    return {link.get("href", "")[1:]: "".join(link.itertext()) for link in links}


def value_of(page: Page, field: str) -> str:
    """Give what stands in a field."""
    return page.by_id(field).get("value", "")
