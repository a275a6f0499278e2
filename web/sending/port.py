"""The port behind which messages leave: the domain writes them, an adapter takes one at a time."""

from typing import Protocol

from domain.notices.values import Message, Outcome


class Gateway(Protocol):
    """Takes messages of one channel. It may be handed the same one again, by its id."""

    async def send(self, message: Message, text: str) -> Outcome:
        """Hand a message over, worded in its language, and tell what came of it; never raises."""
        ...
