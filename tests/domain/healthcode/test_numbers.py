"""A second browser with the same number: it waits, and stands once the number is proven."""

from uuid import UUID

import pytest
from sqlmodel import select

from domain.audit.history import entries_about
from domain.audit.note import Act
from domain.healthcode.apply import apply
from domain.healthcode.numbers import NumberFault, prove_number, send_claim_code
from domain.healthcode.objecting import object_to_claim
from domain.healthcode.show import shown
from domain.household.browsers import open_holder
from domain.household.claim import member_of
from domain.household.claims import ClaimState
from domain.household.history import claims_on, counted_then
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.notices.codes import Asker, CodeFault
from domain.notices.records import MessageRecord
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact

MINE, OTHERS = "+8613900000001", "+8613900000002"
ASKER, DIGITS = Asker(b"n" * 16, "zh"), "042917"


@pytest.fixture(autouse=True)
def texts(books: Books) -> None:
    books.texts = True


def declared(books: Books, phone: str = MINE, *, risk: bool = False) -> tuple[UUID, UUID, str]:
    """Declare in a browser of its own; give the person, the holder and the token."""
    holder, token = random_id(), new_token()
    open_holder(books.work, books.context(), token, holder)
    books.pass_time(minutes=1)
    health = in_contact() if risk else HEALTHY
    ctx = books.context(holder, event_id(books.instant))
    made = apply(books.work, ctx, holder, application(phone=phone, health=health))
    return made.person_id, holder, token


def state(books: Books, person: UUID, holder: UUID) -> ClaimState:
    member = member_of(books.work, RING, person, holder)
    assert member is not None
    return member.state


def sent(books: Books, person: UUID, holder: UUID, token: str) -> None:
    ctx = books.context(holder, random_id())
    send_claim_code(books.work, ctx, person, holder, token, ASKER, DIGITS)


def proved(
    books: Books, whose: tuple[UUID, UUID, str], typed: str = DIGITS
) -> CodeFault | NumberFault | None:
    return prove_number(books.work, books.context(whose[1]), *whose, typed)


def test_the_same_number_waits_until_it_is_proven(books: Books) -> None:
    person, first, _ = declared(books)
    whose = declared(books, risk=True)
    assert state(books, person, first) is ClaimState.STANDING
    assert state(books, *whose[:2]) is ClaimState.PENDING
    code = shown(books.work, books.context(), person, first)
    assert code is not None
    assert (code.colour, code.waiting) == (Colour.GREEN, (whose[1],))
    sent(books, *whose)
    assert proved(books, whose, "000000") is CodeFault.WRONG
    waited = books.instant
    books.pass_time(minutes=1)
    assert proved(books, whose) is None
    assert proved(books, whose) is None
    assert state(books, *whose[:2]) is ClaimState.STANDING
    code = shown(books.work, books.context(), person, first)
    assert code is not None
    assert code.stale, "its risk counts from now on"
    assert len(code.news.told) == 1, "and the first phone is told"
    held = next(each for each in claims_on(books.work, person) if each.holder_id == whose[1])
    entries = entries_about(books.work, RING, person)
    assert counted_then(held, entries, waited) is False
    assert counted_then(held, entries, books.instant) is True
    assert Act.CLAIM_PROVEN in [each.act for each in entries]


def test_another_number_that_is_proven_opens_nothing(books: Books) -> None:
    declared(books)
    whose = declared(books, OTHERS)
    sent(books, *whose)
    assert proved(books, whose) is NumberFault.OTHER
    assert state(books, *whose[:2]) is ClaimState.PENDING


def test_one_that_was_objected_to_is_not_proven(books: Books) -> None:
    person, first, _ = declared(books)
    whose = declared(books)
    object_to_claim(books.work, books.context(first), person, first, whose[1])
    sent(books, *whose)
    assert proved(books, whose) is NumberFault.OTHER
    assert state(books, *whose[:2]) is ClaimState.PENDING


def test_only_what_waits_is_sent_digits_and_only_where_there_are_any(books: Books) -> None:
    first = declared(books)
    whose = declared(books)
    sent(books, *first)
    assert books.session.exec(select(MessageRecord)).all() == []
    with pytest.raises(DomainError) as refused:
        sent(books, whose[0], random_id(), whose[2])
    assert refused.value.code is Refusal.NOT_FOUND
    books.texts = False
    with pytest.raises(DomainError):
        sent(books, *whose)


def test_without_them_the_same_number_stands_at_once(books: Books) -> None:
    books.texts = False
    declared(books)
    assert state(books, *declared(books)[:2]) is ClaimState.STANDING
