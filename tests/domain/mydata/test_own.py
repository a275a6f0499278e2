"""What is held of whoever has the phone: reminders, passkeys; what was said of leaving Yunnan."""

import json
from datetime import timedelta
from uuid import UUID

from domain.accounts.credentials import Keeper, MadePasskey
from domain.declaration.depart import depart, stay_on
from domain.declaration.departure import FIELD
from domain.declaration.values import Departure, Relationship
from domain.household.passkeys import add_passkey
from domain.kernel.days import day_of
from domain.kernel.tokens import token_hash
from domain.mydata.export import download
from domain.mydata.values import Own
from domain.notices.codes import Asker, Binding, Purpose, send_code
from domain.notices.reminders import Asked, ask_for_sms, subscribe
from domain.notices.subscription import Subscription
from domain.notices.values import Channel
from tests.domain.acts import Books, in_contact
from tests.domain.mydata.people import OTHER_NUMBER, declared, declared_for, held, phone

NUMBER, CODE = "+8613900000047", "042917"
PUSHED = Subscription("https://push.example/one", b"\x04" + b"p" * 64, b"a" * 16)


def wishing(books: Books, holder: UUID) -> None:
    """Let a phone be reminded by both channels, and have a passkey."""
    ctx, binding = books.context(holder), Binding(NUMBER, Purpose.REMINDERS, token_hash("t"))
    send_code(books.work, ctx, binding, Asker(b"n" * 16, "zh"), CODE)
    assert ask_for_sms(books.work, ctx, holder, "zh", binding, CODE) is None
    subscribe(books.work, ctx, holder, PUSHED, "en")
    made = MadePasskey(b"c" * 16, b"k" * 77, 0, ("internal",), backed_up=False)
    add_passkey(books.work, ctx, holder, None, made, b"h" * 16, Keeper.COMPUTER)


def test_one_s_reminders_and_passkeys_are_told(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    assert held(books, person, mine).own == Own((), ())
    wishing(books, mine)
    own = held(books, person, mine).own
    assert own is not None
    assert own.reminders == (Asked(Channel.SMS, "47", None), Asked(Channel.PUSH, "", None))
    (passkey,) = own.passkeys
    assert (passkey.keeper, passkey.made_at, passkey.used_at) == (
        Keeper.COMPUTER,
        books.instant,
        None,
    )
    text = download(books.work, books.context(mine), person, mine).decode()
    found = json.loads(text)
    assert [each["number_end"] for each in found["reminders"]] == ["47", ""]
    assert [each["keeper"] for each in found["passkeys"]] == ["computer"]
    for secret in (NUMBER, "push.example", passkey.name, CODE):
        assert secret not in text


def test_they_are_not_told_beside_somebody_else_nor_to_another_phone(books: Books) -> None:
    mine, other, stranger = phone(books), phone(books), phone(books)
    person = declared(books, mine)
    child = declared_for(books, mine, Relationship.CHILD)
    declared(books, other)
    declared(books, stranger, phone=OTHER_NUMBER)
    wishing(books, mine)
    assert held(books, child, mine).own is None
    for others in (other, stranger):
        assert held(books, person, others).own == Own((), ())
    exported = json.loads(download(books.work, books.context(mine), child, mine))
    assert (exported["reminders"], exported["passkeys"]) == ([], [])


def test_what_was_said_of_leaving_stands_beside_its_declaration(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, other, health=in_contact())
    books.pass_time(days=1)
    left = books.instant
    ctx = books.context(mine)
    assert depart(books.work, ctx, person, mine, {FIELD: [day_of(left).isoformat()]}) == ()
    books.pass_time(minutes=1)
    stay_on(books.work, books.context(mine), person, mine)
    stated = next(each for each in held(books, person, mine).stated if each.own)
    assert stated.answers is not None
    first, second = stated.answers.departures
    assert first == Departure(first.id, left, day_of(left))
    assert (second.told_at, second.left_on) == (left + timedelta(minutes=1), None)
    exported = json.loads(download(books.work, books.context(mine), person, mine))
    told = {each["by_this_phone"]: each["departures"] for each in exported["declarations"]}
    assert [each["left_on"] for each in told[True]] == [day_of(left).isoformat(), None]
    assert told[False] == []
