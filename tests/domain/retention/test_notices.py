"""Messages and codes go after their periods; wishes and subscriptions with their holder."""

from sqlmodel import SQLModel, func, select

from domain.household.browsers import open_holder
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from domain.notices.codes import Asker, Binding, Purpose, send_code
from domain.notices.records import (
    MessageRecord,
    OneTimeCodeRecord,
    ReminderRecord,
    SubscriptionRecord,
)
from domain.retention.purge import purge
from tests.domain.acts import Books


def rows(books: Books, record: type[SQLModel]) -> int:
    return books.session.exec(select(func.count()).select_from(record)).one()


def purge_all(books: Books) -> None:
    while purge(books.work, books.context(), at_most=2):
        pass


def test_a_code_goes_after_ten_minutes_and_its_message_a_month_later(books: Books) -> None:
    binding = Binding("+8613900000001", Purpose.STEP_UP, b"b" * 32)
    send_code(books.work, books.context(), binding, Asker(b"n" * 16, "zh"), "042917")
    books.pass_time(minutes=9)
    purge_all(books)
    assert (rows(books, OneTimeCodeRecord), rows(books, MessageRecord)) == (1, 1)
    books.pass_time(minutes=2)
    purge_all(books)
    assert (rows(books, OneTimeCodeRecord), rows(books, MessageRecord)) == (0, 1)
    books.pass_time(days=30)
    purge_all(books)
    assert rows(books, MessageRecord) == 0


def test_wishes_and_subscriptions_go_with_their_holder(books: Books) -> None:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    books.session.add(ReminderRecord(holder_id=holder, sealed=b"x", language="zh"))
    index = b"e" * 16
    books.session.add(
        SubscriptionRecord(holder_id=holder, endpoint_index=index, sealed=b"x", language="zh")
    )
    books.session.flush()
    purge_all(books)
    assert (rows(books, ReminderRecord), rows(books, SubscriptionRecord)) == (1, 1)
    books.pass_time(days=60)
    purge_all(books)
    assert (rows(books, ReminderRecord), rows(books, SubscriptionRecord)) == (0, 0)
