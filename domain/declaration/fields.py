"""Which field belongs to which step, and which answer a further question hangs on."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from domain.declaration.document import FOREIGN, TELLING
from domain.declaration.values import Occupation, Symptom, Transport
from domain.declaration.way import LEG, MOST_LEGS, MOST_VISITS, VISIT
from domain.people.documents import DocumentKind

OWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "who": frozenset("name phone region helper relationship same".split()),
        "document": frozenset(
            "kind number gender born_year born_month born_day nationality".split()
        ),
        "journey": frozenset(
            "outside departure left_day transport transport_number seat arrival_day arrival_time"
            " onward".split()
        ),
        "address": frozenset("prefecture county township address occupation employer".split()),
        "health": frozenset(
            "contact contact_day abroad abroad_where entered_day symptoms temperature"
            " since_day".split()
        ),
    }
)
BEGUN = frozenset({"proxy", "consent"})
"""What only a draft's beginning puts into it: no form can post these, and no step asks them."""
_ROWS = re.compile(
    f"visit_[1-{MOST_VISITS}]_(?:{'|'.join(VISIT)})|leg_[1-{MOST_LEGS}]_(?:{'|'.join(LEG)})"
)
_SYMPTOMS = frozenset(symptom.value for symptom in Symptom)
_YES = frozenset({"yes"})
_UNTOLD = frozenset(kind.value for kind in DocumentKind if kind not in TELLING)

# Field (or the beginning of a group's fields), the field it hangs on, the answers that ask for it.
NEEDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("nationality", "kind", frozenset(kind.value for kind in FOREIGN)),
    ("born", "kind", _UNTOLD),
    ("gender", "kind", _UNTOLD),
    *((field, "outside", _YES) for field in sorted(OWN["journey"] - {"outside"})),
    ("visit", "outside", _YES),
    ("leg", "outside", _YES),
    (
        "transport_number",
        "transport",
        frozenset(kind.value for kind in Transport if kind is not Transport.FOOT),
    ),
    ("seat", "transport", frozenset({"plane", "train", "coach", "ship"})),
    ("employer", "occupation", frozenset({Occupation.EMPLOYED.value})),
    ("contact_day", "contact", _YES),
    ("abroad_where", "abroad", _YES),
    ("entered_day", "abroad", _YES),
    ("temperature", "symptoms", frozenset({Symptom.FEVER.value})),
    ("since_day", "symptoms", _SYMPTOMS),
)


def is_own(step: str, field: str) -> bool:
    """Tell whether a posted field is one of the step's: nothing else gets into a draft."""
    if step == "journey" and _ROWS.fullmatch(field):
        return True
    return field in OWN.get(step, frozenset())
