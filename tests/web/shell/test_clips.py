"""Spoken clips: served under hashed names, named on the code page, refused when not whole."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.servers import serving, settings_at
from tests.spoken import NAMES, recorded, tone
from web.assets import Assets
from web.clips import MOST_BYTES, SENTENCES, VOICES, ClipsError, read_clips
from web.i18n import load_catalogues
from web.pages import open_templates
from web.security import HEADERS

ROOT = Path(__file__).resolve().parents[3]


def test_clips_are_served_with_all_headers_and_kept_for_good(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "clips")
    with serving(settings_at(tmp_path, clips_folder=folder)) as server:
        address = server.app.assets.address(VOICES)
        with httpx.Client(base_url=server.address) as client:
            voices = client.get(address).json()
            assert [(each["tag"], each["name"]) for each in voices] == list(NAMES.items())
            for voice in voices:
                assert tuple(voice["clips"]) == SENTENCES
                for sentence, clip in voice["clips"].items():
                    found = client.get(clip)
                    expected = folder / voice["tag"] / f"{sentence}.wav"
                    assert found.content == expected.read_bytes()
                    assert found.headers["content-type"] == "audio/wav"
                    assert found.headers["cache-control"].endswith("immutable")
                    for name, value in HEADERS:
                        assert found.headers[name.decode()] == value.decode()


def test_a_new_recording_has_a_new_address(tmp_path: Path) -> None:
    folder = recorded(tmp_path)
    before = Assets(more=read_clips(folder))
    (folder / "vi/green.wav").write_bytes(tone(0.4))
    after = Assets(more=read_clips(folder))
    changed = {name for name in before.names() if before.address(name) != after.address(name)}
    assert changed == {"clips/vi/green.wav", VOICES}


def test_the_code_page_names_the_voices_there_are(tmp_path: Path) -> None:
    load_catalogues()
    settings = settings_at(tmp_path)
    for more in ({}, read_clips(recorded(tmp_path / "clips"))):
        assets = Assets(more=more)
        env = open_templates(settings, assets)["zh", False]
        source, *_ = env.loader.get_source(env, "code/code.html")  # type: ignore[union-attr]
        made = env.compile(source, raw=True)
        named = re.search(r'data-voices=\\?"(/static/clips/voices-[0-9a-f]+.json)', made)
        assert (named[1] if named else None) == (assets.address(VOICES) if more else None)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "vi/ends-on.wav").unlink(), "vi has no ends-on.mp3"),
        (lambda folder: (folder / "vi/name.txt").unlink(), "vi/name.txt must hold"),
        (lambda folder: (folder / "vi/name.txt").write_text("a\nb"), "vi/name.txt must hold"),
        (lambda folder: (folder / "vi").rename(folder / "Tiếng Việt"), "is no tag of a language"),
        (lambda folder: (folder / "hni/green.wav").write_bytes(b""), "empty or larger"),
        (lambda folder: (folder / "hni/red.mp3").write_bytes(bytes(MOST_BYTES + 1)), "or larger"),
    ],
    ids=["missing", "nameless", "lines", "untagged", "empty", "large"],
)
def test_a_language_that_is_not_whole_is_refused(tmp_path: Path, spoil: object, said: str) -> None:
    folder = recorded(tmp_path)
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(ClipsError, match=said):
        read_clips(folder)


def test_none_are_served_without_a_folder_or_from_an_empty_one(tmp_path: Path) -> None:
    assert read_clips(None) == read_clips(tmp_path) == {}
    with pytest.raises(ClipsError, match="is no folder"):
        read_clips(tmp_path / "none")


def test_the_service_does_not_start_with_half_a_language(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "clips")
    (folder / "hni/call.wav").unlink()
    chosen = {
        "DATA_FOLDER": str(tmp_path / "data"),
        "KEY_FILE": str(tmp_path / "keys/ring.json"),
        "CLIPS_FOLDER": str(folder),
        "PATH": os.environ["PATH"],
    }
    ended = subprocess.run(
        [sys.executable, "-m", "web.cli", "serve"],
        cwd=ROOT,
        env=chosen,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 2
    assert ended.stderr == "healthcode: CLIPS_FOLDER: hni has no call.mp3 (or .m4a, .wav)\n"


def test_the_operations_page_words_each_sentence() -> None:
    text = (ROOT / "docs/operations.md").read_text("utf-8")
    assert [each for each in SENTENCES if f"| `{each}` |" not in text] == []
