"""Verify the audit log, and give others what they need to verify it."""

import argparse
import asyncio
import base64
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.audit.covering import PAGE, inspect_heads, inspect_kept
from domain.audit.damage import Damage, Heads, Leaves, Strays
from domain.audit.heads import public_key
from domain.audit.inspect import inspect_leaves, inspect_strays
from domain.audit.proof import prove
from domain.audit.store import heads_from
from domain.audit.stored import head_of
from domain.kernel.actor import SYSTEM
from domain.storage.keys import Kind
from web.commands.findings import CannotRunError, line
from web.commands.running import running
from web.settings import Settings
from web.wiring import Services

_DAMAGED = 1
_Act = Callable[[Services, argparse.Namespace], Awaitable[int]]


def add_audit(commands: Any) -> None:
    """Add `audit` to the command line's sub-commands."""
    parser = commands.add_parser("audit", help=__doc__)
    acts = parser.add_subparsers(required=True, metavar="ACT")
    act = acts.add_parser("verify", help="name every damaged entry, position and head; 1 if any")
    act.add_argument("--heads", type=Path, metavar="FILE", help="heads kept elsewhere, one a line")
    act.set_defaults(run=_command(verify))
    act = acts.add_parser("heads", help="print the signed heads, for somebody else to keep")
    act.add_argument("--from", type=int, default=0, dest="first", metavar="NUMBER")
    act.set_defaults(run=_command(heads))
    act = acts.add_parser("key", help="print the public key that heads are checked with")
    act.set_defaults(run=_command(key))
    act = acts.add_parser("proof", help="prove that an entry is in the log")
    act.add_argument("entry", type=UUID, metavar="ENTRY")
    act.set_defaults(run=_command(proof))


async def verify(services: Services, chosen: argparse.Namespace) -> int:
    """Print a line for each finding and a line of counts; 1 where anything was found."""
    inspection = Inspection(services)
    async for damage in inspection.findings(chosen.heads):
        print(line(damage))
    print(inspection.summary(), file=sys.stderr)
    return _DAMAGED if inspection.damaged else 0


async def heads(services: Services, chosen: argparse.Namespace) -> int:
    """Print the heads from a number on."""
    number = chosen.first
    while rows := await services.db.read(heads_from, number, PAGE):
        for head in filter(None, map(head_of, rows)):
            print(head.line)
        number = rows[-1][0] + 1
    return 0


async def key(services: Services, _chosen: argparse.Namespace) -> int:
    """Print the key's number and its 32 bytes in base64."""
    number = services.ring.current(Kind.AUDIT).number
    print(number, base64.b64encode(public_key(services.ring, number)).decode())
    return 0


async def proof(services: Services, chosen: argparse.Namespace) -> int:
    """Print position and hash of the leaf, a head, and the hashes from the one to the other."""
    proven = await services.db.read(prove, chosen.entry)
    if proven is None:
        print(f"healthcode: no head covers an entry {chosen.entry} yet", file=sys.stderr)
        return _DAMAGED
    print(f"leaf {proven.leaf.position} {proven.leaf.hash.hex()}")
    print(f"head {proven.head.line}")
    for beside in proven.path:
        print(f"path {beside.hex()}")
    return 0


class Inspection:
    """One walk over heads, positions and the entries beside them, a page at a time."""

    def __init__(self, services: Services) -> None:
        """Begin; nothing is read yet."""
        self._db, self._ctx = services.db, services.context(SYSTEM)
        self._heads, self._leaves, self._strays = Heads(), Leaves(), Strays()
        self.damaged = 0

    async def findings(self, kept: Path | None = None) -> AsyncIterator[Damage]:
        """Give each finding as it is made; `kept` is a file of heads that somebody else kept."""
        pages = (
            self._head_pages(),
            self._kept_pages(kept),
            self._leaf_pages(),
            self._stray_pages(),
        )
        for walk in pages:
            async for page in walk:
                self.damaged += len(page)
                for damage in page:
                    yield damage

    def summary(self) -> str:
        """Give the counts in one line."""
        leaves, waiting = self._leaves, self._strays.waiting
        return (
            f"{leaves.size} positions, {leaves.purged} of them purged; {waiting} entries waiting; "
            f"{self._heads.seen} heads; {self.damaged} findings"
        )

    async def _head_pages(self) -> AsyncIterator[tuple[Damage, ...]]:
        while not self._heads.over:
            self._heads = await self._db.read(inspect_heads, self._ctx, self._heads)
            yield self._heads.found

    async def _kept_pages(self, kept: Path | None) -> AsyncIterator[tuple[Damage, ...]]:
        told = Heads(number=1, covered=self._heads.covered)
        for lines in [] if kept is None else _pages_of(kept):
            told = await self._db.read(inspect_kept, self._ctx, told, lines)
            yield told.found
        self._leaves = Leaves(covered=told.covered)

    async def _leaf_pages(self) -> AsyncIterator[tuple[Damage, ...]]:
        while not self._leaves.over:
            self._leaves = await self._db.read(inspect_leaves, self._ctx, self._leaves)
            yield self._leaves.found
        self._strays = Strays(self._leaves.orphans)

    async def _stray_pages(self) -> AsyncIterator[tuple[Damage, ...]]:
        while not self._strays.over:
            self._strays = await self._db.read(inspect_strays, self._ctx, self._strays)
            yield self._strays.found


def _pages_of(kept: Path) -> Iterator[list[str]]:
    if not kept.is_file():
        message = f"there is no file {kept}"
        raise CannotRunError(message)
    with kept.open(encoding="utf-8", errors="replace") as file:
        stripped = (each.rstrip("\r\n") for each in file)
        while lines := list(islice(stripped, PAGE)):
            yield lines


def _command(act: _Act) -> Callable[[argparse.Namespace, Settings], int]:
    return lambda chosen, settings: asyncio.run(_run(act, settings, chosen))


async def _run(act: _Act, settings: Settings, chosen: argparse.Namespace) -> int:
    async with running(settings) as services:
        return await act(services, chosen)
