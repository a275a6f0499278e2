"""Vectors about what is stored and what is scanned: each thing that can be wrong, by itself."""

from collections.abc import Iterator

from tests.domain.credential import broken, forgeries
from tests.domain.credential.collected import CONNECT, DOCUMENT, NOTHING, Case, Vectors
from tests.domain.credential.moments import PRESENT
from tests.domain.credential.world import DAY, HOUR, START, situations

Told = tuple[str, str, str]
UNKNOWN: Told = ("unknown_issuer", "", CONNECT)
TOO_OLD: Told = ("list_too_old", "", CONNECT)
FOREIGN: Told = ("foreign", "green", DOCUMENT)
# What is stored → what every code of the home province gets, and a green one of the other.
# None: as with everything in order.
OUTCOMES: dict[str, tuple[Told | None, Told]] = {
    "good": (None, FOREIGN),
    "any_order": (None, FOREIGN),
    "no_delta": (None, FOREIGN),
    "delta_of_another_base": (None, FOREIGN),
    "no_list": (TOO_OLD, FOREIGN),
    "list_forged": (TOO_OLD, FOREIGN),
    "list_damaged": (TOO_OLD, FOREIGN),
    "list_of_another_issuer": (TOO_OLD, ("checked", "green", NOTHING)),
    "list_by_another_issuer": (TOO_OLD, FOREIGN),
    "list_in_the_future": (None, FOREIGN),
    "no_keys": (UNKNOWN, UNKNOWN),
    "keys_forged": (UNKNOWN, UNKNOWN),
    "keys_by_a_key_not_pinned": (UNKNOWN, UNKNOWN),
    "keys_over": (TOO_OLD, UNKNOWN),
    "keys_newer_win": (None, UNKNOWN),
    "no_trust": (UNKNOWN, UNKNOWN),
    "trust_damaged": (UNKNOWN, UNKNOWN),
    "trust_over": (TOO_OLD, TOO_OLD),
    "trust_rolled_back": (UNKNOWN, UNKNOWN),
    "another_root": (UNKNOWN, UNKNOWN),
    "root_handed_over": (None, FOREIGN),
    "root_of_the_successor": (None, FOREIGN),
    "handover_changed": (UNKNOWN, UNKNOWN),
    "root_not_handed_over": (UNKNOWN, UNKNOWN),
    "handover_forged": (UNKNOWN, UNKNOWN),
    "list_as_trust": (UNKNOWN, UNKNOWN),
}
WITHOUT_DELTA = {"no_delta", "delta_of_another_base", "list_in_the_future"}


def stores(to: Vectors) -> Iterator[Case]:
    """Everything that can be wrong with what a checker has stored."""
    now = START + HOUR
    assert OUTCOMES.keys() == situations().keys()
    for stored, (home, foreign) in OUTCOMES.items():
        for who in ("green", "turned_red", "delta_red", "paper_green", "withdrawn"):
            colour = PRESENT[who.removeprefix("paper_")]
            if who == "delta_red" and stored in WITHOUT_DELTA:
                colour = "green"
            paper = who.startswith("paper_")
            told = ("paper", colour, DOCUMENT) if paper else ("checked", colour, NOTHING)
            name = f"stored {stored}, {who}"
            yield Case(name, to.shown(who, now), now, *(home or told), stored=stored)
        text = to.live("foreign", now)
        yield Case(f"stored {stored}, foreign", text, now, *foreign, stored=stored)
    theirs = "list_of_another_issuer"
    text = to.live("foreign_listed", now)
    yield Case("their list says red", text, now, "checked", "red", stored=theirs)
    for age in (50 * HOUR, 10 * DAY):
        text, name = to.live("foreign_listed", START + age), f"their list is {age} s old"
        yield Case(name, text, START + age, "foreign", "red", DOCUMENT, stored=theirs)
    for ahead, answer in (
        (120, ("checked", "green", NOTHING)),
        (121, ("check_clock", "", CONNECT)),
    ):
        at = START + HOUR - ahead
        name = f"the list is {ahead} s ahead"
        yield Case(name, to.live("green", at), at, *answer, stored="list_in_the_future")


def forms(to: Vectors) -> Iterator[Case]:
    """Texts of other forms: not ours, broken, forged, of other keys, old pictures."""
    now = START + 60
    every = broken.strangers() | broken.texts() | forgeries.forged()
    for name, (text, answer) in every.items():
        does = CONNECT if answer in {"ask_online", "unknown_issuer"} else NOTHING
        yield Case(f"text {name}", to.given(name, text), now, answer, "", does)
    for who in ("green", "red", "new", "foreign"):
        yield Case(f"bare {who}", to.bare(who), now, "old_picture", "", DOCUMENT)
    yield Case("tag 61", to.given("tag_61", forgeries.tagged_61()), START, "checked", "green")
    now = START + HOUR
    yield Case("red from elsewhere", to.live("foreign_red", now), now, "foreign", "red", DOCUMENT)
    yield Case("a retired key", to.live("old_key", now), now, "checked", "green")
    for who in ("old_key_late", "next_key_early", "foreign_key", "wrong_key", "unknown_issuer"):
        yield Case(f"key {who}", to.live(who, now), now, "unknown_issuer", "", CONNECT)
    yield Case(
        "a shard without a list", to.live("other_shard", now), now, "list_too_old", "", CONNECT
    )
