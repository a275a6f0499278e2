"""`healthcode trust`: from nothing to a phone's verdict by signature, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.credential.claims import SHARDS
from domain.credential.knowledge import Knowledge, Stored, open_stored
from domain.credential.scanned import live_text, to_be_signed
from domain.credential.table import Answer
from domain.credential.trust import read_trust
from domain.credential.verdict import DeviceClock, Limits, verdict
from domain.healthcode.tokens import step_at
from domain.kernel.colour import Colour
from tests.browse import Browse
from tests.codes import open_phone
from tests.servers import Server, serving, settings_at
from tests.web.phone.cards import DEVICE, card_of, raw, register
from web.cli import main
from web.commands.ceremony import read_written_key
from web.jobs import build_lists
from web.settings import Settings

LIMITS = Limits(26 * 3600, 72 * 3600)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_at(tmp_path / "service")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command where no service is: nothing of one is in the environment."""
    for name in ("DATA_FOLDER", "KEY_FILE", "TRUST_FILE", "TRUST_ROOT", "DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["trust", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def on_service(run: Run, monkeypatch: pytest.MonkeyPatch, settings: Settings, *said: str) -> str:
    """Run a command where the service is."""
    with monkeypatch.context() as here:
        here.setenv("DATA_FOLDER", str(settings.data))
        here.setenv("KEY_FILE", str(settings.keys))
        here.setenv("PORT", str(settings.port))
        status, out, _ = run(*said)
    assert status == 0
    return out


def stored(server: Server, root: str) -> Knowledge:
    """Give what a phone with this root believes of all that the service publishes."""
    browser = Browse(server.address)
    names = ["trust", "keys", *(f"status/{shard}" for shard in range(SHARDS))]
    files = [browser.fetch("GET", f"/.well-known/healthcode/{name}").content for name in names]
    browser.close()
    known = Stored("YN", read_written_key(root), files[0], (files[1],), tuple(files[2:]))
    return open_stored(known)


def shown_to(server: Server, root: str) -> tuple[Answer, Colour | None]:
    """Show a live code of this service to a phone that has no network any more."""
    shown = open_phone(server)
    register(shown)
    whole, step = raw(card_of(shown)["credential"]), step_at(server.clock.now())
    shown.browser.close()
    text = live_text(whole, step, DEVICE.sign(to_be_signed(whole, step)))
    clock = DeviceClock(int(server.clock.now().timestamp()))
    said = verdict(text, "localhost", stored(server, root), clock, LIMITS)
    return said.answer, said.colour


def test_from_nothing_to_a_phones_verdict_by_signature(
    run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = (run("root", name)[1].strip() for name in ("first.root", "second.root"))
    said = on_service(run, monkeypatch, settings, "issuer", "yn.json")
    signed = run("sign", "first.root", "1.trust", "--issuer", "yn.json", "--sequence", "1")
    assert signed[0] == 0
    assert said in signed[1], "the same names and keys are read out on both sides"
    assert run("show", "1.trust", first)[1] == signed[1]
    served = {"trust_file": tmp_path / "1.trust", "trust_root": first}
    with serving(settings_at(tmp_path / "service", **served)) as server:
        server.run(build_lists(server.services))
        assert shown_to(server, first) == (Answer.BY_SIGNATURE, Colour.GREEN)
        assert shown_to(server, second) == (Answer.UNKNOWN_ISSUER, None)

    assert run("hand-over", "first.root", second, "1to2.handover")[0] == 0
    assert run(
        *("sign", "second.root", "2.trust", "--issuer", "yn.json", "--sequence", "2"),
        *("--handover", "1to2.handover", "--days", "30"),
    )[0] == 0  # fmt: skip
    served = {"trust_file": tmp_path / "2.trust", "trust_root": second}
    with serving(settings_at(tmp_path / "service", **served)) as server:
        assert shown_to(server, first) == (Answer.BY_SIGNATURE, Colour.GREEN)
        assert shown_to(server, second) == (Answer.BY_SIGNATURE, Colour.GREEN)
    lists = [(tmp_path / name).read_bytes() for name in ("1.trust", "2.trust")]
    assert [read_trust(each, read_written_key(first)).sequence for each in lists] == [1, 2]


def test_every_file_is_its_owners_alone_and_none_is_written_over(
    run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = run("root", "a.root")[1].strip()
    assert run("public", "a.root")[1].strip() == key
    on_service(run, monkeypatch, settings, "issuer", "yn.json")
    acts = (
        ("root", "a.root"),
        ("hand-over", "a.root", key, "a.handover"),
        ("sign", "a.root", "a.trust", "--issuer", "yn.json", "--sequence", "1"),
    )
    assert [run(*each)[0] for each in acts] == [2, 0, 0]
    files = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    assert sorted(files) == ["a.handover", "a.root", "a.trust", "yn.json"]
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in files} == {0o600}
    for each in acts:
        status, _, said = run(*each)
        assert (status, "nothing is ever written over" in said) == (2, True)
    assert files == {name: (tmp_path / name).read_bytes() for name in files}


def test_what_is_no_root_or_no_issuer_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    key = run("root", "a.root")[1].strip()
    good = f'{{"id": "YN", "zh": "云南", "en": "Y", "address": "https://y", "keys": ["{key}"]}}'
    named = ("open.root", "cut.root", "long.root", "bad.json", "key.json", "many.json", "name.json")
    content = (tmp_path / "a.root").read_text()
    texts = (
        content,
        content[:-3],
        "x" * 70_000,
        "{}",
        good.replace(key, key[:-2] + ("01" if key.endswith("00") else "00")),
        good.replace(f'"{key}"', ",".join(f'"{key}"' for _ in range(2))),
        good.replace('"YN"', '"yn"'),
    )
    for name, text in zip(named, texts, strict=True):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o644 if name == "open.root" else 0o600)
    (tmp_path / "good.json").write_text(good)
    sign = ("--sequence", "1", "--issuer")
    for file in ("none.root", "open.root", "cut.root", "long.root"):
        assert run("public", file)[0] == 2
        assert run("sign", file, "x.trust", *sign, "good.json")[0] == 2
    for file in ("none.json", "bad.json", "key.json", "many.json", "name.json", "a.root"):
        status, out, said = run("sign", "a.root", "x.trust", *sign, file)
        assert (status, out, said.count("\n")) == (2, "", 1), file
    assert run("show", "good.json", key)[0] == 2
    assert not (tmp_path / "x.trust").exists()
    assert run("sign", "a.root", "x.trust", *sign, "good.json")[0] == 0
    assert content.splitlines()[1] not in run("show", "x.trust", key)[1]


@pytest.mark.parametrize("text", ["", "00" * 64, "zz" * 64, "ab" * 10])
def test_what_is_no_public_key_is_refused(run: Run, text: str) -> None:
    run("root", "a.root")
    assert run("hand-over", "a.root", text, "x.handover")[0] == 2
