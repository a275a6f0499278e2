"""Households whose every answer is a script: typed into a draft, or declared as far as it fits."""

from collections.abc import Callable, Iterable

from domain.declaration.fields import OWN
from domain.declaration.way import LEG, VISIT
from tests.servers import Server
from tests.web.defence.made_up import Form, made_up
from tests.web.defence.phones import Phone

# Fields that others hang on: with a script in them those others would be cut.
_PARENTS = frozenset("kind outside transport occupation contact abroad symptoms".split())
_ROWS = tuple(
    f"{group}_{row}_{part}"
    for group, parts in (("visit", VISIT), ("leg", LEG))
    for row in (1, 2)
    for part in parts
)
_OPEN: Form = {
    "kind": "other",
    "outside": "yes",
    "transport": "plane",
    "occupation": "employed",
    "contact": "yes",
    "abroad": "yes",
    "symptoms": "fever",
}
# What free text a declaration takes, and how much of it.
TAKEN = {
    "name": 150,
    "number": 40,
    "transport_number": 20,
    "seat": 20,
    "leg_1_place": 60,
    "leg_1_number": 20,
    "onward": 60,
    "address": 120,
    "employer": 80,
}
Deal = Callable[[str], str]


def dealt(payloads: Iterable[str]) -> Deal:
    """Deal payloads out, one to each field that asks, round and round."""
    kept = list(payloads)
    asked = iter(range(10**9))
    return lambda _field: kept[next(asked) % len(kept)]


def fields_of(step: str) -> list[str]:
    """Give every field of a step that can hold a text, as the domain's own table has them."""
    own = set(OWN[step]) | (set(_ROWS) if step == "journey" else set())
    return sorted(own)


def typed(server: Server, deal: Deal) -> Phone:
    """Give a phone with a draft in which every field of every step holds a payload."""
    phone = Phone(server)
    for step in OWN:
        open_fields = {name: _OPEN[name] for name in OWN[step] & _PARENTS}
        sent = {name: deal(name) for name in fields_of(step) if name not in _PARENTS}
        answer = phone.send("POST", f"/declare/{step}", {**sent, **open_fields})
        assert answer.status_code in {303, 422}, step
    return phone


def type_parents(phone: Phone, deal: Deal) -> None:
    """Put payloads into the fields that others hang on, too."""
    for step in OWN:
        sent = {name: deal(name) for name in OWN[step] & _PARENTS}
        assert phone.send("POST", f"/declare/{step}", sent).status_code in {303, 422}


def declared(server: Server, deal: Deal) -> Phone:
    """Give a phone with all free text of a declaration payloads, ready to be submitted."""
    phone, person = Phone(server), made_up()
    for step, form in person.steps().items():
        hostile = {name: _fitting(deal(name), TAKEN[name]) for name in form if name in TAKEN}
        paper = {"kind": "other", "nationality": "ZZ"} if step == "document" else {}
        answer = phone.send("POST", f"/declare/{step}", {**form, **paper, **hostile})
        assert answer.status_code == 303, (step, hostile)
    return phone


def submit(phone: Phone) -> None:
    """Submit what was declared."""
    page = phone.client.get("/declare/check").text
    draft = page.partition('name="draft" value="')[2][:36]
    answer = phone.send("POST", "/declare/submit", {"commitment": "yes", "draft": draft})
    assert answer.headers.get("location") == "/code", answer.status_code


def _fitting(payload: str, most: int) -> str:
    """Cut a payload to what its field takes, and give it a letter where it has none."""
    return (payload[: most - 1] + "x").strip()
