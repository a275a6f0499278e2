"""Codes before a door's camera: each verdict at each kind of door, the loop that never ends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from domain.policy.places import VenueKind
from tests.browser.door import People, guard, held_up, opened, people, told
from tests.camera import film, launch_with
from tests.phones import watch
from tests.servers import Server, serving, settings_at

_SAME = {"stale": ("open_live", "grey"), "poster": ("poster", "grey")}
EXPECTED = {
    VenueKind.FARMERS_MARKET: {
        "green": ("let_in", "green"),
        "yellow": ("stop", "yellow"),
        "red": ("stop", "red"),
        "grey": ("apply_here", "grey"),
        "forged": ("forged", "grey"),
        **_SAME,
    },
    VenueKind.MEDICAL_INSTITUTION: {
        "green": ("let_in", "green"),
        "yellow": ("fever_entrance", "yellow"),
        "red": ("fever_entrance", "red"),
        "grey": ("medical_open", "grey"),
        "forged": ("forged_let_in", "grey"),
        **_SAME,
    },
    VenueKind.CHECKPOINT: {
        "green": ("pass", "green"),
        "yellow": ("hold", "yellow"),
        "red": ("hold", "red"),
        "grey": ("declare_here", "grey"),
        "forged": ("forged", "grey"),
        **_SAME,
    },
    VenueKind.COMPOUND: {
        "green": ("let_in", "green"),
        "yellow": ("report", "yellow"),
        "red": ("report", "red"),
        "grey": ("home_open", "grey"),
        "forged": ("forged_let_in", "grey"),
        **_SAME,
    },
}


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, People]]:
    """A server whose clock stands still, so that a film's codes stay of this moment."""
    with serving(settings_at(tmp_path_factory.mktemp("still"), demo=True)) as server:
        who = people(server)
        with server.stopped_at(server.clock.now()):
            yield server, who


@pytest.fixture(scope="module")
def seeing(
    chromium: Browser, still: tuple[Server, People], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A chromium before whose camera seven codes go by, again and again."""
    texts = list(held_up(*still).values())
    path = film(tmp_path_factory.mktemp("film") / "codes.mjpeg", texts)
    browser = launch_with(chromium, path)
    yield browser
    browser.close()


@pytest.mark.parametrize("kind", EXPECTED)
def test_what_is_held_up_at_each_kind_of_door(
    seeing: Browser, still: tuple[Server, People], kind: VenueKind
) -> None:
    wanted = set(EXPECTED[kind].values())
    with guard(seeing, still[0], kind) as (context, _):
        page = opened(context)
        faults, seen = watch(page), set()
        for _ in range(40):
            seen.add(told(page))
            if seen >= wanted:
                break
            page.locator("a[data-next]").click()
        assert seen == wanted
        assert faults == []
        assert page.url == f"{still[0].address}/verify?lang=zh"
