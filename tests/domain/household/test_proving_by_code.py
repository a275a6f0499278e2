"""Proving by digits sent to the household's own number, where they can be sent."""

import pytest

from domain.audit.history import entries_about
from domain.audit.note import Act
from domain.healthcode.apply import apply
from domain.household.browsers import holder_by_token, open_browser
from domain.household.proof import is_fresh
from domain.household.proving import prove_by_code, prove_by_document, send_proof_code
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token, token_hash
from domain.notices.codes import Asker, Binding, CodeFault, Purpose, check_code
from tests.domain.acts import POLICIES, RING, Books, application
from tests.domain.household.homes import Home, home, passkey

ASKER, DIGITS = Asker(b"n" * 16, "zh"), "042917"


def sent(books: Books, whose: Home, token: str = "") -> None:
    ctx = books.context(whose.holder, random_id())
    send_proof_code(books.work, ctx, whose.holder, token or whose.token, ASKER, DIGITS)


def by_code(
    books: Books, whose: Home, typed: str = DIGITS, new: str = "", token: str = ""
) -> CodeFault | None:
    ctx, held = books.context(whose.holder), token or whose.token
    return prove_by_code(books.work, ctx, whose.holder, held, new or new_token(), typed)


def test_the_digits_prove_once_and_change_the_token(books: Books) -> None:
    books.texts = True
    whose, new = home(books), new_token()
    assert by_code(books, whose) is CodeFault.OVER
    sent(books, whose)
    assert by_code(books, whose, "000000") is CodeFault.WRONG
    assert by_code(books, whose, "") is CodeFault.NOT_SIX_DIGITS
    assert by_code(books, whose, new=new) is None
    assert is_fresh(holder_by_token(books.work, new), books.instant, POLICIES.limits.proof)
    assert by_code(books, whose) is CodeFault.OVER
    noted = [(each.act, each.fields) for each in entries_about(books.work, RING, whose.person)]
    assert (Act.PROVED, ("code",)) in noted
    assert (Act.PROOF_REFUSED, ("code",)) in noted


def test_they_are_good_in_the_browser_that_asked_alone(books: Books) -> None:
    books.texts = True
    whose, second = home(books), new_token()
    open_browser(books.work, books.context(), second, whose.holder)
    sent(books, whose)
    assert by_code(books, whose, token=second) is CodeFault.OVER
    assert by_code(books, whose) is None


def test_they_go_to_who_declared_for_themselves_first(books: Books) -> None:
    books.texts = True
    whose = home(books)
    books.pass_time(seconds=1)
    second = application(2, phone="+8613900000002")
    ctx = books.context(whose.holder, event_id(books.instant))
    apply(books.work, ctx, whose.holder, second)
    sent(books, whose)
    first = Binding("+8613900000001", Purpose.STEP_UP, token_hash(whose.token))
    assert check_code(books.work, books.context(), first, DIGITS) is None


def test_there_is_one_way_at_a_time(books: Books) -> None:
    whose = home(books)
    with pytest.raises(DomainError) as refused:
        sent(books, whose)
    assert refused.value.code is Refusal.CONFLICT
    books.texts = True
    ctx = books.context(whose.holder)
    with pytest.raises(DomainError) as refused:
        prove_by_document(books.work, ctx, whose.holder, whose.token, new_token(), whose.number)
    assert refused.value.code is Refusal.CONFLICT
    sent(books, whose)
    passkey(books, whose)
    for act in (sent, by_code):
        with pytest.raises(DomainError) as refused:
            act(books, whose)
        assert refused.value.code is Refusal.CONFLICT
