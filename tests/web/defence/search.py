"""Looking for many texts in many files at once, however they are disguised."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.web.defence.made_up import disguises

_WINDOW = 6

# Where the service leaves anything, below the folder it was given: metrics join here.
PLACES: Mapping[str, str] = {
    "database": "data",
    "backups": "backups",
    "key ring": "keys",
    "log": "log",
    "what commands say": "said",
    "temporary files": "tmp",
    "home": "home",
}


def files_in(folder: Path, places: Iterable[str] = PLACES) -> list[Path]:
    """Give every file of some places."""
    found: list[Path] = []
    for place in places:
        path = folder / PLACES[place]
        found += [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return found


def all_forms(canaries: Iterable[str]) -> dict[bytes, str]:
    """Give every form in which a canary may lie about, plainly hashed ones too."""
    return {
        form: canary
        for canary in canaries
        for form in (*disguises(canary), *hashes(canary))
        if len(form) >= _WINDOW
    }


def hashes(canary: str) -> Iterator[bytes]:
    """Give the hashes that anybody could make: a stolen table of them is guessed in an hour."""
    for name in ("md5", "sha1", "sha256"):
        digest = hashlib.new(name, canary.encode(), usedforsecurity=False)
        yield digest.digest()[:16]
        yield digest.hexdigest()[:32].encode()


def found_in(files: Iterable[Path], wanted: Mapping[bytes, str]) -> set[tuple[str, str]]:
    """Give the file and the canary of every form that stands anywhere: one pass over each file."""
    begun: dict[bytes, list[bytes]] = defaultdict(list)
    for form in wanted:
        begun[form[:_WINDOW]].append(form)
    found = set()
    for file in files:
        data = file.read_bytes()
        for at in range(len(data) - _WINDOW + 1):
            for form in begun.get(data[at : at + _WINDOW], ()):
                if data.startswith(form, at):
                    found.add((file.name, wanted[form]))
    return found
