"""The rule files, read strictly: an unknown key or a wrong value is refused by its name."""

import tomllib
from collections import ChainMap
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from domain.policy.doors import Doors
from domain.policy.periods import Limits, Retention
from domain.policy.rulesets import RuleSet
from domain.policy.venues import PosterRules, VenueRules

T = TypeVar("T")
HOME = "YN"
"""The region whose rule sets colour this service's own people."""
_FOLDER = Path(__file__).parent


class PolicyError(Exception):
    """A rule file may not be used; the message names the file, the key and what is wrong."""


class Policies(msgspec.Struct, frozen=True):
    """All that the rule files say."""

    colours: tuple[RuleSet, ...]
    limits: Limits
    retention: Retention
    doors: Doors
    venues: VenueRules
    posters: PosterRules

    def set_at(self, instant: datetime, region: str = HOME) -> RuleSet:
        """Give the rule set that binds in a region at an instant; raises PolicyError for none.

        Regions know nothing of each other: no set of another region ever stands in.
        """
        for rules in reversed(self.colours):
            if rules.region == region and rules.in_force_from <= instant:
                if rules.in_force_until is None or instant < rules.in_force_until:
                    return rules
                break
        message = f"no rule set of {region} is in force at {instant.isoformat()}"
        raise PolicyError(message)

    def binds_at(self, instant: datetime) -> bool:
        """Tell whether a rule set binds at an instant; none does where the clock is far off."""
        try:
            self.set_at(instant)
        except PolicyError:
            return False
        return True

    def set_named(self, name: str) -> RuleSet:
        """Give a rule set by its id; raises PolicyError for one not known."""
        for rules in self.colours:
            if rules.id == name:
                return rules
        message = f"no rule set is called {name}"
        raise PolicyError(message)


def load_policies(folder: Path | None = None, other_limits: Path | None = None) -> Policies:
    """Read every rule file of a folder, our own where none is given; raises PolicyError.

    `other_limits` is a file of limits that stand in the place of some of the folder's.
    """
    folder = folder or _FOLDER
    files = sorted((folder / "sets").glob("*.toml"))
    if not files:
        message = f"{folder / 'sets'} holds no rule set"
        raise PolicyError(message)
    sets = sorted((read_file(file, RuleSet) for file in files), key=_in_order)
    if len({rules.id for rules in sets}) < len(sets):
        message = f"{folder / 'sets'} holds two rule sets of one id"
        raise PolicyError(message)
    if len({(rules.region, rules.in_force_from) for rules in sets}) < len(sets):
        message = f"{folder / 'sets'} holds two rule sets that begin at once in one region"
        raise PolicyError(message)
    limits = read_file(folder / "limits.toml", Limits, *filter(None, [other_limits]))
    retention = read_file(folder / "retention.toml", Retention)
    doors = read_file(folder / "doors.toml", Doors, folder / "doors-unclear.toml")
    venues = read_file(folder / "venues.toml", VenueRules)
    posters = read_file(folder / "posters.toml", PosterRules)
    return Policies(tuple(sets), limits, retention, doors, venues, posters)


def read_file(file: Path, kind: type[T], *others: Path) -> T:
    """Read one rule file as its kind; raises PolicyError naming file, key and fault.

    A table of one of the others stands in the place of the file's own.
    """
    try:
        tables = [tomllib.loads(each.read_text("utf-8")) for each in (file, *others)]
        return msgspec.convert(dict(ChainMap(*reversed(tables))), kind)
    except (OSError, ValueError) as error:
        message = f"{file.name}: {error}"
        raise PolicyError(message) from error


def _in_order(rules: RuleSet) -> datetime:
    return rules.in_force_from
