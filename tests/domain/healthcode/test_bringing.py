"""Bringing a household back, ending others from afar, and what the purge leaves of passkeys."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import func, select

from domain.accounts.challenges import Challenge, Purpose, put_challenge
from domain.accounts.records import ChallengeRecord
from domain.healthcode.bringing import Back, Here, bring_back
from domain.healthcode.indexes import index_of
from domain.healthcode.leaving import end_others, leave
from domain.healthcode.present import present
from domain.household.browsers import holder_by_token, open_browser, open_holder
from domain.household.listing import browsers_of
from domain.household.passkeys import (
    forget_passkeys,
    has_passkeys,
    passkey_of,
    passkeys_of,
    remove_passkey,
)
from domain.household.records import HolderRecord, PasskeyRecord
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.retention.purge import purge
from tests.domain.acts import RING, Books
from tests.domain.household.homes import Home, home, passkey, used


def back(
    books: Books, count: int, here: Here | None = None, *, instead: bool = False
) -> tuple[Back, str]:
    fresh = new_token()
    found = bring_back(books.work, books.context(), used(count), here, fresh, instead)
    return found, fresh


def here_of(whose: Home) -> Here:
    return Here(whose.holder, whose.person, whose.token)


def holder_of(books: Books, token: str) -> UUID | None:
    found = holder_by_token(books.work, token)
    return None if found is None else found.id


def test_a_bare_browser_becomes_the_household_s_and_has_proved_it(books: Books) -> None:
    whose = home(books)
    passkey(books, whose)
    found, token = back(books, 1)
    assert found is Back.OPENED
    holder = holder_by_token(books.work, token)
    assert holder is not None
    assert (holder.id, holder.person_id) == (whose.holder, whose.person)
    assert holder.proved_until == books.instant + timedelta(minutes=15)
    assert back(books, 1)[0] is Back.REFUSED


def test_nobody_s_passkey_brings_nothing(books: Books) -> None:
    home(books)
    found, token = back(books, 1)
    assert found is Back.REFUSED
    assert holder_of(books, token) is None


def test_people_of_one_s_own_make_place_only_when_told(books: Books) -> None:
    whose, other = home(books), home(books, 2)
    passkey(books, whose)
    present(books.work, books.context(other.holder), other.person, other.holder)
    assert back(books, 1, here_of(other))[0] is Back.OCCUPIED
    assert holder_of(books, other.token) == other.holder
    found, token = back(books, 1, here_of(other), instead=True)
    assert found is Back.REPLACED
    assert holder_of(books, other.token) is None
    assert holder_of(books, token) == whose.holder
    assert index_of(books.work, other.person, other.holder) is None


def test_a_browser_that_only_began_makes_place_by_itself(books: Books) -> None:
    whose, holder, begun = home(books), random_id(), new_token()
    passkey(books, whose)
    open_holder(books.work, books.context(), begun, holder)
    found, token = back(books, 1, Here(holder, None, begun))
    assert found is Back.OPENED
    assert holder_of(books, begun) is None
    assert holder_of(books, token) == whose.holder


def test_on_the_household_s_own_browser_it_renews(books: Books) -> None:
    whose = home(books)
    passkey(books, whose)
    found, token = back(books, 1, here_of(whose))
    assert found is Back.OPENED
    assert holder_of(books, token) == whose.holder
    assert len(browsers_of(books.work, RING, whose.holder, token)) == 2


def test_others_are_ended_by_name_or_all_and_what_they_keep_signed(books: Books) -> None:
    whose, tokens = home(books), [new_token() for _ in range(3)]
    for each in tokens:
        open_browser(books.work, books.context(), each, whose.holder)
    ctx = books.context(whose.holder)
    present(books.work, ctx, whose.person, whose.holder)
    before = index_of(books.work, whose.person, whose.holder)
    assert before is not None
    listed = browsers_of(books.work, RING, whose.holder, whose.token)
    assert [each.here for each in listed] == [True, False, False, False]
    who = (whose.holder, whose.person, whose.token)
    end_others(books.work, ctx, *who, listed[1].name)
    after = index_of(books.work, whose.person, whose.holder)
    assert after is not None
    assert after.number != before.number
    assert len(browsers_of(books.work, RING, whose.holder, whose.token)) == 3
    for name in (listed[0].name, listed[1].name, "x"):
        with pytest.raises(DomainError) as refused:
            end_others(books.work, ctx, *who, name)
        assert refused.value.code is Refusal.NOT_FOUND
    end_others(books.work, ctx, *who)
    end_others(books.work, ctx, *who)
    assert [each.here for each in browsers_of(books.work, RING, *who[::2])] == [True]


def test_a_household_s_passkeys_are_its_own_to_remove(books: Books) -> None:
    whose, other = home(books), home(books, 2)
    passkey(books, whose)
    passkey(books, other, b"theirs")
    theirs = passkey_of(books.work, RING, b"theirs")
    assert theirs is not None
    ctx = books.context(whose.holder)
    with pytest.raises(DomainError):
        remove_passkey(books.work, ctx, whose.holder, whose.person, theirs.name)
    with pytest.raises(DomainError) as refused:
        passkey(books, other)
    assert refused.value.code is Refusal.CONFLICT
    (mine,) = passkeys_of(books.work, whose.holder)
    remove_passkey(books.work, ctx, whose.holder, whose.person, mine.name)
    assert not has_passkeys(books.work, whose.holder)
    assert has_passkeys(books.work, other.holder)
    forget_passkeys(books.work, other.holder)
    assert not has_passkeys(books.work, other.holder)


def test_passkeys_outlive_the_phones_and_go_with_the_household(books: Books) -> None:
    def kept() -> list[int]:
        counted = (PasskeyRecord, ChallengeRecord, HolderRecord)
        return [
            books.session.exec(select(func.count()).select_from(each)).one() for each in counted
        ]

    whose = home(books)
    passkey(books, whose)
    put_challenge(books.work, books.context(), "x", Purpose.CONFIRM, Challenge(b"c" * 64))
    leave(books.work, books.context(whose.holder), whose.holder, whose.person, whose.token)
    books.pass_time(minutes=14)
    purge(books.work, books.context())
    assert kept() == [1, 1, 1]
    books.pass_time(minutes=2)
    purge(books.work, books.context())
    assert kept() == [1, 0, 1]
    assert back(books, 1)[0] is Back.OPENED
    books.pass_time(days=200)
    while purge(books.work, books.context()):
        pass
    assert kept() == [0, 0, 0]
