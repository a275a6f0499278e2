"""The look-up by digits: bound to both numbers and the browser; a hit and a miss are the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import delete, event
from sqlmodel import select

from domain.healthcode.lookup import look_up, look_up_by_code, send_lookup_code
from domain.healthcode.values import LookedUp, TooOften
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.limits.records import CounterRecord
from domain.notices.codes import Asker, CodeFault
from domain.notices.records import MessageRecord, OneTimeCodeRecord
from domain.notices.values import State
from tests.domain.acts import POLICIES, Books
from tests.domain.healthcode.test_lookup import MINE, OTHERS, declared, lines_of, numbers

BROWSER, DIGITS = b"b" * 32, "042917"


@pytest.fixture
def texting(books: Books) -> Books:
    books.texts = True
    return books


def sent(books: Books, number: int = 1, phone: str = MINE, browser: bytes = BROWSER) -> bool:
    """Ask for digits from a network of its own; tell whether that was within the limits."""
    network = random_id().bytes
    asker, ctx = Asker(network, "zh"), books.context(nonce=random_id())
    at = numbers(number, phone), asker, browser, DIGITS
    return not isinstance(send_lookup_code(books.work, ctx, *at), TooOften)


def typed(
    books: Books, digits: str = DIGITS, number: int = 1, phone: str = MINE
) -> LookedUp | CodeFault:
    at = numbers(number, phone), b"n" * 16, BROWSER, digits
    return look_up_by_code(books.work, books.context(nonce=random_id()), *at)


def test_the_digits_lead_to_the_code_once(texting: Books) -> None:
    declared(texting)
    assert sent(texting)
    assert typed(texting, "000000") is CodeFault.WRONG
    found = typed(texting)
    assert isinstance(found, LookedUp)
    assert (found.known, found.masked) == (True, "王*明")
    assert typed(texting) is CodeFault.OVER


def test_only_a_pair_that_has_a_code_is_sent_any(texting: Books) -> None:
    declared(texting)
    for number, phone in ((1, MINE), (2, MINE), (1, OTHERS)):
        assert sent(texting, number, phone)
    kept = texting.session.exec(select(MessageRecord)).all()
    assert sorted(each.state for each in kept) == sorted(
        [State.WAITING.value, State.SILENT.value, State.SILENT.value]
    )
    # Each document has digits of its own; the later number takes the place of the earlier one.
    assert len(texting.session.exec(select(OneTimeCodeRecord)).all()) == 2


def test_digits_for_one_document_open_no_other_and_no_other_browser(texting: Books) -> None:
    declared(texting)
    sent(texting)
    assert typed(texting, number=2) is CodeFault.OVER
    assert typed(texting, phone=OTHERS) is not None
    at = numbers(), b"n" * 16, b"c" * 32, DIGITS
    assert look_up_by_code(texting.work, texting.context(), *at) is CodeFault.OVER
    assert isinstance(typed(texting), LookedUp)


def test_without_digits_there_is_no_look_up_and_misses_end_nothing(texting: Books) -> None:
    declared(texting)
    with pytest.raises(DomainError) as refused:
        look_up(texting.work, texting.context(), numbers(), b"n" * 16)
    assert refused.value.code is Refusal.CONFLICT
    texting.texts = False
    for _ in range(POLICIES.limits.lookup_misses.most + 1):
        look_up(texting.work, texting.context(), numbers(phone=OTHERS), b"n" * 16)
        texting.pass_time(minutes=15)
    texting.pass_time(hours=1)
    refusing = look_up(texting.work, texting.context(), numbers(phone=OTHERS), b"n" * 16)
    assert isinstance(refusing, TooOften)
    texting.texts = True
    assert sent(texting, phone=OTHERS), "after ten misses by SMS alone"


def test_five_an_hour_whoever_asks(texting: Books) -> None:
    declared(texting)
    for number, phone in ((1, MINE), (7, "+8613900000007")):
        tries = [sent(texting, number, phone, random_id().bytes * 2) for _ in range(7)]
        assert tries == [True] * 5 + [False] * 2


@contextmanager
def statements(books: Books) -> Iterator[list[str]]:
    """Collect the text of each statement that runs meanwhile."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(books.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(books.engine, "before_cursor_execute", note)


def probed(books: Books, probes: int, ask: Callable[[int, str], object]) -> int:
    """Ask for pairs, every other one a hit; hold that all run the same statements and lines."""
    told = set()
    for at in range(probes):
        # Each its own number and document; what was counted is forgotten, so that none is refused.
        hit = at % 2 == 0
        number, phone = (1, MINE) if hit else (at + 2, f"+86138{at:08d}")
        with statements(books) as seen:
            lines = lines_of(lambda n=number, p=phone: ask(n, p))  # type: ignore[misc] # a default
        if at >= 2:  # the first of each kind warms what is kept
            told.add((tuple(seen), lines))
        books.work.connection.execute(delete(CounterRecord))
        books.session.expire_all()
    assert len(told) == 1
    return probes


def _plainly(books: Books) -> Callable[[int, str], object]:
    def ask(number: int, phone: str) -> object:
        at = numbers(number, phone), random_id().bytes
        found = look_up(books.work, books.context(nonce=random_id()), *at)
        assert isinstance(found, LookedUp)
        assert found.known is (phone == MINE)
        return found

    return ask


def _by_digits(books: Books) -> Callable[[int, str], object]:
    books.texts = True

    def ask(number: int, phone: str) -> object:
        assert sent(books, number, phone)
        return typed(books, "000000", number, phone)

    return ask


@pytest.mark.parametrize("way", [_plainly, _by_digits], ids=["plain", "by digits"])
def test_fifty_probes_run_the_same(
    books: Books, way: Callable[[Books], Callable[[int, str], object]]
) -> None:
    declared(books)
    assert probed(books, 50, way(books)) == 50


@pytest.mark.prove
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("way", [_plainly, _by_digits], ids=["plain", "by digits"])
def test_ten_thousand_probes_run_the_same(
    books: Books, way: Callable[[Books], Callable[[int, str], object]]
) -> None:
    declared(books)
    assert probed(books, 10_000, way(books)) == 10_000
