"""What inspection of the audit log found, as lines for the people who run the service."""

from domain.audit.damage import Damage, Flaw

_SAID = {
    Flaw.ENTRY_UNREADABLE: "unreadable: a value was put there that the service never writes",
    Flaw.ENTRY_ALTERED: "altered: its MAC does not fit",
    Flaw.ENTRY_REPLACED: "replaced after sealing: it is not what its leaf was made of",
    Flaw.ENTRY_MISSING: "missing: deleted before its period was over",
    Flaw.ENTRY_UNSEALED: "in no leaf and not waiting: inserted, or its leaf was removed",
    Flaw.LEAF_ALTERED: "the leaf was altered or moved: its MAC does not fit",
    Flaw.LEAF_MISSING: "no leaf: removed",
    Flaw.TREE_BROKEN: "the tree over it is not made of its leaves",
    Flaw.HEAD_ALTERED: "altered, or not signed by this ring",
    Flaw.HEAD_MISSING: "missing: removed",
    Flaw.HEAD_AHEAD: "signed more leaves than the log has: cut off or rolled back",
    Flaw.HEAD_FORKED: "signed another root: the log was written anew",
    Flaw.HEAD_UNPROVEN: "cannot be checked: leaves that it rests on are damaged",
}


class CannotRunError(Exception):
    """The command has nothing to work on; its words say what to do."""


def line(damage: Damage) -> str:
    """Give one finding as one line: where, then what is wrong."""
    return f"{', '.join(_places(damage))}: {_SAID[damage.flaw]}"


def _places(damage: Damage) -> list[str]:
    places = []
    if damage.kept is not None:
        places.append(f"kept line {damage.kept}")
    if damage.position is not None:
        places.append(_counted("position", damage.position, damage.until))
    if damage.head is not None:
        places.append(_counted("head", damage.head, damage.until))
    if damage.entry:
        places.append(f"entry {damage.entry}")
    return places


def _counted(what: str, first: int, until: int | None) -> str:
    return f"{what} {first}" if until in {None, first} else f"{what}s {first} to {until}"
