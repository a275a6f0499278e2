"""What a disk may hold after the power failed, by what it was told before.

The model (trust.md T27 in short): what was synced is there. Of what was not, a disk may have
nothing, any part in any order, or a part torn at its 512-byte sectors. A file that was never synced
need not exist, and a deletion need not have happened before its folder was synced. Bytes outside a
write are never harmed (SQLite's powersafe overwrite); a synced sector never rots.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random  # noqa: TID251 - seeded: the same disks every time

from tests.faults.disk import Op

SECTOR = 512


class Loss(StrEnum):
    """What becomes of writes that were not synced."""

    ALL = "all"
    SOME = "some"
    TORN = "torn"


@dataclass
class Medium:
    """The files of a disk as synced, and what was told since, in order."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    pending: list[Op] = field(default_factory=list)

    def tell(self, op: Op) -> None:
        """Take the next thing the disk was told."""
        self.pending.append(op)
        if op.kind == "sync":
            made = op.file not in self.synced
            self._settle(op.file)
            if made:  # SQLite syncs the folder with a new journal's first sync
                for name in {each.file for each in self.pending if each.kind == "delete"}:
                    self._delete(name)
        elif op.kind == "delete" and op.size:
            self._delete(op.file)

    def _settle(self, file: str) -> None:
        """Let all that was told of a file be there for good."""
        for each in self.pending:
            if each.file == file:
                apply(self.synced, each)
        self.pending = [each for each in self.pending if each.file != file]

    def _delete(self, file: str) -> None:
        """Let a file's last deletion be for good, and what was told of it since wait on."""
        mine = [at for at, each in enumerate(self.pending) if each.file == file]
        last = max(at for at in mine if self.pending[at].kind == "delete")
        self.synced.pop(file, None)
        gone = {at for at in mine if at <= last}
        self.pending = [each for at, each in enumerate(self.pending) if at not in gone]

    def after_failure(self, loss: Loss, chance: Random) -> dict[str, bytearray]:
        """Give the files as they may be found when the power is back."""
        files = {name: bytearray(data) for name, data in self.synced.items()}
        for op in self.pending:
            if loss is Loss.ALL or (loss is Loss.SOME and chance.random() < 0.5):
                continue
            torn = loss is Loss.TORN and op.kind == "write" and chance.random() < 0.5
            apply(files, _torn(op, chance) if torn else op)
        return files


def apply(files: dict[str, bytearray], op: Op) -> None:
    """Do to files what the disk was told."""
    if op.kind == "delete":
        files.pop(op.file, None)
        return
    data = files.setdefault(op.file, bytearray())
    if op.kind == "sync":
        return
    if op.kind == "truncate":
        del data[op.size :]
        return
    if len(data) < op.size:
        data.extend(bytes(op.size - len(data)))
    data[op.size : op.size + len(op.data)] = op.data


def _torn(op: Op, chance: Random) -> Op:
    """Cut a write at a sector's edge of the file, somewhere within it."""
    edges = range(op.size // SECTOR * SECTOR + SECTOR, op.size + len(op.data), SECTOR)
    cut = chance.choice(edges) - op.size if edges else 0
    return Op(op.kind, op.file, op.size, op.data[:cut])


def crashes(
    log: list[Op], first: int, points: int, chance: Random
) -> Iterator[tuple[int, Loss, dict[str, bytearray]]]:
    """Give the disk after a failure at so many points of a log, three ways of loss at each."""
    medium, chosen = Medium(), _spread(first, len(log), points)
    for at, op in enumerate(log):
        if at in chosen:
            for loss in Loss:
                yield at, loss, medium.after_failure(loss, chance)
        medium.tell(op)


def _spread(first: int, end: int, points: int) -> set[int]:
    points = min(points, end - first)
    return {first + (end - first) * each // points for each in range(points)}
