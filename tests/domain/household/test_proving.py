"""Proofs: which way there is, how long one is fresh, whose number counts, how often one may try."""

import asyncio
from collections import Counter
from datetime import date, timedelta

import pytest

from domain.accounts.challenges import Challenge, Purpose, put_challenge, take_challenge
from domain.audit.history import entries_about
from domain.audit.note import Act
from domain.declaration.values import Relationship
from domain.healthcode.apply import apply
from domain.household.browsers import holder_by_token, open_browser, open_holder, renew, settle
from domain.household.listing import browsers_of
from domain.household.passkeys import passkeys_of
from domain.household.proof import ProofFault, Way, is_fresh, owner_of, way_of
from domain.household.proving import prove_by_document, prove_by_passkey
from domain.household.values import Holder
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.storage.door import Database
from tests.domain.acts import NOON, POLICIES, RING, Books, application
from tests.domain.healthcode.test_at_once import context
from tests.domain.household.homes import Home, home, joined, passkey, used

LAPSE = POLICIES.limits.proof


def fresh(books: Books, token: str) -> bool:
    return is_fresh(holder_by_token(books.work, token), books.instant, LAPSE)


def by_document(books: Books, whose: Home, typed: str, new: str | None = None) -> ProofFault | None:
    ctx = books.context(whose.holder)
    return prove_by_document(books.work, ctx, whose.holder, whose.token, new or new_token(), typed)


@pytest.mark.parametrize(
    ("passkeys", "gateway", "expected"),
    [
        (True, True, Way.PASSKEY),
        (True, False, Way.PASSKEY),
        (False, True, Way.CODE),
        (False, False, Way.DOCUMENT),
    ],
)
def test_the_strongest_way_there_is_is_the_only_one(
    passkeys: bool, gateway: bool, expected: Way
) -> None:
    assert way_of(passkeys=passkeys, gateway=gateway) is expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(None, False), (0, False), (1, True), (900, True), (901, False)]
)
def test_a_proof_is_fresh_until_its_end_and_never_for_longer(
    seconds: int | None, expected: bool
) -> None:
    until = None if seconds is None else NOON + timedelta(seconds=seconds)
    holder = Holder(random_id(), None, date(2020, 4, 7), until)
    assert is_fresh(holder, NOON, LAPSE) is expected
    assert not is_fresh(None, NOON, LAPSE)


def test_a_right_number_proves_once_and_changes_the_token(books: Books) -> None:
    whose, new = home(books), new_token()
    assert not fresh(books, whose.token)
    assert by_document(books, whose, f" {whose.number.lower()} ", new) is None
    assert fresh(books, new)
    assert not fresh(books, whose.token)
    found = holder_by_token(books.work, new)
    assert found is not None
    assert found.renewed
    settle(books.work, new)
    assert holder_by_token(books.work, whose.token) is None
    books.pass_time(minutes=15)
    assert not fresh(books, new)
    noted = [entry.act for entry in entries_about(books.work, RING, whose.person)]
    assert Act.PROVED in noted


def test_renewed_twice_the_token_that_arrives_is_the_one_that_stays(books: Books) -> None:
    whose, first, second = home(books), new_token(), new_token()
    for each in (first, second):
        assert by_document(books, whose, whose.number, each) is None
    listed = browsers_of(books.work, RING, whose.holder, whose.token)
    assert [each.here for each in listed] == [True]
    settle(books.work, first)
    settle(books.work, first)
    left = [holder_by_token(books.work, each) for each in (whose.token, first, second)]
    assert [each is not None for each in left] == [False, True, False]
    with pytest.raises(DomainError) as refused:
        renew(books.work, books.context(), second, new_token())
    assert refused.value.code is Refusal.CONFLICT


def test_only_who_declared_for_themselves_first_proves(books: Books) -> None:
    """Neither a child of the household nor whoever declared themselves on a found phone."""
    whose = home(books)
    joined(books, whose, 2, Relationship.CHILD)
    joined(books, whose, 3, Relationship.SELF)
    for number in ("TEST00002", "TEST00003"):
        assert by_document(books, whose, number) is ProofFault.WRONG
    assert by_document(books, whose, whose.number) is None
    assert owner_of(()) is None


