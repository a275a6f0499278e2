"""Joined modules in chromium export what their sources do, of the same kinds and values."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route

from tests.phones import phone, watch
from tests.servers import Server
from web.assets import FOLDER

CLASSIC = "js/trusted-types.js"
MODULES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in (FOLDER / "js").rglob("*.js")
    if path.relative_to(FOLDER).as_posix() != CLASSIC
)
EXPORTS = """async (addresses) => {
  const plain = (code) => code.replace(/^\\s*(?:\\/\\/.*)?\\n?/gm, "").trim()
    .replace(/import\\("[^"]+"\\)/g, "import()");
  const told = (value) => typeof value === "function" ? plain(String(value))
    : JSON.stringify(value, (_, each) => typeof each === "number" ? String(each) : each);
  return Promise.all(addresses.map(async (address) => Object.fromEntries(
    Object.entries(await import(address)).map(([name, value]) => [name, told(value)]))));
}"""


def _source(route: Route) -> None:
    path = Path(FOLDER, route.request.url.partition("/sources/")[2])
    route.fulfill(body=path.read_text("utf-8"), content_type="text/javascript")


def test_joined_modules_export_what_their_sources_do(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        context.route("**/sources/**", _source)
        page = context.new_page()
        seen = watch(page)
        page.goto(f"{server.address}/help")
        ours: list[dict[str, Any]] = page.evaluate(
            EXPORTS, [server.app.assets.address(name) for name in MODULES]
        )
        theirs = page.evaluate(EXPORTS, [f"/sources/{name}" for name in MODULES])
        assert seen == []
    assert ours == theirs
    assert sum(map(len, ours)) > 60
