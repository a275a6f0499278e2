"""The made-up venues of venues.toml, as values."""

from pathlib import Path

import msgspec

from domain.policy.places import VenueKind
from domain.policy.policies import read_file
from domain.venues.values import Size


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One venue: kind, township's suffix, names, address, entrances, further lines of posters."""

    kind: VenueKind
    town: str
    zh: str
    en: str
    address: str
    gates: tuple[str, ...]
    size: Size = Size.MEDIUM
    lines: tuple[str, ...] = ()


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Those that are confirmed, and those that wait for the township's word."""

    confirmed: tuple[Place, ...]
    waiting: tuple[Place, ...]


PLACES = read_file(Path(__file__).with_name("venues.toml"), Places)
