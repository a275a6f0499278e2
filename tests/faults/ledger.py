"""What a database must be after any fault: each declaration whole and single, or not there."""

from collections.abc import Callable
from uuid import UUID

Rows = Callable[[str], list[tuple[object, ...]]]

_OF_CLAIM = "x.person_id = d.person_id AND x.holder_id = d.holder_id"
_PARTS = {
    "claim": _OF_CLAIM,
    "code": _OF_CLAIM,
    "person": "x.person_id = d.person_id",
    "document": "x.person_id = d.person_id",
    "holder": "x.holder_id = d.holder_id AND x.person_id = d.person_id",
    "draft": "x.declaration_id = d.declaration_id AND x.person_id = d.person_id",
}

_WHOLES = {
    "audits": "audit WHERE act = 'declared'",
    "claims": "claim",
    "codes": "code",
    "persons": "person",
    "documents": "document",
}


def declared(rows: Rows) -> set[UUID]:
    """Give the declarations that are stored."""
    return {_id(row[0]) for row in rows("SELECT declaration_id FROM declaration")}


def drafted(rows: Rows) -> set[UUID]:
    """Give the drafts that are stored, declared or not."""
    return {_id(row[0]) for row in rows("SELECT declaration_id FROM draft")}


def unsound(rows: Rows) -> list[str]:
    """Give what is half or double, where everybody declares once: nothing, if all is well."""
    counted = _counted(rows)
    whole = counted.pop("declaration")
    halves = [f"{counted[at]} declarations without {at}" for at in _PARTS if counted[at]]
    odd = [f"{whole} declarations, {counted[at]} of {at}" for at in _WHOLES if counted[at] != whole]
    return halves + odd


def _counted(rows: Rows) -> dict[str, int]:
    """Count everything in one statement: in one snapshot, whoever may be writing."""
    sources = {"declaration": "declaration"} | _WHOLES
    for table, tie in _PARTS.items():
        missing = f"NOT EXISTS (SELECT 1 FROM {table} x WHERE {tie})"
        sources[table] = f"declaration d WHERE {missing}"
    counts = [f"SELECT '{at}', (SELECT count(*) FROM {what})" for at, what in sources.items()]
    found = rows(" UNION ALL ".join(counts))
    return {str(name): int(str(count)) for name, count in found}


def _id(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(bytes=bytes(value))  # type: ignore[call-overload] # as SQLite keeps it
