"""A venue from asking to the printed poster: the asker, the township, the manager."""

from domain.kernel.actor import Role
from tests.browse import Browse
from tests.servers import Server
from tests.web.venues.managing import (
    asked_for,
    id_in,
    number_on,
    press,
    read_back,
    signed_in,
    venue_at,
)


def test_from_asking_to_the_printed_poster(server: Server, browse: Browse) -> None:
    told = asked_for(browse, zh="新街农贸市场")
    number = number_on(told)
    assert "马街乡" in told.text
    with signed_in(server, Role.TOWNSHIP) as officer:
        assert "新街农贸市场" in officer.get("/venues").text
        at = venue_at(number, officer)
        page = officer.get(at)
        assert "马大姐" in page.text
        assert "已确认" in officer.send(page, form=1).text
    with signed_in(server, Role.VENUE, venue=id_in(at)) as manager:
        mine = manager.get("/venues/mine")
        assert "新街农贸市场" in mine.text
        answer = press(manager, mine, "/venues/mine/posters")
        assert answer.status_code == 200
        (text,) = read_back(answer.content)
    origin = server.settings.origin
    assert text.startswith(f"{origin.upper()}/P/")
    assert "新街农贸市场" in browse.get(text[len(origin) :]).text
