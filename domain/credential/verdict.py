"""The offline verdict: a scanned text, what is stored, the clock and the policy, by one table.

Pure, and the same in the page's modules (architecture: checking without a network).
"""

from dataclasses import dataclass

from domain.credential.claims import Credential
from domain.credential.keyset import SKEW_SECONDS
from domain.credential.knowledge import Knowledge
from domain.credential.scanned import STEP_SECONDS, Online, Signed, Unread, read_scanned
from domain.credential.status import Shard
from domain.credential.table import Answer, Row, Says, row_for
from domain.kernel.colour import Colour

_WINDOW = 1
_RISKS = frozenset({Colour.YELLOW, Colour.RED})
_OLD = frozenset({"old", "bare"})
_WORSE = (Colour.GREEN, Colour.GREY, Colour.YELLOW, Colour.RED)


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """A checker's clock: its own Unix seconds and, from the last contact, by how much it is late.

    `last_server` is the server's time then. `synchronised` is False from a jump of the clock (or a
    restart) until the next contact.
    """

    now: int
    offset: int = 0
    last_server: int = 0
    synchronised: bool = True

    @property
    def instant(self) -> int:
        """Give the time by the server's clock."""
        return self.now + self.offset


@dataclass(frozen=True, slots=True)
class Limits:
    """How old a status list may be, in seconds: fresh, and still let in by with a document."""

    fresh: int
    admit: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person at the door is told; name and document's end only with a colour."""

    answer: Answer
    colour: Colour | None = None
    document: bool = False
    connect: bool = False
    logged: bool = False
    name: str = ""
    tail: str = ""


def verdict(  # noqa: PLR0913 - what was scanned, where, and all that is known
    text: str,
    host: str,
    knowledge: Knowledge,
    clock: DeviceClock,
    limits: Limits,
    *,
    as_paper: bool = False,
) -> Verdict:
    """Answer for any text: no input raises.

    `as_paper` takes an old picture as a printed card, whose document is compared: where the live
    code cannot be opened, nobody is to be worse off than with paper.
    """
    read = read_scanned(text, host)
    if isinstance(read, Unread):
        return _told(row_for({"read": read.value}), None, None)
    if isinstance(read, Online):
        return _told(row_for({"read": "online"}), None, None)
    facts, found = _facts(read, knowledge, clock, limits)
    if as_paper and facts["form"] in _OLD:
        facts["form"] = "paper"
    return _told(row_for(facts), found, read.credential)


def _facts(
    read: Signed, knowledge: Knowledge, clock: DeviceClock, limits: Limits
) -> tuple[dict[str, str], Colour]:
    """Find out every fact that the table asks for, and the colour."""
    credential, instant = read.credential, clock.instant
    facts = {"read": "signed", **_origin(read, knowledge, instant)}
    shard = knowledge.shards.get((credential.issuer, credential.shard))
    newer = shard is not None and shard.as_of < credential.issued
    listed = None if shard is None or newer else shard.colour_of(credential.index)
    age = _age(shard, instant, limits)
    found = _colour(credential.colour, listed, fresh=age == "fresh")
    return facts | {
        "clock": "sound" if _sound(clock, credential, shard) else "unsound",
        "form": _form(read, instant),
        "validity": "over" if credential.expires <= instant else "running",
        "list": age,
        "newer": "yes" if newer else "no",
        "listed": "risk" if listed in _RISKS else "no",
        "colour": found.value,
    }, found


def _origin(read: Signed, knowledge: Knowledge, instant: int) -> dict[str, str]:
    """Find out who is said to have signed, and whether they did."""
    credential, trust = read.credential, knowledge.trust
    if trust is None or trust.issuer(credential.issuer) is None:
        return {"issuer": "unknown"}
    issuer = "home" if credential.issuer == knowledge.home else "foreign"
    keys = knowledge.key_sets.get(credential.issuer)
    key = None if keys is None else keys.key_for(read.envelope.kid, credential.issued)
    if keys is None or key is None:
        return {"issuer": issuer, "key": "unknown"}
    good = read.envelope.genuine(key) and (read.live is None or read.device_signs)
    over = min(trust.expires, keys.expires) <= instant
    return {
        "issuer": issuer,
        "key": "known",
        "signature": "good" if good else "bad",
        "trust": "over" if over else "running",
    }


def _sound(clock: DeviceClock, credential: Credential, shard: Shard | None) -> bool:
    """Tell whether the clock can be right: nothing signed and genuine comes from its future."""
    latest = max(credential.issued, clock.last_server, 0 if shard is None else shard.as_of)
    return clock.synchronised and latest <= clock.instant + SKEW_SECONDS


def _form(read: Signed, instant: int) -> str:
    if read.credential.paper:
        return "paper"
    if read.live is None:
        return "bare"
    return "live" if abs(instant // STEP_SECONDS - read.live.step) <= _WINDOW else "old"


def _age(shard: Shard | None, instant: int, limits: Limits) -> str:
    if shard is None:
        return "none"
    age = instant - shard.as_of
    return "fresh" if age <= limits.fresh else "older" if age <= limits.admit else "too_old"


def _colour(signed: Colour, listed: Colour | None, *, fresh: bool) -> Colour:
    """Give the colour: a fresh list's before the signed one, else the worse of both."""
    if listed is None:
        return signed
    return listed if fresh else max(signed, listed, key=_WORSE.index)


def _told(row: Row, found: Colour | None, credential: Credential | None) -> Verdict:
    colour = {Says.NOTHING: None, Says.FOUND: found, Says.GREY: Colour.GREY}[row.says]
    seen = credential if colour is not None else None
    return Verdict(
        answer=row.answer,
        colour=colour,
        document=row.document,
        connect=row.connect,
        logged=row.logged,
        name="" if seen is None else seen.name,
        tail="" if seen is None else seen.tail,
    )
