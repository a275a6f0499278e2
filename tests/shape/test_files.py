"""The house's rules about files: length, names, words that must not be committed, licences."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 250
_CODE = {".py", ".html", ".js", ".css", ".sh", ".toml"}
_APART = ("web/static/vendor/", "domain/storage/migrations/versions/")
_VAGUE = {"utils", "helpers", "common", "manager", "base", "services", "misc"}
# Put together here so that this file does not hold them itself.
_FOREIGN = re.compile(
    "/" + "work/|[.]" + "library|farm" + "-|pypi" + "[.]org|python" + "hosted|index" + "-url"
    "|registry" + "[.]npmjs|unpkg" + "[.]com"
)
VENDORED = {
    "htmx-4.0.1.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    "qr-0.7.0.min.js": "11e61f374940fafaccee81f007e577a524cc9e8d616f988853e63a36a453286d",
}


def tracked() -> list[Path]:
    """Give every file that git knows, or would with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _code() -> list[Path]:
    files = [path for path in tracked() if path.suffix in _CODE or path.name == "Makefile"]
    return [path for path in files if not _name(path).startswith(_APART)]


def test_no_file_is_longer_than_a_page_or_two() -> None:
    long = {_name(path): len(path.read_text("utf-8").splitlines()) for path in _code()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [_name(path) for path in _code() if path.stem in _VAGUE] == []


def test_nothing_names_a_workplace_or_a_registry() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{_name(path)}: {match[0]}" for match in [_FOREIGN.search(text)] if match]
    assert found == []


def test_vendored_files_are_the_ones_we_looked_at() -> None:
    folder = ROOT / "web/static/vendor"
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix in {".js", ".css", ".wasm"}
    }
    assert found == VENDORED


def test_each_vendored_file_keeps_its_licence() -> None:
    folder = ROOT / "web/static/vendor"
    for name in VENDORED:
        licence = folder / f"{name.split('-')[0]}-LICENSE.txt"
        assert licence.exists(), f"{name} has no licence beside it"
        assert len(licence.read_text("utf-8")) > 200


def test_there_is_one_licence_for_the_whole() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("folder", ["domain", "web"])
def test_nobody_but_the_unit_of_work_commits(folder: str) -> None:
    commits = [
        _name(path)
        for path in (ROOT / folder).rglob("*.py")
        if ".commit(" in path.read_text("utf-8")
    ]
    assert [name for name in commits if not name.startswith("domain/storage/")] == []


def test_nothing_is_skipped() -> None:
    silent = re.compile(r"pytest\." + r"(skip|mark\.(skip|xfail)|importorskip)|unittest\." + "skip")
    found = [_name(path) for path in _code() if silent.search(path.read_text("utf-8"))]
    assert found == []
