"""The check page without scripts: online codes are looked up, signed ones checked by signature."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.credential.claims import sign_credential
from domain.credential.curve import PrivateKey
from domain.credential.issuing import own_trust, signing_key
from domain.credential.scanned import bare_text
from domain.credential.trust import bundle, make_root, read_trust, sign_trust_list
from domain.kernel.colour import Colour
from domain.kernel.ids import random_id
from tests.browse import Browse, Page
from tests.servers import Server, serving, settings_at
from tests.web.check.codes import shown_token
from tests.web.check.signed import credential, live
from web.cli import main
from web.trust import TrustFileError, home_issuer, open_trust


def ask(browse: Browse, text: str, status: int = 200) -> Page:
    return browse.send(browse.get("/check"), status, text=text)


@pytest.fixture
def english(server: Server) -> Iterator[Browse]:
    browser = Browse(server.address, "en-GB")
    yield browser
    browser.close()


@pytest.mark.parametrize("path", ["/", "/help"])
def test_the_way_to_it_stands_where_somebody_would_look(
    browse: Browse, english: Browse, path: str
) -> None:
    assert browse.get(path).links()["查验健康码"] == "/check"
    assert english.get(path).links()["Check a code"] == "/check"


def test_nothing_typed_is_said_beside_the_field(browse: Browse) -> None:
    page = ask(browse, " ", 422)
    assert "请扫描、粘贴或输入码的内容" in page.text
    assert page.title.startswith("错误")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "No code of ours"),
        ("https://evil.example/C/" + "A" * 32, "No code of ours"),
        ("YN1:6BF", "Damaged"),
        ("<script>alert(1)</script>", "No code of ours"),
        ("YN1:" + "0" * 60_000, "Damaged"),
    ],
)
def test_what_is_no_code(english: Browse, text: str, said: str) -> None:
    page = ask(english, text)
    assert said in page.text
    assert "alert(1)" not in page.text


def test_an_online_code_is_looked_up_and_a_picture_of_it_is_old(
    server: Server, browse: Browse
) -> None:
    text = shown_token(server)
    page = ask(browse, text)
    assert "绿码" in page.text
    assert "刚刚联网核对过" in page.text
    assert "王*英" in page.text
    assert text[-32:] not in page.path
    with server.later(timedelta(seconds=60)):
        page = ask(browse, text)
    assert "旧截图" in page.text
    assert "王*英" not in page.text


def test_a_token_of_nobody(server: Server, browse: Browse) -> None:
    host = server.settings.origin.removeprefix("http://").upper()
    assert "不是本系统的码" in ask(browse, f"HTTP://{host}/C/{'A' * 32}").text


def test_signed_codes_are_checked_by_signature(server: Server, english: Browse) -> None:
    stranger = PrivateKey(b"s" * 32)
    assert "Unknown issuer" in ask(english, live(server, stranger)).text
    assert "Unknown issuer" in ask(english, live(server, issuer="GZ")).text
    assert "Old picture" in ask(english, live(server, late=3)).text
    now = int(server.clock.now().timestamp())
    ended = ask(english, live(server, issued=now - 90, expires=now - 1))
    assert "Expired" in ended.text
    good = live(server)
    other = live(server, index=8)
    assert "Forged" in ask(english, good[:-20] + other[-20:]).text
    whole = sign_credential(credential(server), signing_key(server.services.ring, now))
    assert "Old picture" in ask(english, bare_text(whole)).text


def test_an_index_that_is_not_kept_is_no_green_but_a_red_counts(
    server: Server, english: Browse
) -> None:
    assert "Green" not in ask(english, live(server)).text
    red = ask(english, live(server, colour=Colour.RED))
    assert "Red" in red.text
    assert "王*明" in red.text
    assert "2X" in red.text


def test_the_key_set_keeps_its_tag_and_is_answered_304(server: Server, browse: Browse) -> None:
    first = browse.fetch("GET", "/.well-known/healthcode/keys")
    assert first.status_code == 200
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["content-type"].startswith("application/cose")
    tag = first.headers["etag"]
    again = browse.fetch("GET", "/.well-known/healthcode/keys", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "set-cookie" not in first.headers
    with server.later(timedelta(hours=2)):
        later = browse.fetch("GET", "/.well-known/healthcode/keys", headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.content != first.content


def test_a_service_without_a_trust_list_serves_none(browse: Browse) -> None:
    assert browse.fetch("GET", "/.well-known/healthcode/trust").status_code == 404


def test_a_trust_file_is_served_as_its_root_signed_it(tmp_path: Path) -> None:
    plain = settings_at(tmp_path / "served")
    root = make_root(b"r" * 32)
    with serving(plain) as server:
        ring = server.services.ring
    trusted = own_trust(home_issuer(plain), ring, 1_586_217_600)
    file = tmp_path / "trust.cbor"
    file.write_bytes(bundle(sign_trust_list(trusted, root)))
    key = (root.public.x + root.public.y).hex()
    settings = settings_at(tmp_path / "served", trust_file=file, trust_root=key)
    with serving(settings) as server:
        browser = Browse(server.address)
        got = browser.fetch("GET", "/.well-known/healthcode/trust")
        assert read_trust(got.content, root.public) == trusted
        assert browser.get("/check").by_id("text") is not None
        browser.close()


@pytest.mark.parametrize("content", [None, b"", b"\x82\x40\x80"])
@pytest.mark.parametrize("key", ["", "00" * 64, "0b" * 64])
def test_a_trust_file_that_is_not_signed_stops_the_start(
    tmp_path: Path, content: bytes | None, key: str
) -> None:
    file = tmp_path / "trust.cbor"
    if content is not None:
        file.write_bytes(content)
    settings = settings_at(tmp_path, trust_file=file, trust_root=key)
    with serving(settings_at(tmp_path)) as server, pytest.raises(TrustFileError):
        open_trust(settings, server.services.ring, server.clock)


def test_the_command_line_says_what_is_wrong_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "keys/ring.json"))
    monkeypatch.setenv("TRUST_FILE", str(tmp_path / f"{random_id()}.cbor"))
    assert main(["purge"]) == 2
    assert "TRUST_ROOT" in capsys.readouterr().err
