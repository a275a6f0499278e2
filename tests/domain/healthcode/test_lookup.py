"""Looking a code up by its two numbers: what it shows, to whom, how often, and what it leaves."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from domain.audit.records import AuditRecord
from domain.healthcode.apply import apply
from domain.healthcode.asking import Asked
from domain.healthcode.check import check
from domain.healthcode.look import look
from domain.healthcode.lookup import NOBODY, look_up, take_note
from domain.healthcode.records import LookupRecord
from domain.healthcode.show import shown
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.healthcode.values import Look, LookedUp, TooOften
from domain.household.browsers import open_holder
from domain.kernel.colour import Colour
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError
from domain.kernel.tokens import new_token
from domain.people.documents import Document, DocumentKind
from tests.domain.acts import POLICIES, RING, Books, application, in_contact

MINE, OTHERS = "+8613900000001", "+8613900000002"
NETWORK = b"n" * 16


def declared(books: Books, **stated: Any) -> tuple[UUID, UUID]:
    """Declare from a phone of its own; give the person and the holder."""
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    books.pass_time(minutes=1)
    issued = apply(books.work, books.context(holder), holder, application(**stated))
    return issued.person_id, holder


def numbers(number: int = 1, phone: str = MINE) -> Asked:
    return Asked(phone, Document(DocumentKind.PASSPORT, f"TEST{number:05d}"), "VN")


def asked(books: Books, number: int = 1, phone: str = MINE) -> LookedUp:
    found = look_up(books.work, books.context(), numbers(number, phone), NETWORK)
    assert isinstance(found, LookedUp)
    return found


def refused(books: Books, number: int = 1, phone: str = MINE, network: bytes = NETWORK) -> bool:
    found = look_up(books.work, books.context(), numbers(number, phone), network)
    return isinstance(found, TooOften)


def token_of(found: LookedUp) -> str:
    return make_token(found.handle, handle_secret(RING, found.handle), step_at(found.at))


def test_both_numbers_lead_to_colour_masked_name_and_times_alone(books: Books) -> None:
    declared(books)
    found = asked(books)
    assert (found.known, found.colour, found.masked) == (True, Colour.GREEN, "王*明")
    assert found.until is not None
    assert found.through == books.instant + timedelta(minutes=10)


@pytest.mark.parametrize(("number", "phone"), [(1, OTHERS), (2, MINE), (2, OTHERS)])
def test_one_number_alone_finds_nobody(books: Books, number: int, phone: str) -> None:
    declared(books)
    found = asked(books, number, phone)
    assert not found.known
    assert found.colour is Colour.GREY
    assert "王" not in found.masked


def test_a_claim_that_waits_answers_for_nobody(books: Books) -> None:
    """A stranger with another number declared a fever: their two numbers find no code of mine."""
    declared(books)
    declared(books, phone=OTHERS, health=in_contact())
    assert not asked(books, phone=OTHERS).known
    assert asked(books).colour is Colour.GREEN


def test_a_code_that_ran_out_is_grey_at_the_look_up(books: Books) -> None:
    declared(books)
    books.pass_time(days=20)
    assert asked(books).colour is Colour.GREY


def test_its_qr_is_a_card_that_wants_the_document_for_ten_minutes(books: Books) -> None:
    declared(books)
    found = asked(books)
    books.pass_time(minutes=9, seconds=59)
    card = look(books.work, books.context(), token_of(found))
    assert (card.look, card.colour, card.masked) == (Look.LOOKED_UP, Colour.GREEN, "王*明")
    assert card.looked_up == found.at
    books.pass_time(seconds=1)
    card = look(books.work, books.context(), token_of(found))
    assert (card.look, card.colour, card.masked) == (Look.STALE, None, "")


def test_a_checker_is_told_to_see_the_document(books: Books) -> None:
    declared(books)
    address = f"https://code.example/C/{token_of(asked(books))}"
    issuer: Any = None
    told = check(books.work, books.context(), address, issuer, "code.example")
    assert told.verdict.colour is Colour.GREEN
    assert told.verdict.document


def test_the_qr_of_a_miss_opens_nothing(books: Books) -> None:
    token = token_of(asked(books))
    assert look(books.work, books.context(), token).look is Look.UNKNOWN


def test_the_person_is_told_until_they_say_so(books: Books) -> None:
    person, holder = declared(books)
    asked(books)
    first = books.instant
    books.pass_time(minutes=2)
    asked(books)
    code = shown(books.work, books.context(), person, holder)
    assert code is not None
    assert code.news.lookups == (first, books.instant)
    take_note(books.work, books.context(holder), person, holder)
    code = shown(books.work, books.context(), person, holder)
    assert code is not None
    assert code.news.lookups == ()
    assert not code.member.attention


def test_only_a_phone_that_counts_may_say_so(books: Books) -> None:
    person, _ = declared(books)
    _, waiting = declared(books, phone=OTHERS)
    asked(books)
    for holder in (waiting, random_id()):
        with pytest.raises(DomainError):
            take_note(books.work, books.context(holder), person, holder)


def test_it_leaves_an_audit_entry_either_way(books: Books) -> None:
    declared(books)
    asked(books)
    asked(books, number=2)
    made = books.session.exec(select(AuditRecord).where(col(AuditRecord.act) == "looked_up")).all()
    assert [each.fields for each in made] == ["", ""]


def test_each_number_is_free_for_five_tries_an_hour(books: Books) -> None:
    declared(books)
    tries = [refused(books) for _ in range(7)]
    assert tries == [False] * 5 + [True] * 2
    assert refused(books, number=2), "the phone number is spent"
    assert refused(books, phone=OTHERS), "so is the document"
    books.pass_time(hours=1)
    assert not refused(books)


def test_ten_misses_end_a_number_s_day_and_hits_do_not(books: Books) -> None:
    declared(books)
    missed = 0
    while not refused(books, phone=OTHERS):
        missed += 1
        books.pass_time(minutes=15)
    assert missed == POLICIES.limits.lookup_misses.most
    books.pass_time(hours=2)
    assert refused(books), "the document was guessed at"
    books.pass_time(days=1)
    for _ in range(12):
        assert asked(books).known
        books.pass_time(hours=1)


def test_one_network_cannot_try_number_after_number(books: Books) -> None:
    most = POLICIES.limits.lookup_by_network.most
    tries = [refused(books, at, f"+86139{at:08d}") for at in range(most + 2)]
    assert tries == [False] * most + [True] * 2
    assert not refused(books, most + 9, "+8613999999999", b"o" * 16)


def test_a_refused_one_looks_for_nothing(books: Books) -> None:
    declared(books)
    while not refused(books):
        pass
    kept = len(books.session.exec(select(LookupRecord)).all())
    assert refused(books)
    assert len(books.session.exec(select(LookupRecord)).all()) == kept == 5


def lines_of(run: Callable[[], object]) -> frozenset[tuple[str, int]]:
    """Give every line of the rooms that runs; below them a row more is read than for a miss."""
    lines = set()

    def each(frame: Any, event: str, _: object) -> Any:
        name = frame.f_code.co_filename
        if "/domain/" not in name or "/storage/" in name or "/tests/" in name:
            return None
        if event == "line":
            lines.add((name, frame.f_lineno))
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        run()
    finally:
        sys.settrace(before)
    return frozenset(lines)


def test_a_hit_and_a_miss_run_the_same_lines(books: Books) -> None:
    declared(books)
    asked(books)
    asked(books, number=9, phone=OTHERS)
    books.pass_time(hours=1)
    hit = lines_of(lambda: asked(books))
    miss = lines_of(lambda: asked(books, number=2, phone="+8613900000003"))
    assert hit == miss


def test_a_miss_is_kept_under_nobody(books: Books) -> None:
    asked(books)
    kept = books.session.exec(select(LookupRecord)).one()
    assert kept.person_id == NOBODY


def test_a_second_document_of_another_country_is_another(books: Books) -> None:
    declared(books)
    wrong = replace(numbers(), nationality="LA")
    found = look_up(books.work, books.context(), wrong, NETWORK)
    assert isinstance(found, LookedUp)
    assert not found.known
