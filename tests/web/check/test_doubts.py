"""What the service says at its start, and daily, of a trust list that phones will not believe."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn

from domain.credential.curve import PrivateKey
from domain.credential.issuing import own_trust
from domain.credential.trust import TrustList, bundle, make_root, sign_trust_list
from domain.kernel.clock import SystemClock
from domain.storage.keyfile import FileKeyRing
from tests.servers import settings_at
from web import cli
from web.settings import Settings
from web.trust import doubts, home_issuer, open_trust

ROOT = make_root(b"r" * 32)
CLOCK = SystemClock()
YEAR = 366 * 86_400


def listed(settings: Settings, days: int = 366) -> TrustList:
    ring = FileKeyRing(settings.keys, settings.data)
    now = int(CLOCK.now().timestamp())
    return replace(own_trust(home_issuer(settings), ring, now), expires=now + days * 86_400 + 60)


def with_file(tmp_path: Path, trusted: TrustList) -> Settings:
    file = tmp_path / "trust.cbor"
    file.write_bytes(bundle(sign_trust_list(trusted, ROOT)))
    key = (ROOT.public.x + ROOT.public.y).hex()
    return settings_at(tmp_path, trust_file=file, trust_root=key)


def said(settings: Settings) -> list[str]:
    ring = FileKeyRing(settings.keys, settings.data)
    return doubts(open_trust(settings, ring, CLOCK), ring, CLOCK.now())


def test_without_a_list_the_start_says_what_to_set_and_where_it_is_told(tmp_path: Path) -> None:
    (only,) = said(settings_at(tmp_path))
    assert "TRUST_FILE and TRUST_ROOT are not set" in only
    assert "grey" in only
    text = (Path(__file__).parents[3] / "docs/operations.md").read_text("utf-8")
    assert "\n## The root and the trust list\n" in text
    assert "docs/operations.md, The root and the trust list" in only


@pytest.mark.parametrize(
    ("days", "word"), [(366, ""), (30, ""), (29, "in 29 days"), (0, "in 0 days"), (-1, "expired")]
)
def test_the_end_of_a_list_is_told_a_month_before(tmp_path: Path, days: int, word: str) -> None:
    plain = settings_at(tmp_path)
    found = said(with_file(tmp_path, listed(plain, days)))
    assert [word in each for each in found] == [True] * bool(word)


def test_a_list_that_does_not_name_our_key_is_told(tmp_path: Path) -> None:
    trusted = listed(settings_at(tmp_path))
    stranger = replace(trusted.issuers[0], pinned=(PrivateKey(b"s" * 32).public,))
    for issuers in ((stranger,), ()):
        (only,) = said(with_file(tmp_path, replace(trusted, issuers=issuers)))
        assert "does not name the key" in only


def test_the_demo_has_a_list_of_its_own_for_a_year(tmp_path: Path) -> None:
    settings = settings_at(tmp_path, demo=True)
    ring = FileKeyRing(settings.keys, settings.data)
    trusted = open_trust(settings, ring, CLOCK)
    assert doubts(trusted, ring, CLOCK.now()) == []
    assert doubts(trusted, ring, CLOCK.now() + timedelta(days=300)) == []


def test_serve_warns_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **_: begun.append(app))
    assert cli.serve(settings_at(tmp_path)) == 0
    assert capsys.readouterr().err.startswith("healthcode: WARNING: TRUST_FILE and TRUST_ROOT")
    assert cli.serve(with_file(tmp_path, listed(settings_at(tmp_path)))) == 0
    assert capsys.readouterr().err == ""
    assert len(begun) == 2
