"""A message on its way to somebody: by which channel, which text, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """The ways out of the house."""

    SMS = "sms"
    PUSH = "push"


class Template(StrEnum):
    """The texts that can be sent; the web words each in both languages."""

    CODE = "code"
    RUNS_OUT = "runs_out"


class State(StrEnum):
    """What became of a message. A silent one is written like any other, and dropped."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    SILENT = "silent"


class Outcome(StrEnum):
    """What came of one try: taken, to be tried again, never to be, or nobody is there any more."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be written: not sent before one instant, and of no use after the other.

    `to` is an E.164 number, or a push subscription as `Subscription.written` gives it; `values` are
    the places of the text, never a name, a colour or a document. `holder_id` is whose it is: with
    the holder's leaving it ends.
    """

    channel: Channel
    to: str
    template: Template
    language: str
    values: Mapping[str, str]
    not_before: datetime
    not_after: datetime
    holder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be sent now.

    Its id is the same in every try: whoever takes it knows it by that, and takes it once.
    """

    id: UUID
    channel: Channel
    to: str
    template: Template
    language: str
    values: Mapping[str, str]
    not_after: datetime
    holder_id: UUID | None = None
