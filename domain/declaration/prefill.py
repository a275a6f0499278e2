"""From values back to what was typed: applying again and correcting begin with it (product A8)."""

from domain.declaration.entries import Entries, one
from domain.declaration.health import EARLIER, NONE, UNKNOWN, came_from_abroad
from domain.declaration.terms import Terms
from domain.declaration.values import Health, Identity, Journey, Relationship, Stay
from domain.kernel.days import BEIJING, day_of
from domain.people.phones import show_phone

Typed = dict[str, tuple[str, ...]]


def entries_of_identity(identity: Identity, relationship: Relationship) -> Typed:
    """Give the first two steps as typed."""
    typed = {
        "name": identity.name,
        "phone": show_phone(identity.phone),
        "helper": "yes" if identity.helper_phone else "",
        "relationship": relationship.value,
        "kind": identity.document.kind.value,
        "number": identity.document.number,
        "gender": identity.gender.value,
        "born_year": str(identity.born.year),
        "born_month": str(identity.born.month),
        "born_day": str(identity.born.day),
        "nationality": identity.nationality,
    }
    return _singles(typed)


def entries_of_journey(journey: Journey) -> Typed:
    """Give the journey as typed; its reader says which of its days have grown too old."""
    if not journey.outside:
        return {"outside": ("no",)}
    arrival = journey.arrives_at
    typed = {
        "outside": "yes",
        "departure": journey.departure or "",
        "left_day": journey.left_on.isoformat() if journey.left_on else "",
        "transport": journey.transport.value if journey.transport else "",
        "transport_number": journey.transport_number,
        "seat": journey.seat,
        "arrival_day": day_of(arrival).isoformat() if arrival else "",
        "arrival_time": f"{arrival.astimezone(BEIJING):%H:%M}" if arrival else "",
        "onward": journey.onward,
    }
    for row, visit in enumerate(journey.visits, 1):
        typed[f"visit_{row}_place"] = visit.division
        typed[f"visit_{row}_day"] = visit.last.isoformat()
    for row, leg in enumerate(journey.legs, 1):
        typed[f"leg_{row}_place"] = leg.place
        typed[f"leg_{row}_transport"] = leg.transport.value
        typed[f"leg_{row}_number"] = leg.number
        typed[f"leg_{row}_day"] = leg.day.isoformat()
    return _singles(typed)


def entries_of_stay(stay: Stay) -> Typed:
    """Give the address as typed."""
    typed = {
        "prefecture": stay.division[:4],
        "county": stay.division[:6],
        "township": stay.division,
        "address": stay.address,
        "occupation": stay.occupation.value,
        "employer": stay.employer,
    }
    return _singles(typed)


def entries_of_health(health: Health, terms: Terms) -> Typed:
    """Give the health answers as typed: for a correction alone, else they are asked anew."""
    unknown = (UNKNOWN,) if health.symptoms_unknown else ()
    since = health.symptoms_since
    typed = {
        "contact": health.contact.value,
        "contact_day": health.contact_on.isoformat() if health.contact_on else UNKNOWN,
        "abroad": health.abroad.value,
        "abroad_where": health.abroad_where,
        "entered_day": health.entered_on.isoformat() if health.entered_on else UNKNOWN,
        "temperature": str(health.temperature or ""),
        "since_day": "" if since is None else _since(since.isoformat(), terms),
    }
    ticks = tuple(sorted(symptom.value for symptom in health.symptoms)) + unknown
    return {**_singles(typed), "symptoms": ticks or (NONE,)}


def with_entry(entries: Entries) -> Entries:
    """Answer in advance, on the health step, what the journey already tells of coming from abroad.

    The day of entry only where one came straight into Yunnan. Whoever answered keeps their answer.
    """
    if not came_from_abroad(entries) or one(entries, "abroad"):
        return entries
    straight = not (one(entries, "visit_1_place") or one(entries, "leg_1_place"))
    day = {"entered_day": entries.get("arrival_day", ())} if straight else {}
    return {**entries, "abroad": ("yes",), "abroad_where": entries["departure"], **day}


def _since(day: str, terms: Terms) -> str:
    return EARLIER if day < terms.earliest.isoformat() else day


def _singles(typed: dict[str, str]) -> Typed:
    return {field: (value,) for field, value in typed.items() if value}
