"""Reminders: of a green code with two days left, once, as asked for; none after leaving."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from sqlmodel import select

from domain.declaration.depart import depart, stay_on
from domain.declaration.departure import FIELD
from domain.declaration.values import Relationship
from domain.healthcode.apply import apply
from domain.healthcode.leaving import leave
from domain.healthcode.reminding import remind_next
from domain.household.browsers import open_holder
from domain.kernel.days import day_of
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token, token_hash
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, send_code
from domain.notices.outbox import settle, take_due
from domain.notices.records import MessageRecord, ReminderRecord, SubscriptionRecord
from domain.notices.reminders import (
    Wishes,
    ask_for_sms,
    end_sms,
    subscribe,
    unsubscribe,
    wishes_of,
)
from domain.notices.subscription import Subscription
from domain.notices.values import Channel, Message, Outcome, State, Template
from tests.domain.acts import HEALTHY, Books, application, in_contact

PHONE = "+8613900000001"
CODE = "042917"
PUSHED = Subscription("https://push.example/one", b"\x04" + b"p" * 64, b"a" * 16)


@dataclass(frozen=True)
class Phone:
    holder: UUID
    person: UUID
    token: str


@pytest.fixture
def phone(books: Books) -> Phone:
    """A phone with a code that is green through 20 April."""
    return declared(books)


def declared(books: Books, number: int = 1, *, ill: bool = False) -> Phone:
    holder, token = random_id(), new_token()
    open_holder(books.work, books.context(), token, holder)
    stated = application(number, health=in_contact() if ill else HEALTHY)
    return Phone(holder, apply(books.work, books.context(holder), holder, stated).person_id, token)


def declared_beside(books: Books, phone: Phone) -> UUID:
    stated = replace(application(9), relationship=Relationship.CHILD)
    return apply(books.work, books.context(phone.holder), phone.holder, stated).person_id


def asked(books: Books, phone: Phone, typed: str = CODE) -> CodeFault | None:
    binding = Binding(PHONE, Purpose.REMINDERS, token_hash(phone.token))
    ctx = books.context(phone.holder)
    send_code(books.work, ctx, binding, Asker(b"n" * 16, "zh"), CODE)
    settle(books.work, ctx, ctx.nonce, Outcome.TAKEN)
    return ask_for_sms(books.work, ctx, phone.holder, "zh", binding, typed)


def pushed(books: Books, phone: Phone, subscription: Subscription = PUSHED) -> None:
    subscribe(books.work, books.context(phone.holder), phone.holder, subscription, "en")


def reminded(books: Books) -> list[Message]:
    """Run the daily job, and take what it wrote."""
    last = remind_next(books.work, books.context(), at_most=2)
    while last is not None:
        last = remind_next(books.work, books.context(), last, at_most=2)
    found = take_due(books.work, books.context(), 100)
    for each in found:
        settle(books.work, books.context(), each.id, Outcome.TAKEN)
    return sorted(found, key=lambda each: each.channel)


def test_two_days_before_the_end_and_once(books: Books, phone: Phone) -> None:
    assert asked(books, phone) is None
    pushed(books, phone)
    books.pass_time(days=11)
    assert reminded(books) == []
    books.pass_time(days=1)
    push, sms = reminded(books)
    assert (push.channel, push.to, push.language) == (Channel.PUSH, PUSHED.written, "en")
    assert (sms.channel, sms.to, sms.language) == (Channel.SMS, PHONE, "zh")
    for each in (push, sms):
        assert (each.template, each.values) == (Template.RUNS_OUT, {"days": "2"})
        assert each.holder_id == phone.holder
    for _ in range(3):
        assert reminded(books) == []
        books.pass_time(days=1)


def test_a_day_late_it_says_one_day(books: Books, phone: Phone) -> None:
    asked(books, phone)
    books.pass_time(days=13)
    assert [each.values for each in reminded(books)] == [{"days": "1"}]


def test_a_renewed_code_is_reminded_of_anew(books: Books, phone: Phone) -> None:
    asked(books, phone)
    books.pass_time(days=12)
    assert len(reminded(books)) == 1
    apply(books.work, books.context(phone.holder), phone.holder, application())
    books.pass_time(days=2)
    assert reminded(books) == []
    books.pass_time(days=10)
    assert [each.values for each in reminded(books)] == [{"days": "2"}]


def test_who_has_left_yunnan_is_not_reminded_until_they_take_it_back(
    books: Books, phone: Phone
) -> None:
    asked(books, phone)
    child = declared_beside(books, phone)
    books.pass_time(days=12)
    day = {FIELD: [day_of(books.instant).isoformat()]}
    for person in (phone.person, child):
        ctx = books.context(phone.holder)
        assert depart(books.work, ctx, person, phone.holder, day) == ()
    assert reminded(books) == []
    # The word on leaving is one person's: another on the same phone is reminded of.
    books.pass_time(minutes=1)
    stay_on(books.work, books.context(phone.holder), child, phone.holder)
    assert [each.values for each in reminded(books)] == [{"days": "2"}]
    books.pass_time(days=1)
    assert reminded(books) == []


def test_nobody_is_reminded_who_did_not_ask(books: Books) -> None:
    declared(books)
    books.pass_time(days=12)
    assert reminded(books) == []


def test_a_risk_is_not_reminded_of(books: Books) -> None:
    asked(books, declared(books, ill=True))
    for _ in range(20):
        books.pass_time(days=1)
        assert reminded(books) == []


def test_of_two_codes_that_end_together_one_message(books: Books, phone: Phone) -> None:
    apply(books.work, books.context(phone.holder), phone.holder, application(2))
    asked(books, phone)
    books.pass_time(days=12)
    assert len(reminded(books)) == 1


def test_whoever_ends_it_hears_no_more(books: Books, phone: Phone) -> None:
    asked(books, phone)
    pushed(books, phone)
    assert wishes_of(books.work, phone.holder) == Wishes(sms=True, browsers=1)
    end_sms(books.work, books.context(phone.holder), phone.holder)
    unsubscribe(books.work, books.context(phone.holder), phone.holder, PUSHED.endpoint)
    books.session.expire_all()
    assert wishes_of(books.work, phone.holder) == Wishes(sms=False, browsers=0)
    books.pass_time(days=12)
    assert reminded(books) == []


def test_leaving_ends_wishes_and_what_waits(books: Books, phone: Phone) -> None:
    asked(books, phone)
    pushed(books, phone)
    # At night, so that what is written waits for the morning.
    books.pass_time(days=11, hours=10)
    remind_next(books.work, books.context())
    assert take_due(books.work, books.context(), 9) == ()
    leave(books.work, books.context(phone.holder), phone.holder, phone.person, phone.token)
    books.pass_time(hours=14)
    assert take_due(books.work, books.context(), 9) == ()
    assert books.session.exec(select(ReminderRecord)).all() == []
    assert books.session.exec(select(SubscriptionRecord)).all() == []
    books.session.expire_all()
    for row in books.session.exec(select(MessageRecord)).all():
        assert row.sealed is None
        assert row.state in {State.DROPPED.value, State.SENT.value}


def test_another_number_needs_its_own_code(books: Books, phone: Phone) -> None:
    assert asked(books, phone, "000000") is CodeFault.WRONG
    assert wishes_of(books.work, phone.holder).sms is False


def test_the_same_browser_twice_is_one(books: Books, phone: Phone) -> None:
    pushed(books, phone)
    pushed(books, phone)
    assert wishes_of(books.work, phone.holder).browsers == 1


def test_the_job_walks_over_everybody(books: Books) -> None:
    for number in range(1, 8):
        phone = declared(books, number)
        pushed(books, phone)
    books.pass_time(days=12)
    assert len(reminded(books)) == 7
