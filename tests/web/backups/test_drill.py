"""The restore drill, small in every check and whole in `make prove`."""

import shutil
from pathlib import Path

import pytest

from tests.servers import serving, settings_at
from tests.web.backups.drill import (
    SHOWN,
    County,
    digests_at,
    make_county,
    refuse_all_damage,
    restored,
    run,
    shown_to,
)
from tests.web.test_canaries import canaries


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The demo with forty more people."""
    return make_county(tmp_path_factory.mktemp("county"), 40)


def hold_a_drill(county: County, folder: Path) -> None:
    """Restore with the same ring: every row is the same, and every phone shows the same code."""
    before = county.digests()
    settings = restored(county, folder)
    assert digests_at(settings) == before
    with serving(settings) as server:
        pages = {name: shown_to(server.address, county.cookies[name]) for name in SHOWN}
    assert pages == county.pages
    assert all(name in pages[name] for name in SHOWN)


def test_the_county_is_the_same_elsewhere(county: County, tmp_path: Path) -> None:
    hold_a_drill(county, tmp_path)


def test_no_damage_is_taken(county: County, tmp_path: Path) -> None:
    refuse_all_damage(county, tmp_path, flips=66, cuts=8)


def test_nobody_is_readable_in_a_backup(county: County) -> None:
    written = county.backup.read_bytes()
    assert [word.decode() for word in canaries() if word in written] == []


def test_the_ring_of_another_county_is_refused_in_words(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = settings_at(tmp_path / "other", demo=True)
    assert run(other, "restore", str(county.backup)) == 2
    assert "there is no key ring" in capsys.readouterr().err
    assert run(other, "migrate") == 0
    assert run(other, "backup", str(tmp_path)) == 0
    assert run(other, "restore", str(county.backup), "--replace") == 2
    assert "another key ring" in capsys.readouterr().err


def test_a_copy_of_the_ring_open_to_others_is_refused(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_at(tmp_path, demo=True)
    settings.keys.parent.mkdir(parents=True)
    shutil.copyfile(county.settings.keys, settings.keys)
    settings.keys.chmod(0o644)
    assert run(settings, "restore", str(county.backup)) == 2
    assert "readable by others" in capsys.readouterr().err


@pytest.mark.prove
def test_the_whole_drill(tmp_path: Path) -> None:
    county = make_county(tmp_path, 3000)
    hold_a_drill(county, tmp_path / "elsewhere")
    refuse_all_damage(county, tmp_path / "damaged", flips=200, cuts=50)
