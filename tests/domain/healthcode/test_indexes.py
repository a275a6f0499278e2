"""Status indexes: one a declaration, signed again under the same number, withdrawn, purged."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from domain.assessment.values import Assessment
from domain.credential.claims import INDEXES, SHARDS
from domain.credential.curve import PrivateKey
from domain.healthcode.apply import apply
from domain.healthcode.assessing import assessed, refresh
from domain.healthcode.ending import end_holder
from domain.healthcode.indexes import Owner, give_index, index_of
from domain.healthcode.issuing import register_device
from domain.healthcode.present import present
from domain.healthcode.records import StatusRecord
from domain.healthcode.shards import number_of, shard_for, shards
from domain.household.browsers import open_holder
from domain.household.waiting import confirm_claim
from domain.kernel.actor import SYSTEM
from domain.kernel.days import end_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.retention.purge import purge
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.door import Database
from domain.storage.work import Work
from tests.domain.acts import NOON, POLICIES, RING, Books, application, in_contact

MANY = 12


def declared(books: Books, holder: UUID | None = None, **stated: object) -> tuple[UUID, UUID]:
    if holder is None:
        holder = random_id()
        open_holder(books.work, books.context(), new_token(), holder)
    ctx = books.context(holder)
    issued = apply(books.work, ctx, holder, application(**stated))  # type: ignore[arg-type] # as given
    return issued.person_id, holder


def kept(work: Work) -> list[StatusRecord]:
    work.session.expire_all()
    order = (col(StatusRecord.issued), col(StatusRecord.number))
    return list(work.session.exec(select(StatusRecord).order_by(*order)).all())


def test_there_are_as_many_shards_as_prefectures() -> None:
    assert len(shards()) == SHARDS
    assert [number_of(each) for each in shards()] == list(range(SHARDS))
    assert shard_for("532528101") == "5325"
    assert shard_for("532401001") == "5304"
    assert shard_for("") == shard_for("110101001") == "5301"


def test_a_declaration_draws_an_index_in_its_prefecture(books: Books) -> None:
    person, holder = declared(books)
    index = index_of(books.work, person, holder)
    assert index is not None
    assert index.division == "5325"
    assert 0 <= index.number < INDEXES
    assert (index.colour, index.plain, index.issued) == ("green", True, books.instant)
    found = assessed(books.work, books.context(), person, holder)
    assert index.expires == index.over_at == found.until


def test_the_next_declaration_withdraws_the_index_and_draws_another(books: Books) -> None:
    person, holder = declared(books)
    first = index_of(books.work, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    second = index_of(books.work, person, holder)
    assert first is not None
    assert second is not None
    assert first.number != second.number
    assert [each.withdrawn for each in kept(books.work)] == [books.instant, None]


def test_another_colour_is_signed_under_the_same_index(books: Books) -> None:
    person, holder = declared(books)
    first = index_of(books.work, person, holder)
    books.pass_time(hours=1)
    day = books.instant.date()
    fact = Fact(event_id(books.instant), person, FactKind.CONFIRMED, day, books.instant)
    record_fact(books.work, books.context(), fact)
    found = refresh(books.work, books.context(), person, holder)
    second = index_of(books.work, person, holder)
    assert first is not None
    assert second is not None
    assert (second.number, second.colour, second.plain) == (first.number, "red", False)
    assert found.until is None
    assert second.expires == end_of(found.reasons[0].review or day)
    assert second.over_at == max(first.over_at, second.expires)
    lifted = Fact(random_id(), person, FactKind.EXCLUDED, day, books.instant, of=fact.id)
    record_fact(books.work, books.context(), lifted)
    refresh(books.work, books.context(), person, holder)
    third = index_of(books.work, person, holder)
    assert third is not None
    assert (third.number, third.plain) == (first.number, False)


def test_the_same_assessment_again_signs_nothing_anew(books: Books) -> None:
    person, holder = declared(books, health=in_contact())
    first = index_of(books.work, person, holder)
    books.pass_time(minutes=5)
    refresh(books.work, books.context(), person, holder)
    assert index_of(books.work, person, holder) == first


def test_grey_gets_none_and_the_first_look_after_it_does(books: Books) -> None:
    person, first = declared(books)
    _, second = declared(books, phone="+8613900000002")
    assert index_of(books.work, person, second) is None
    present(books.work, books.context(), person, second)
    assert index_of(books.work, person, second) is None
    confirm_claim(books.work, books.context(), person, first, second)
    present(books.work, books.context(), person, second)
    index = index_of(books.work, person, second)
    assert index is not None
    assert (index.division, index.colour) == ("5325", "green")
    present(books.work, books.context(), person, second)
    assert index_of(books.work, person, second) == index


def test_a_holder_who_leaves_takes_every_index_along(books: Books) -> None:
    person, holder = declared(books)
    _, other = declared(books, number=2)
    declared(books, holder, number=3)
    assert end_holder(books.work, books.context(), holder) == 2
    assert index_of(books.work, person, holder) is None
    assert [each.holder_id for each in kept(books.work) if each.withdrawn is None] == [other]
    assert {each.withdrawn for each in kept(books.work) if each.ended} == {books.instant}


def test_an_index_is_purged_two_days_after_all_that_named_it(books: Books) -> None:
    person, holder = declared(books)
    index = index_of(books.work, person, holder)
    assert index is not None
    books.instant = index.over_at + timedelta(days=2)
    purge(books.work, books.context())
    assert len(kept(books.work)) == 1
    books.pass_time(seconds=1)
    purge(books.work, books.context())
    assert kept(books.work) == []


def test_a_number_that_is_taken_is_drawn_again(database: Database) -> None:
    """Many draw at once from as few numbers as there are of them: every one gets its own."""

    async def scenario() -> None:
        owners = [await _one(database, number) for number in range(MANY)]
        await asyncio.gather(
            *(
                database.write(give_index, context(), owner, "5301", found, tight(at))
                for at, (owner, found) in enumerate(owners)
            )
        )
        numbers = await database.read(_numbers)
        assert sorted(numbers) == list(range(MANY))

    asyncio.run(scenario())


def test_a_code_never_has_two_indexes(database: Database) -> None:
    async def scenario() -> None:
        holder = random_id()
        await database.write(open_holder, context(), new_token(), holder)
        for second in range(6):
            late = context(second)
            issued = await database.write(apply, late, holder, application())
            await asyncio.gather(
                *(database.write(present, late, issued.person_id, holder) for _ in range(3)),
                database.write(apply, context(second), holder, application()),
                database.write(apply, context(second), holder, application()),
            )
        rows = await database.read(kept)
        assert len(rows) == 18
        assert sum(each.withdrawn is None for each in rows) == 1

    asyncio.run(scenario())


def context(seconds: int = 0) -> Context:
    instant = NOON + timedelta(seconds=seconds)
    return Context(SYSTEM, instant, RING, POLICIES, event_id(instant))


def tight(first: int) -> Callable[[int], int]:
    """Draw from as many numbers as there are owners, from the same start in pairs."""
    numbers = iter([*range(first // 2, MANY), *range(first // 2)])
    return lambda _below: next(numbers)


async def _one(database: Database, number: int) -> tuple[Owner, Assessment]:
    holder = random_id()
    await database.write(open_holder, context(), new_token(), holder)
    issued = await database.write(apply, context(), holder, application(number))
    found = await database.read(assessed, context(), issued.person_id, holder)
    return Owner(issued.person_id, holder), found


def _numbers(work: Work) -> list[int]:
    chosen = select(StatusRecord.number).where(col(StatusRecord.division) == "5301")
    return list(work.session.exec(chosen).all())


def test_a_replaced_key_draws_anew_beside_declarations_of_the_same_moment(
    database: Database,
) -> None:
    """On both engines: one present index of each code, whatever comes first, and no deadlock."""

    async def scenario() -> None:
        holder = random_id()
        await database.write(open_holder, context(), new_token(), holder)
        keys = [PrivateKey(bytes([at]) * 32, "device").public.point for at in range(1, 7)]
        await database.write(register_device, context(), holder, keys[0])
        people = (application(1), application(2))
        for each in people:
            await database.write(apply, context(), holder, each)
        for at, key in enumerate(keys[1:], 1):
            await asyncio.gather(
                database.write(register_device, context(at), holder, key),
                *(database.write(apply, context(at), holder, each) for each in people),
            )
        rows = await database.read(kept)
        present = [each for each in rows if each.withdrawn is None]
        assert len(present) == len({each.person_id for each in present}) == 2
        assert not any(each.ended for each in present)
        assert all(each.withdrawn is not None for each in rows if each.ended)

    asyncio.run(scenario())
