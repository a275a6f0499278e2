"""Plain scans in the same moment, many in a transaction, through the real door of each database."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.admission.admit import admit
from domain.admission.plain import Plain, admit_by_phone, plain_of
from domain.admission.values import Admitted, Call
from domain.healthcode.apply import apply
from domain.healthcode.handles import mint_handle
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.household.browsers import open_holder
from domain.kernel.actor import SYSTEM, Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.door import Database
from tests.databases import Place
from tests.databases import open_door as open_database
from tests.domain.acts import NOON, POLICIES, RING, application
from tests.domain.admission.doors import PLACE
from tests.domain.admission.test_at_once import count
from tests.staff import open_door_phone
from tests.tallies import Tally
from tests.venues import Door, open_door


def context(actor: Actor = SYSTEM) -> Context:
    return Context(actor, NOON, RING, POLICIES, random_id())


async def phone_at(database: Database) -> tuple[str, Door]:
    """Open a door and sign a phone in there; give its token."""
    token, door = new_token(), await database.write(open_door, context())
    where = door.venue, door.entrance.id, door.entrance.venue.division
    manager = context(Actor(Role.VENUE, random_id(), where[2], None, door.venue))
    await database.write(open_door_phone, manager, *where, token)
    return token, door


async def text_of(database: Database, number: int) -> str:
    """Declare on a new phone, and give what its QR says."""
    holder, ctx = random_id(), context()
    await database.write(open_holder, ctx, new_token(), holder)
    issued = await database.write(
        apply, replace(ctx, nonce=event_id(NOON)), holder, application(number)
    )
    handle = await database.write(mint_handle, ctx, issued.person_id, holder)
    token = make_token(handle, handle_secret(RING, handle), step_at(NOON))
    return f"https://{PLACE.host}/C/{token}"


def scan(text: str) -> Plain:
    plain = plain_of(context(), Call(event_id(NOON), NOON, text), PLACE.host)
    assert plain is not None
    return plain


def test_60_ids_sent_8_times_at_once_through_two_doors_are_60_admissions(
    place: Place, database: Database, tally: Tally
) -> None:
    """By two processes' doors at once; whoever comes second is told None, and goes to `admit`."""

    async def scenario() -> None:
        texts = [await text_of(database, number) for number in range(20)]
        tokens = [(await phone_at(database))[0] for _ in range(3)]
        calls = [(token, scan(text)) for token in tokens for text in texts]
        beside = open_database(place)
        try:
            sent: list[Any] = [
                each.write(admit_by_phone, context(), *call)
                for call in calls
                for each in (database, beside) * 4
            ]
            done = await asyncio.gather(*sent)
        finally:
            beside.close()
        taken = [each for each in done if each is not None]
        assert all(isinstance(each, Admitted) and each.key == "let_in" for each in taken)
        # A person is taken once in a group: who is told None may yet be new.
        for token, plain in calls:
            await database.write(admit_by_phone, context(), token, plain)
        assert await database.read(count) == (60, 0)
        tally("T26", admissions=60, sent=len(sent))

    asyncio.run(scenario())


def test_it_is_the_same_admission_as_by_the_long_way(database: Database) -> None:
    async def scenario() -> None:
        token, door = await phone_at(database)
        entrance = door.entrance
        where = entrance.venue.division, None, door.venue, entrance.id
        actor = Actor(Role.DOOR, random_id(), *where)
        plain = scan(await text_of(database, 1))
        quick = await database.write(admit_by_phone, context(), token, plain)
        slow = await database.write(admit, context(actor), plain.call, PLACE)
        assert quick == slow
        assert await database.write(admit_by_phone, context(), token, plain) is None
        assert await database.read(count) == (1, 0)

    asyncio.run(scenario())


def test_nobody_is_admitted_by_an_unknown_phone_or_an_unknown_code(database: Database) -> None:
    async def scenario() -> None:
        token, _ = await phone_at(database)
        plain = scan(await text_of(database, 2))
        forged = replace(plain, handle=b"\0" * 8)
        later = replace(context(), instant=NOON + timedelta(hours=13))
        sent = [
            (context(), new_token(), plain),
            (context(), token, forged),
            (later, token, plain),
        ]
        answers = [database.write(admit_by_phone, *each) for each in sent]
        assert await asyncio.gather(*answers) == [None] * len(sent)
        assert await database.read(count) == (0, 0)

    asyncio.run(scenario())
