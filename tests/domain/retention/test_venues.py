"""Who answered for a venue goes in time; what it was and what happened there stays."""

from sqlmodel import func, select

from domain.retention.purge import purge
from domain.venues.records import EntranceRecord, VenueRecord
from domain.venues.settle import Reason, Why, close, turn_down
from domain.venues.sheet import sheet_of
from tests.domain.acts import Books
from tests.domain.venues.told import acting, asked_for, confirmed, officer


def purge_all(books: Books) -> None:
    while purge(books.work, books.context(), at_most=2):
        pass
    books.session.expire_all()


def test_the_named_persons_of_a_closed_venue_go_after_28_days(books: Books) -> None:
    venue, open_ = confirmed(books), confirmed(books, zh="还开着的市场")
    ctx = acting(books, officer())
    close(books.work, ctx, venue)
    books.pass_time(days=27)
    purge_all(books)
    assert sheet_of(books.work, ctx, venue).persons is not None
    books.pass_time(days=2)
    purge_all(books)
    sheet = sheet_of(books.work, ctx, venue)
    assert sheet.persons is None
    assert sheet.venue.zh == "马街农贸市场"
    assert len(sheet.doorways) == 2
    assert sheet_of(books.work, ctx, open_).persons is not None


def test_of_what_was_turned_down_nothing_stays(books: Books) -> None:
    venue = asked_for(books)
    turn_down(books.work, acting(books, officer()), venue, Why(Reason.TWICE, ""))
    books.pass_time(days=29)
    purge_all(books)
    for record in (VenueRecord, EntranceRecord):
        assert books.session.exec(select(func.count()).select_from(record)).one() == 0


def test_what_still_waits_stays(books: Books) -> None:
    venue = asked_for(books)
    books.pass_time(days=60)
    purge_all(books)
    assert sheet_of(books.work, acting(books, officer()), venue).persons is not None
