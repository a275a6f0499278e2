"""`healthcode officer`: the first officer's invitation, to be finished in a browser."""

import argparse
import re
from pathlib import Path

import pytest

from tests.browse import Browse
from tests.servers import serving, settings_at
from tests.web.staff.joining import with_password
from web.commands.findings import CannotRunError
from web.commands.officer import add_officer
from web.settings import Settings


def run(settings: Settings, *typed: str) -> int:
    """Run the command with the settings of a test."""
    parser = argparse.ArgumentParser()
    add_officer(parser.add_subparsers(required=True))
    chosen = parser.parse_args(["officer", *typed])
    return int(chosen.run(chosen, settings))


def test_from_the_command_to_the_first_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_at(tmp_path)
    with serving(settings) as server:
        assert run(settings, "--name", "高远", "--unit", "省疾控中心") == 0
        printed = capsys.readouterr().out
        link = re.search(r"(http://localhost:\d+)/staff/join#([A-Z2-9]{16})\n", printed)
        assert link
        assert link[1] == settings.origin
        browser = Browse(server.address)
        number, _, joined = with_password(browser, link[2], server)
        assert "高远" in joined.text
        assert "省疾控中心" in joined.text
        assert browser.get("/staff/people/invite/prefecture").h1
        assert run(settings, "--anew", number) == 0
        again = re.search(r"#([A-Z2-9]{16})\n", capsys.readouterr().out)
        assert again
        second = Browse(server.address)
        assert with_password(second, again[1], server)[0] == number
        browser.get("/staff", 401)
        for each in (browser, second):
            each.close()
        with pytest.raises(CannotRunError, match="nobody"):
            run(settings, "--anew", "100000000")


@pytest.mark.parametrize(
    ("role", "division"),
    [("province", "52"), ("county", "53"), ("county", "999999"), ("township", "53252821")],
)
def test_a_division_that_is_none_of_the_level(tmp_path: Path, role: str, division: str) -> None:
    with pytest.raises(CannotRunError):
        run(settings_at(tmp_path), "--role", role, "--division", division, "--name", "高远")


def test_nothing_is_made_where_no_service_is(tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    with pytest.raises(CannotRunError, match="no key ring"):
        run(settings, "--name", "高远")
    assert not settings.keys.exists()
    with pytest.raises(CannotRunError, match="name"):
        run(settings, "--name", " ")
