"""Spoken sentences that the operator puts in place, for languages that phones have no voice for.

A folder holds one folder a language, named by its tag (BCP 47: `hni`, `ii`, `vi`), and in it the
language's own name in `name.txt` and each of the twelve SENTENCES as one sound file. They are
served as static files; `clips/voices.json` lists them. docs/operations.md words the sentences.
"""

import json
import re
from pathlib import Path

SENTENCES = (
    "green",
    "yellow",
    "red",
    "grey",
    "good-until",
    "ends-on",
    "renew",
    "green-do",
    "yellow-do",
    "red-do",
    "grey-do",
    "call",
)
VOICES = "clips/voices.json"
MOST_BYTES = 512 * 1024
MOST_NAME = 24
_KINDS = (".mp3", ".m4a", ".wav")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class ClipsError(Exception):
    """The folder of clips may not be served: a language of it is not whole, or a file too large."""


def read_clips(folder: Path | None) -> dict[str, bytes]:
    """Give the static files that a folder adds, by name; none without a folder or a language.

    Raises ClipsError: a language that tells only half of a code would mislead.
    """
    if folder is None:
        return {}
    if not folder.is_dir():
        message = f"CLIPS_FOLDER {folder} is no folder"
        raise ClipsError(message)
    files: dict[str, bytes] = {}
    voices = []
    for language in sorted(each for each in folder.iterdir() if each.is_dir()):
        clips = _clips_of(language)
        files |= {f"clips/{language.name}/{name}": body for name, body in clips.items()}
        listed = {name.rpartition(".")[0]: f"./{language.name}/{name}" for name in clips}
        voices.append({"tag": language.name, "name": _name_of(language), "clips": listed})
    if voices:
        files[VOICES] = json.dumps(voices, ensure_ascii=False).encode()
    return files


def _clips_of(language: Path) -> dict[str, bytes]:
    if not _TAG.fullmatch(language.name):
        message = f"CLIPS_FOLDER: {language.name} is no tag of a language, such as hni or vi"
        raise ClipsError(message)
    found = {}
    for sentence in SENTENCES:
        paths = [path for kind in _KINDS if (path := language / f"{sentence}{kind}").is_file()]
        if not paths:
            message = f"CLIPS_FOLDER: {language.name} has no {sentence}.mp3 (or .m4a, .wav)"
            raise ClipsError(message)
        body = paths[0].read_bytes()
        if not 0 < len(body) <= MOST_BYTES:
            message = f"CLIPS_FOLDER: {paths[0]} is empty or larger than 512 KiB"
            raise ClipsError(message)
        found[paths[0].name] = body
    return found


def _name_of(language: Path) -> str:
    try:
        name = (language / "name.txt").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        message = f"CLIPS_FOLDER: {language.name}/name.txt must hold the language's own name"
        raise ClipsError(message)
    return name
