"""Pictures of a phone's own pages: found again, kept offline, checked, reminded, the family."""

from playwright.sync_api import Browser, Page, expect

from domain.kernel.colour import Colour
from tests.browser.family import added
from tests.browser.kept import kept as keep
from tests.browser.kept import offline
from tests.browser.passkeys import Authenticator
from tests.browser.pictures import noting, on_phone, take
from tests.browser.wizard import fill_number, resident, resident_number, walk
from tests.servers import Server
from tests.web.check.signed import live

SHOWN = {"green": "李小雷", "yellow": "刘远行", "red": "周明远", "grey": "孙晓梅"}


def lookup(browser: Browser, server: Server, lang: str) -> None:
    """Find one's code from a second phone, and take what the first one is told."""
    fills, typed = resident(), dict[str, str]()

    def declare(page: Page) -> None:
        walk(page, server.address, fills, lang)
        on_phone(browser, server, lang, find)
        page.goto(f"{server.address}/code")
        take(page, f"looked-up-{lang}", whole=False)

    def find(other: Page) -> None:
        other.goto(f"{server.address}/lookup")
        take(other, f"lookup-{lang}")
        other.locator("[name=kind]").select_option("resident_id")
        for name, value in typed.items():
            other.locator(f"[name={name}]").fill(value)
        other.locator("main form button").last.click()
        other.locator(".code").wait_for()
        take(other, f"lookup-found-{lang}")

    for step in ("who", "document"):
        own = fills[step]
        fills[step] = noting(own, typed)
    on_phone(browser, server, lang, declare)


def family(browser: Browser, server: Server, lang: str) -> None:
    """Take the pages of the family of four: its code, everybody, the renewal, all under one QR."""

    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li, article", has_text="李秀英").locator("button").first.click()
        page.locator("#code").wait_for()
        take(page, f"family-code-{lang}", whole=False)
        page.locator("form[action='/family/add'] button").click()
        page.locator("#relationship").wait_for()
        take(page, f"family-add-{lang}")
        page.goto(f"{server.address}/family/renew")
        take(page, f"family-renew-{lang}")
        page.goto(f"{server.address}/family")
        take(page, f"family-{lang}")
        for box in page.locator("input[name=with]").all():
            box.check()
        page.locator("#together button").click()
        page.locator(".group-rows").wait_for()
        take(page, f"family-together-{lang}")

    on_phone(browser, server, lang, act)


def kept(browser: Browser, server: Server, lang: str) -> None:
    """The signed code on a tap; then with no network: nothing kept, two cards, one a day old."""

    def act(page: Page) -> None:
        page.clock.install()
        keep(page, server, SHOWN["red"], lang)
        keep(page, server, SHOWN["green"], lang)
        page.locator(".plate-open").click()
        page.locator("[data-signed] a").click()
        page.locator("[data-card]").wait_for()
        take(page, f"live-{lang}", whole=False)
        offline(page.context, page)
        page.locator("#code.green").wait_for()
        take(page, f"offline-{lang}", whole=False)
        page.clock.fast_forward(27 * 3_600_000)
        page.clock.run_for(16_000)
        page.locator("#code.grey").wait_for()
        take(page, f"offline-old-{lang}", whole=False)
        page.evaluate("indexedDB.deleteDatabase('healthcode')")
        page.goto(f"{server.address}/code")
        take(page, f"offline-none-{lang}", whole=False)

    on_phone(browser, server, lang, act)


def checked(browser: Browser, server: Server, lang: str) -> None:
    """What the check page answers in the page, and what the server answers."""

    def act(page: Page) -> None:
        for name, text in (
            ("red", live(server, colour=Colour.RED)),
            ("old", live(server, late=9)),
        ):
            page.goto(f"{server.address}/check")
            page.locator("form.check[data-live]").wait_for()
            page.fill("#text", text)
            page.locator("form.check button").click()
            page.locator("#told .verdict-word").wait_for()
            take(page, f"checked-{name}-{lang}", whole=False)

    on_phone(browser, server, lang, act)


def reminders(browser: Browser, server: Server, lang: str) -> None:
    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li", has_text=SHOWN["green"]).locator("button").first.click()
        page.goto(f"{server.address}/reminders")
        expect(page.locator("#push")).to_be_visible()
        take(page, f"reminders-{lang}")

    on_phone(browser, server, lang, act)


def mydata(browser: Browser, server: Server, lang: str) -> None:
    """Show who one is, and take what is held, its history, and what deleting would do."""
    fills, typed = resident(), dict[str, str]()
    fills["document"] = noting(fills["document"], typed)

    def act(page: Page) -> None:
        walk(page, server.address, fills, lang)
        page.goto(f"{server.address}/me")
        take(page, f"confirm-{lang}")
        page.locator("input[name=number]").fill(typed["number"])
        page.locator("main form button").last.click()
        for name, path in (
            ("me", "/me"),
            ("me-history", "/me/history"),
            ("me-delete", "/me/delete"),
        ):
            page.goto(f"{server.address}{path}")
            take(page, f"{name}-{lang}")
        _protected(browser, server, lang, page)

    on_phone(browser, server, lang, act)


def _protected(browser: Browser, server: Server, lang: str, page: Page) -> None:
    """Make a passkey, bring the household to another phone with it, and list both."""
    kept = Authenticator(page)

    def bring(other: Page) -> None:
        Authenticator(other).take(kept.credentials())
        other.goto(f"{server.address}/recover")
        other.locator("form[data-passkey] button").click()
        other.locator("#code").wait_for()

    page.goto(f"{server.address}/passkeys")
    page.locator("form[data-passkey] button").click()
    page.locator(".kept-list").wait_for()
    take(page, f"passkeys-{lang}")
    on_phone(browser, server, lang, bring)
    page.goto(f"{server.address}/browsers")
    take(page, f"browsers-{lang}")


def parted(browser: Browser, server: Server, lang: str) -> None:
    """Let an elder take their code off a phone from their own, and take what it then says."""
    fills, number = resident(), resident_number()

    def act(page: Page) -> None:
        walk(page, server.address, fills, lang)
        added(page, "parent", "李秀英", number=number)
        on_phone(browser, server, lang, take_off)
        page.goto(f"{server.address}/code")
        take(page, f"parted-{lang}", whole=False)

    def take_off(other: Page) -> None:
        theirs = resident(who=name, document=fill_number(number))
        walk(other, server.address, theirs, lang)
        other.goto(f"{server.address}/family/phones")
        other.fill("#number", number)
        other.locator("form[action='/confirm'] button").click()
        take(other, f"family-phones-{lang}")
        other.locator("form[action='/family/remove'] button").click()
        expect(other.locator(".other-phone")).to_have_count(0)

    def name(other: Page) -> None:
        fills["who"](other)
        other.fill("#name", "李秀英")

    on_phone(browser, server, lang, act)
