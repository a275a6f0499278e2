"""The family's job: what showing another person costs, and what a family's code page does."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path
from statistics import median

from bench.core import BASELINE, ROUNDS, cpu_each
from bench.load import Next, cycled, form_request, get_request
from bench.people import Phone, application, phones_with_codes
from bench.server import bare_server, product_server
from bench.table import Figure, publish
from domain.declaration.values import Consent, Relationship
from domain.healthcode.apply import apply
from domain.healthcode.family import present_family
from domain.household.members import name_on_phone, people_of
from domain.kernel.ids import event_id
from domain.storage.keys import Kind
from domain.storage.migrate import upgrade
from domain.storage.sqlite import sqlite_engine
from web.csrf import FIELD, make_token
from web.settings import Settings
from web.wiring import Services, open_services

ALONE, FAMILIES, MEMBERS = 8, 8, 4
_PRE = "p" * 43


def main() -> None:
    """Measure the area and publish its figures."""
    with tempfile.TemporaryDirectory() as folder:
        publish(_figures(Path(folder)))


def _figures(folder: Path) -> list[Figure]:
    settings = Settings(data_folder=folder / "data", key_file=folder / "keys" / "ring.json")
    environment = {
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "LOG_LEVEL": "warning",
        "TRUSTED_PROXIES": "127.0.0.1",
    }
    with product_server(environment):
        pass
    upgrade(sqlite_engine(settings.database))
    phones = phones_with_codes(settings, ALONE + FAMILIES)
    alone, several = phones[:ALONE], phones[ALONE:]
    switches = asyncio.run(_grown(settings, several))
    with bare_server() as bare, product_server(environment) as product:
        port = product.port
        text = cycled([get_request("/text", bare.port)])
        requests = [_switch(port, *each) for each in switches]
        asked = _lookups(settings, port)
        wanted: list[tuple[str, str, Callable[[], Next], int]] = [
            ("switch_cpu_ratio", "", lambda: cycled(requests), 303),
            ("lookup_cpu_ratio", "", lambda: asked, 200),
            ("family_code_cpu_ratio", "", lambda: _pages("/code", port, several), 200),
            ("alone_code_cpu_ratio", "≤ 8", lambda: _pages("/code", port, alone), 200),
            ("family_page_cpu_ratio", "", lambda: _pages("/family", port, several), 200),
        ]
        return [
            Figure(
                name,
                median(
                    cpu_each(product, give(), status) / cpu_each(bare, text, 200)
                    for _ in range(ROUNDS)
                ),
                "× bare",
                BASELINE,
                goal,
            )
            for name, goal, give, status in wanted
        ]


def _pages(path: str, port: int, phones: list[Phone]) -> Next:
    return cycled([get_request(path, port, f"hc={phone.token}") for phone in phones])


def _switch(port: int, phone: Phone, name: str, csrf: str) -> bytes:
    body = f"{FIELD}={csrf}&member={name}"
    return form_request("/family/show", port, f"hc={phone.token}", body)


def _lookups(settings: Settings, port: int) -> Next:
    """Give look-ups without end, each of other numbers and from another network: none is refused.

    They find nobody, which takes the same way as finding somebody.
    """
    services = open_services(settings)
    csrf = make_token(services.ring.derived(Kind.BROWSER, "csrf"), _PRE)
    services.close()
    numbers = count()

    def one() -> bytes:
        at = next(numbers)
        address = f"{11 + at // 65536 % 80}.{at // 256 % 256}.{at % 256}.1"
        who = f"phone=139{at:08d}&kind=passport&number=BENCH{at:07d}&nationality=VN"
        extra = f"X-Forwarded-For: {address}\r\n"
        return form_request("/lookup", port, f"hc-pre={_PRE}", f"{FIELD}={csrf}&{who}", extra)

    return one


async def _grown(settings: Settings, phones: list[Phone]) -> list[tuple[Phone, str, str]]:
    """Let each phone have so many people; give each switch between them with its form's token."""
    services = open_services(settings)
    try:
        found = []
        for at, phone in enumerate(phones):
            for number in range(1, MEMBERS):
                await _added(services, phone, 2_000_000 + at * MEMBERS + number)
            await services.db.write(present_family, services.context(), phone.holder)
            csrf = make_token(services.ring.derived(Kind.BROWSER, "csrf"), phone.token)
            people = await services.db.read(people_of, phone.holder)
            names = [name_on_phone(services.ring, each, phone.holder) for each in people]
            found.append([(phone, name, csrf) for name in names])
        # Each phone in turn, so that no switch waits for the one before.
        turns = [cycle(each) for each in found]
        return [next(turn) for _ in range(MEMBERS) for turn in turns]
    finally:
        services.close()


async def _added(services: Services, phone: Phone, number: int) -> None:
    stated = replace(application(number), relationship=Relationship.CHILD, consent=Consent.GUARDIAN)
    ctx = services.context()
    ctx = services.context(nonce=event_id(ctx.instant))
    await services.db.write(apply, ctx, phone.holder, stated)


if __name__ == "__main__":
    main()
