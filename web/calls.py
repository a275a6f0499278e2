"""What a door's device says in JSON, read strictly: what is not as agreed is refused as a whole.

Instants are Unix milliseconds, readings degrees Celsius; ids are UUIDv7, made by the device.
"""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from domain.admission.decide import Temperature
from domain.admission.judging import Service
from domain.admission.values import Admitted, Call, Reason
from web.trust import home_issuer
from web.wiring import Services

MOST_TEXT = 8000
_LAST = 4_102_444_800_000
"""1 January 2100: later instants are no clock's."""
_Text = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
_Reading = Annotated[float, msgspec.Meta(ge=30, le=45)]


def instant_of_ms(milliseconds: int) -> datetime:
    """Give the instant of Unix milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


class CalledIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One call, as `POST /verify/admit` takes it; `venue` is where the device was at its tap."""

    id: UUID
    at: Annotated[int, msgspec.Meta(ge=0, le=_LAST)]
    text: _Text
    temperature: Temperature = Temperature.NORMAL
    reading: _Reading | None = None
    seen: bool = False
    paper: bool = False
    leaving: bool = False
    refused: Annotated[str, msgspec.Meta(max_length=16)] = ""
    told: Annotated[str, msgspec.Meta(pattern="^[a-z_]{0,24}$")] = ""
    venue: UUID | None = None

    def __post_init__(self) -> None:
        """Refuse a reason that there is not."""
        if self.refused and self.refused not in set(Reason):
            message = "an unknown reason"
            raise ValueError(message)

    def call(self) -> Call:
        """Give it as the domain knows it."""
        return Call(
            id=self.id,
            at=instant_of_ms(self.at),
            text=self.text,
            temperature=self.temperature,
            reading=self.reading,
            seen=self.seen,
            paper=self.paper,
            leaving=self.leaving,
            refused=Reason(self.refused) if self.refused else None,
            told=self.told,
        )


class Told(msgspec.Struct, frozen=True):
    """What the door is told: nothing else of a person is ever in it (trust T12)."""

    key: str
    answer: str
    colour: str | None
    name: str
    tail: str
    act: str


class DeliveredIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delivery: what a device admitted by itself."""

    admissions: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=100)]


class Taken(msgspec.Struct, frozen=True):
    """What came of a delivery.

    `otherwise` names what the server would have decided otherwise, and how; `refused` are the
    places in the list of what can never be taken, for the device to drop.
    """

    taken: list[UUID]
    otherwise: dict[str, str]
    refused: list[int]


_read_call = msgspec.json.Decoder(CalledIn).decode
_read_delivery = msgspec.json.Decoder(DeliveredIn).decode
written = msgspec.json.Encoder().encode


def read_call(body: bytes | msgspec.Raw) -> CalledIn | None:
    """Read one call, None for what is none."""
    try:
        return _read_call(body)
    except (ValueError, RecursionError):
        return None


def read_delivery(body: bytes, venue: UUID | None) -> list[CalledIn | None] | None:
    """Read a delivery: each call, or None in its place; None for what is no delivery at all.

    What a phone kept from a shift at another venue is nothing of this one's.
    """
    try:
        found = _read_delivery(body)
    except (ValueError, RecursionError):
        return None
    calls = map(read_call, found.admissions)
    return [each if each and each.venue in {None, venue} else None for each in calls]


def told_of(found: Admitted) -> Told:
    """Give an answer as it is written."""
    colour = None if found.colour is None else found.colour.value
    return Told(found.key, found.answer, colour, found.name, found.tail, found.act.value)


def service_of(held: Services) -> Service:
    """Give what scanned texts are held against: our issuer, our host and port."""
    return Service(home_issuer(held.settings), urlsplit(held.settings.origin).netloc)
