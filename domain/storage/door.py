"""The one door to the database: `await db.read(query, …)` and `await db.write(verb, …)`.

A query or verb is a plain synchronous function whose first argument is the `Work`. It does no
other I/O, can be run again from the start, and returns frozen values. Both engines keep this.
"""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from domain.storage.work import Work

P = ParamSpec("P")
T = TypeVar("T")


class Database(Protocol):
    """What the web holds; which engine stands behind it is a setting."""

    async def read(
        self, query: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on one snapshot and give its answer; raises BUSY where the disk refuses."""
        ...

    async def write(
        self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a verb in a transaction and give its answer once it is on the disk.

        Raises what the verb raised, which has written nothing; DomainError BUSY where the queue
        is full or the disk refuses. After a BUSY of the disk the verb may yet have been stored, as
        after a lost answer: run again with the same nonce it is the same act.
        """
        ...

    async def sweep(self) -> None:
        """After a purge, leave nothing of what was deleted where the engine can."""
        ...

    @property
    def refusing(self) -> bool:
        """Tell whether the last write was refused by the disk; reads are served all the same."""
        ...

    def close(self) -> None:
        """Finish what was taken, refuse the rest, let go of the files."""
        ...
