"""Clients in one process that write without a pause, and how often they were acknowledged."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import uvloop

T = TypeVar("T")
Write = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What came of a load: how many writes a second, and the processor's seconds for each."""

    per_second: float
    cpu_each: float


def on_loop(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run something on the loop that the product's servers run on."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(coroutine)


async def acknowledged(write: Write, clients: int, seconds: float) -> Acknowledged:
    """Let so many clients write for so long, each the next once its last was acknowledged."""
    began, cpu = time.perf_counter(), time.process_time()
    until = began + seconds
    counts = await asyncio.gather(*(_client(write, until) for _ in range(clients)))
    done, spent = sum(counts), time.perf_counter() - began
    return Acknowledged(done / spent, (time.process_time() - cpu) / done)


async def _client(write: Write, until: float) -> int:
    count = 0
    while time.perf_counter() < until:
        await write()
        count += 1
    return count
