"""T19, forged forms: every POST, sent as another site would, is refused and writes nothing.

RFC 6454 (Origin), W3C Fetch Metadata (Sec-Fetch-Site), trust in our own token alone.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.page_checks import check_page, parse
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.objects import named, own_form
from tests.web.defence.phones import Household, Phone
from tests.web.defence.rows import POSTS, ROWS, address
from tests.web.defence.tables import rows_of

_FORM = "application/x-www-form-urlencoded"
Headers = dict[str, str]


def forgeries(own: str, foreign: str, pre: str) -> Iterator[tuple[str, str | None, Headers, str]]:
    """Give each way to forge: its name, the token, further headers, the type of the body."""
    yield "no token", None, {}, _FORM
    yield "an empty token", "", {}, _FORM
    yield "another browser's token", foreign, {}, _FORM
    yield "a stranger's pre-session", pre, {}, _FORM
    yield "the token in lower case", own.lower(), {}, _FORM
    yield "the token in upper case", own.upper(), {}, _FORM
    yield "half of the token", own[:44], {}, _FORM
    yield "the token twice over", own + own, {}, _FORM
    yield "a token of zeros", "A" * 88, {}, _FORM
    yield "cross-site", own, {"Sec-Fetch-Site": "cross-site"}, _FORM
    yield "same-site", own, {"Sec-Fetch-Site": "same-site"}, _FORM
    yield "an unknown site", own, {"Sec-Fetch-Site": "Same-Origin"}, _FORM
    yield "a foreign origin", own, {"Origin": "https://evil.example"}, _FORM
    yield "another port's origin", own, {"Origin": "http://localhost:1"}, _FORM
    yield "a broken origin", own, {"Origin": "http://["}, _FORM
    yield "an origin with a user", own, {"Origin": "http://localhost@evil.example"}, _FORM
    yield "a hidden origin from elsewhere", own, {"Origin": "null", **_CROSS}, _FORM
    yield "a plain text body", own, {}, "text/plain"
    yield "a multipart body", own, {}, "multipart/form-data; boundary=x"
    yield "a JSON body", own, {}, "application/json"
    yield "no type", own, {}, ""


_CROSS = {"Sec-Fetch-Site": "cross-site"}


def _post(phone: Phone, path: str, form: dict[str, str], **how: Any) -> httpx.Response:
    headers = how.pop("headers")
    token = how.pop("token")
    sent = form if token is None else {**form, "csrf": token}
    return phone.client.post(path, content=urlencode(sent), headers=headers)


@pytest.mark.parametrize("route", POSTS)
def test_a_forged_form_is_refused_and_writes_nothing(
    held: Server, own: Household, bare: Phone, route: str, tally: Tally
) -> None:
    (_, path, form), stranger = own_form(route, own), Phone(held)
    token, pre = own.phone.token(), bare.token()
    stranger.client.cookies.update(own.second.client.cookies)
    before, refused = rows_of(held), 0
    if ROWS[route].keyed:
        # No cookie is looked at: whatever a browser sends of itself is nobody's.
        assert own.phone.client.post(path, content=b"{}").status_code == 401
        assert rows_of(held) == before
        return
    for name, forged, more, kind in forgeries(token, stranger.token(), pre):
        answer = _post(own.phone, path, form, token=forged, headers={"Content-Type": kind, **more})
        assert answer.status_code == 403, name
        check_page(parse(answer.text, whole=True), dict(answer.headers))
        refused += 1
    own.phone.client.cookies.clear()
    answer = _post(own.phone, path, form, token=token, headers={"Content-Type": _FORM})
    assert answer.status_code == 403, "without cookies"
    assert rows_of(held) == before
    tally("T19", forgeries=refused + 1, taken=0)


@pytest.mark.parametrize("route", POSTS)
def test_the_same_form_of_one_s_own_is_taken(own: Household, route: str, tally: Tally) -> None:
    """The control: what the forgeries lacked was the token."""
    method, path, form = own_form(route, own)
    answer = own.phone.send(method, path, form)
    # Past a limit that other tests have spent, it was taken all the same and is counted.
    row = ROWS[route]
    taken = {409} if row.refused else {422} if row.asks_again else {200, 204, 303, 429}
    # Whoever is no staff is asked to sign in, or for other letters: the form itself was taken.
    taken = {200, 303, 401, 422, 429} if row.staff else taken
    taken = {401} if row.keyed else taken
    assert answer.status_code in taken
    tally("T19", controls=1)


@pytest.mark.parametrize("route", sorted(route for route in ROWS if route.startswith("GET ")))
def test_looking_writes_nothing_that_was_not_due(
    held: Server, own: Household, route: str, tally: Tally
) -> None:
    """A GET (and a HEAD) changes nothing, once the code was looked at on this day."""
    values = {name: named(kind, own) for name, kind in ROWS[route].objects.items()}
    _, path, _ = address(route, values)
    own.phone.client.get("/code")
    own.phone.client.get("/demo")
    before = rows_of(held)
    for method in ("GET", "HEAD", "OPTIONS"):
        asked = own.phone.client.request(method, path, params={"stay": "add leg", "holder": "x"})
        assert asked.status_code < 500
    assert rows_of(held) == before
    tally("T19", looks=3)
