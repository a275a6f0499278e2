"""One-time codes: right once, for one number, purpose and browser, within ten minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.kernel.problems import DomainError, Refusal
from domain.notices.codes import (
    Asker,
    Binding,
    CodeFault,
    Purpose,
    check_code,
    new_code,
    read_code,
    send_code,
)
from domain.notices.outbox import settle, take_due
from domain.notices.records import MessageRecord, OneTimeCodeRecord
from domain.notices.values import Channel, Outcome, State, Template
from tests.domain.acts import Books

PHONE = "+8613900000001"
HERE = Binding(PHONE, Purpose.STEP_UP, b"b" * 32)
ASKER = Asker(b"n" * 16, "zh")
CODE = "042917"


def sent(books: Books, binding: Binding = HERE, digits: str = CODE, *, known: bool = True) -> None:
    send_code(books.work, books.context(), binding, ASKER, digits, known=known)


def checked(books: Books, typed: str = CODE, binding: Binding = HERE) -> CodeFault | None:
    return check_code(books.work, books.context(), binding, typed)


def is_open(row: MessageRecord) -> bool:
    return row.sealed is not None


def test_a_code_is_good_once(books: Books) -> None:
    sent(books)
    assert checked(books) is None
    assert checked(books) is CodeFault.OVER


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, browser=b"c" * 32),
        replace(HERE, purpose=Purpose.LOOK_UP),
    ],
    ids=["browser", "purpose"],
)
def test_it_is_good_for_nothing_else(books: Books, other: Binding) -> None:
    sent(books)
    assert checked(books, binding=other) is CodeFault.OVER
    assert checked(books) is None


def test_it_is_good_for_no_other_number(books: Books) -> None:
    sent(books)
    assert checked(books, binding=replace(HERE, phone="+8613900000002")) is CodeFault.WRONG
    assert checked(books) is None


def test_it_lives_ten_minutes(books: Books) -> None:
    sent(books)
    books.pass_time(minutes=9, seconds=59)
    assert checked(books, "000000") is CodeFault.WRONG
    books.pass_time(seconds=1)
    assert checked(books) is CodeFault.OVER


def test_a_clock_put_back_opens_nothing(books: Books) -> None:
    sent(books)
    books.pass_time(hours=-1)
    assert checked(books) is CodeFault.OVER


def test_after_five_wrong_ones_the_right_one_is_no_good(books: Books) -> None:
    sent(books)
    for wrong in range(5):
        assert checked(books, f"{wrong:06d}") is CodeFault.WRONG
    assert checked(books) is CodeFault.OVER


def test_a_new_code_takes_the_place_of_the_old_one(books: Books) -> None:
    sent(books)
    for _ in range(4):
        checked(books, "000000")
    sent(books, digits="555555")
    assert checked(books) is CodeFault.WRONG
    assert checked(books, "555555") is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "٣٣٣٣٣٣", "9" * 5000])
def test_what_is_no_code_costs_no_try(books: Books, typed: str) -> None:
    sent(books)
    for _ in range(6):
        assert checked(books, typed) is CodeFault.NOT_SIX_DIGITS
    assert checked(books) is None


def test_codes_are_read_as_people_type_them() -> None:
    assert [read_code(typed) for typed in (" 042 917", "042-917", "042917")] == [CODE] * 3


def test_codes_are_six_digits_by_chance() -> None:
    made = {new_code() for _ in range(200)}
    assert all(read_code(each) == each for each in made)
    assert len(made) > 190


def test_the_message_says_the_code_and_goes_with_it(books: Books) -> None:
    sent(books)
    (message,) = take_due(books.work, books.context(), 10)
    assert (message.channel, message.to, message.template) == (Channel.SMS, PHONE, Template.CODE)
    assert message.values == {"code": CODE, "minutes": "10"}
    settle(books.work, books.context(), message.id, Outcome.TAKEN)
    row = books.session.exec(select(MessageRecord)).one()
    books.session.refresh(row)
    assert (row.state, row.sealed) == (State.SENT.value, None)


def test_nothing_readable_is_kept(books: Books) -> None:
    sent(books)
    code = books.session.exec(select(OneTimeCodeRecord)).one()
    message = books.session.exec(select(MessageRecord)).one()
    assert message.sealed is not None
    kept = code.code_hash + message.sealed
    assert CODE.encode() not in kept
    assert PHONE[1:].encode() not in kept


def test_the_same_act_twice_sends_once(books: Books) -> None:
    ctx = books.context()
    send_code(books.work, ctx, HERE, ASKER, CODE)
    send_code(books.work, ctx, HERE, ASKER, "999999")
    assert len(take_due(books.work, ctx, 10)) == 1
    assert checked(books) is None


def test_an_unknown_number_is_written_alike_and_gets_nothing(books: Books) -> None:
    sent(books, known=False)
    row = books.session.exec(select(MessageRecord)).one()
    assert is_open(row)
    assert take_due(books.work, books.context(), 10) == ()
    books.session.refresh(row)
    assert (row.state, is_open(row)) == (State.DROPPED.value, False)
    assert checked(books, "000000") is CodeFault.WRONG


def test_five_an_hour_and_ten_a_day_to_one_number(books: Books) -> None:
    at = iter(range(100))

    def hourly() -> int:
        for done in range(20):
            try:
                sent(books, replace(HERE, browser=bytes([next(at)]) * 32))
            except DomainError:
                return done
        return 20

    found = []
    for _ in range(3):
        found.append(hourly())
        books.pass_time(hours=1)
    assert found == [5, 5, 0]


def test_sixty_an_hour_from_one_network(books: Books) -> None:
    for number in range(60):
        sent(books, replace(HERE, phone=f"+86139000{number:05d}"))
    with pytest.raises(DomainError) as refused:
        sent(books, replace(HERE, phone="+8613900099999"))
    assert refused.value.code is Refusal.TOO_MANY
    assert refused.value.retry_after == 3600
    elsewhere = Asker(b"m" * 16, "en")
    send_code(books.work, books.context(), HERE, elsewhere, CODE)
    assert timedelta(minutes=10) == books.context().policies.limits.code_tries.window
