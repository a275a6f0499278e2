"""Clips as an operator records them: a folder of two languages, each sentence a short tone."""

import io
import math
import wave
from pathlib import Path

from web.clips import SENTENCES

RATE = 8000
NAMES = {"hni": "哈尼语", "vi": "Tiếng Việt"}


def tone(seconds: float = 0.05) -> bytes:
    """Make a sound file of 16 bits that any browser decodes."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        for at in range(int(RATE * seconds)):
            sound.writeframes(int(9000 * math.sin(at / 3)).to_bytes(2, "little", signed=True))
    return file.getvalue()


def recorded(folder: Path) -> Path:
    """Put a whole folder of clips in place."""
    for tag, name in NAMES.items():
        (folder / tag).mkdir(parents=True)
        (folder / tag / "name.txt").write_text(f"{name}\n", "utf-8")
        for at, sentence in enumerate(SENTENCES):
            (folder / tag / f"{sentence}.wav").write_bytes(tone(0.02 + at / 1000))
    return folder