def test_nobody_and_a_passkey_s_household_prove_nothing_by_a_number(books: Books) -> None:
    whose = home(books)
    holder, token = random_id(), new_token()
    open_holder(books.work, books.context(), token, holder)
    empty = Home(holder, token, random_id(), "TEST00001")
    with pytest.raises(DomainError) as refused:
        by_document(books, empty, whose.number)
    assert refused.value.code is Refusal.NOT_FOUND
    passkey(books, whose)
    with pytest.raises(DomainError) as refused:
        by_document(books, whose, whose.number)
    assert refused.value.code is Refusal.CONFLICT


def test_a_passkey_proves_for_its_own_household_alone(books: Books) -> None:
    whose, other = home(books), home(books, 2)
    passkey(books, whose, b"mine", count=4)
    passkey(books, other, b"theirs")

    def proved(count: int, credential: bytes) -> ProofFault | None:
        ctx, answer = books.context(whose.holder), used(count, credential)
        return prove_by_passkey(books.work, ctx, whose.holder, whose.token, new_token(), answer)

    assert proved(1, b"theirs") is ProofFault.PASSKEY
    assert proved(5, b"nobody's") is ProofFault.PASSKEY
    for count in (4, 3, 0):
        assert proved(count, b"mine") is ProofFault.PASSKEY
    assert proved(5, b"mine") is None
    assert proved(5, b"mine") is ProofFault.PASSKEY
    noted = Counter(entry.act for entry in entries_about(books.work, RING, whose.person))
    assert (noted[Act.PASSKEY_REFUSED], noted[Act.PROVED]) == (4, 1)
    (kept,) = passkeys_of(books.work, whose.holder)
    assert kept.used_at == books.instant


def test_tries_at_once_are_counted_exactly(database: Database) -> None:
    """Twenty wrong numbers in one moment from two browsers: five are looked at."""

    async def scenario() -> Counter[str]:
        holder, tokens = random_id(), [new_token(), new_token()]
        await database.write(open_holder, context(), tokens[0], holder)
        await database.write(open_browser, context(), tokens[1], holder)
        await database.write(apply, context(event_id(NOON)), holder, application(7))
        typed = ["TEST00008", "TEST00009", "x", "TEST0000700"]
        asked = (
            database.write(
                prove_by_document, context(), holder, tokens[at % 2], new_token(), typed[at % 4]
            )
            for at in range(20)
        )
        answers = await asyncio.gather(*asked, return_exceptions=True)
        return Counter(
            each.code.value if isinstance(each, DomainError) else str(each) for each in answers
        )

    assert asyncio.run(scenario()) == {"proof_wrong": 5, "too_many": 15}


def test_a_challenge_is_read_once_by_its_own_browser_for_its_own_purpose(books: Books) -> None:
    def take(secret: str, purpose: Purpose = Purpose.CONFIRM) -> Challenge | None:
        return take_challenge(books.work, books.context(), secret, purpose)

    given = Challenge(b"c" * 64, b"h" * 32)
    put_challenge(books.work, books.context(), "mine", Purpose.CONFIRM, Challenge(b"a" * 64))
    put_challenge(books.work, books.context(), "mine", Purpose.CONFIRM, given)
    assert take("yours") is None
    assert take("mine", Purpose.REGISTER) is None
    assert take("mine") == given
    assert take("mine") is None
    put_challenge(books.work, books.context(), "mine", Purpose.CONFIRM, given)
    books.pass_time(minutes=5)
    assert take("mine") is None
    books.pass_time(minutes=-5)
    assert take("mine") is None


def test_one_challenge_is_taken_once_by_many_at_once(database: Database) -> None:
    async def scenario() -> int:
        given = Challenge(b"c" * 64)
        puts = (
            database.write(put_challenge, context(), "mine", Purpose.CONFIRM, given)
            for _ in range(8)
        )
        await asyncio.gather(*puts)
        takes = (
            database.write(take_challenge, context(), "mine", Purpose.CONFIRM) for _ in range(8)
        )
        return sum(each is not None for each in await asyncio.gather(*takes))

    assert asyncio.run(scenario()) == 1
