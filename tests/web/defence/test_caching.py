"""T20, frames and caches: no answer may be framed or kept, and no part is taken for its page."""

import pytest

from tests.page_checks import check_headers
from tests.tallies import Tally
from tests.web.defence.objects import named
from tests.web.defence.phones import Household
from tests.web.defence.rows import ROWS, address

_PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
_FETCHED = (
    {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Dest": "script", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site"},
    {"If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT"},
    {"If-None-Match": "*"},
    {"Range": "bytes=0-9"},
)


@pytest.mark.parametrize("route", sorted(route for route in ROWS if route.startswith("GET ")))
def test_a_page_is_framed_kept_and_read_by_nobody_else(
    own: Household, route: str, tally: Tally
) -> None:
    values = {name: named(kind, own) for name, kind in ROWS[route].objects.items()}
    _, path, _ = address(route, values)
    for headers in ({}, _PART, *_FETCHED):
        answer = own.phone.client.get(path, headers=headers)
        kept = "public, max-age=300" if ROWS[route].public else "no-store"
        assert answer.headers["cache-control"] == kept
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        if "<h1" in answer.text:
            check_headers(dict(answer.headers))
            assert ("<html" in answer.text) is (headers is not _PART), headers
    tally("T20", framings=2 + len(_FETCHED))
