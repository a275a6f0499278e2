"""The page of a door without scripts: whole, valid, and the same verdict as the JSON call's."""

from collections.abc import Iterator

import pytest

from domain.kernel.actor import Role
from tests.browse import Browse
from tests.codes import open_phone
from tests.doors import code_on
from tests.servers import Server
from tests.staff import staff_at


@pytest.fixture(params=[Role.DOOR, Role.VENUE])
def staff(request: pytest.FixtureRequest, server: Server) -> Iterator[Browse]:
    browser = staff_at(server, request.param)
    yield browser
    browser.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_typed_code_is_answered_on_the_spot(staff: Browse, server: Server, lang: str) -> None:
    person = open_phone(server)
    person.browser.close()
    page = staff.get(f"/verify?lang={lang}")
    assert 'data-key="let_in" hidden' not in page.answer.text
    told = staff.send(page, text=code_on(server, person))
    assert 'data-told data-key="let_in"' in told.answer.text
    assert "王*明" in told.answer.text
