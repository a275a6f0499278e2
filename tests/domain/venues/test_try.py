from datetime import timedelta
from uuid import UUID
import pytest
from domain.kernel.ids import event_id, random_id
from domain.venues.check_in import Tap, check_in, check_in_people
from domain.venues.visits import *
from tests.venues import open_door
from sqlalchemy import text


def count(books):
    return books.work.connection.execute(text("select count(*) from check_in")).scalar()


def test_x(books):
    door = open_door(books.work, books.context())
    p = [random_id() for _ in range(3)]
    ctx = books.context()
    a = check_in_people(books.work, ctx, door.entrance, p, Tap(door.serial, Direction.IN))
    assert count(books) == 3
    b = check_in_people(books.work, ctx, door.entrance, p, Tap(door.serial, Direction.IN))
    assert a == b and count(books) == 3
    for s in (50, 50, 50):
        books.pass_time(seconds=s)
        b = check_in_people(
            books.work, books.context(), door.entrance, p, Tap(door.serial, Direction.IN)
        )
        assert b.check_in_id == a.check_in_id and count(books) == 3
    books.pass_time(seconds=61)
    c = check_in_people(
        books.work, books.context(), door.entrance, p, Tap(door.serial, Direction.IN)
    )
    assert c.check_in_id != a.check_in_id and count(books) == 6
    books.pass_time(minutes=61)
    b = check_in_people(
        books.work,
        ctx.__class__(ctx.actor, books.instant, ctx.ring, ctx.policies, ctx.nonce),
        door.entrance,
        p,
        Tap(door.serial, Direction.IN),
    )
    assert b.check_in_id == a.check_in_id and b.at == a.at and count(books) == 6
