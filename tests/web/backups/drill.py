"""The restore drill: a demo county, more people, a backup, and the same county somewhere else."""

import asyncio
import random  # noqa: TID251 - seeded: the same damage every time
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.kernel.colour import Colour
from domain.storage.backup import BackupError
from domain.storage.restore import restore
from domain.storage.sqlite import sqlite_engine
from tests.browse import Browse, filled
from tests.declaring import declare_many
from tests.digests import digests
from tests.page_checks import text_of
from tests.servers import serving, settings_at
from web.cli import main, migrate, prepare
from web.settings import Settings
from web.wiring import open_services

SHOWN = {
    "王小明": Colour.GREEN,
    "赵温": Colour.YELLOW,
    "马则鲁": Colour.RED,
    "孙晓梅": Colour.GREY,
}
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")


@dataclass(frozen=True)
class County:
    """A county's settings and a backup of it, with what its four phones showed."""

    settings: Settings
    backup: Path
    cookies: dict[str, str]
    pages: dict[str, str]

    def digests(self) -> dict[str, str]:
        return digests_at(self.settings)


def digests_at(settings: Settings) -> dict[str, str]:
    engine = sqlite_engine(settings.database)
    with engine.connect() as connection:
        found = digests(connection)
    engine.dispose()
    return found


@contextmanager
def environment(settings: Settings) -> Iterator[None]:
    """Let commands read these settings, as the people who run the service set them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_FOLDER", str(settings.data))
        patch.setenv("KEY_FILE", str(settings.keys))
        patch.setenv("DEMO", str(settings.demo))
        yield


def run(settings: Settings, *words: str) -> int:
    """Run a command of the service in this process."""
    with environment(settings):
        return main(list(words))


def make_county(folder: Path, people: int) -> County:
    """Seed the demo, let more people declare, look at four phones, and back up."""
    settings = settings_at(folder / "served", demo=True)
    migrate(settings)
    asyncio.run(prepare(settings))
    declare_many(settings, people)
    with serving(settings) as server:
        cookies = {name: _opened(server.address, name) for name in SHOWN}
        pages = {name: shown_to(server.address, cookie) for name, cookie in cookies.items()}
    backups = folder / "backups"
    backups.mkdir()
    assert run(settings, "backup", str(backups)) == 0
    return County(settings, next(backups.iterdir()), cookies, pages)


def restored(county: County, folder: Path) -> Settings:
    """Restore the county's backup on what could be another machine, with a copy of its ring."""
    settings = settings_at(folder, demo=True)
    settings.keys.parent.mkdir(parents=True, mode=0o700)
    shutil.copy2(county.settings.keys, settings.keys)
    assert run(settings, "restore", str(county.backup)) == 0
    return settings


def shown_to(address: str, cookie: str) -> str:
    """Give what the code page says to one phone, without the running clock."""
    browser = Browse(address)
    browser._client.cookies.set("hc", cookie)
    try:
        return _CLOCK.sub("", browser.get("/code").text)
    finally:
        browser.close()


def refuse_all_damage(county: County, folder: Path, flips: int, cuts: int) -> None:
    """Flip single bytes and cut the file short: each is refused, and nothing is placed."""
    settings = settings_at(folder, demo=True)
    settings.data.mkdir(parents=True)
    sound, chance = county.backup.read_bytes(), random.Random(20200407)  # noqa: S311 - a test
    services = open_services(county.settings)
    damaged = folder / "damaged.backup"
    places = [*range(54), *(chance.randrange(len(sound)) for _ in range(flips))][:flips]
    ends = [0, len(sound) - 1, *(chance.randrange(len(sound)) for _ in range(cuts))][:cuts]
    try:
        for change in [*(_flipped(sound, at) for at in places), *(sound[:end] for end in ends)]:
            damaged.write_bytes(change)
            with pytest.raises(BackupError):
                restore(damaged, settings.database, services.ring)
            assert {path.name for path in settings.data.iterdir()} <= {
                "healthcode.db.lock",
                "backup.lock",
            }
    finally:
        services.close()


def _flipped(sound: bytes, at: int) -> bytes:
    return sound[:at] + bytes([sound[at] ^ 0x40]) + sound[at + 1 :]


def _opened(address: str, name: str) -> str:
    browser = Browse(address)
    try:
        page = browser.get("/demo")
        form = next(form for form in page.forms() if name in text_of(form))
        browser.fetch("POST", form.get("action", ""), data=filled(form))
        return browser.cookies["hc"]
    finally:
        browser.close()
