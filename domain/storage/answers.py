"""Whoever waits on an event loop for what a thread does, and how they are told, a group at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, kw_only=True)
class Waiting:
    """One who waits: on which loop, for which future, and what they are to be told."""

    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


def answer(done: Sequence[Waiting]) -> None:
    """Wake each event loop once for all of its answers; one that has ended waits for none."""
    loops: dict[asyncio.AbstractEventLoop, list[Waiting]] = {}
    for each in done:
        loops.setdefault(each.loop, []).append(each)
    for loop, waiting in loops.items():
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, waiting)


def _settle(waiting: list[Waiting]) -> None:
    for each in waiting:
        if each.future.done():
            continue
        if each.error is None:
            each.future.set_result(each.result)
        else:
            each.future.set_exception(_tellable(each.error))


def _tellable(error: BaseException) -> Exception:
    """Give an error as a future may carry it: what ends generators or processes, as a plain bug."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    bug = RuntimeError(f"a verb raised {type(error).__name__}")
    bug.__cause__ = error
    return bug
