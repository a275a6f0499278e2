"""What a door's camera sees, as a film for chromium's fake one: codes held up one by one."""

import io
from collections.abc import Sequence
from pathlib import Path

import segno
from PIL import Image
from playwright.sync_api import Browser

from tests.phones import CHROMIUM, FLAGS

SIZE = (1280, 720)
_FRAMES_A_SECOND = 30
_ROOM = (96, 104, 110)
_PLATE = 620


def film(path: Path, texts: Sequence[str], seconds: float = 0.5) -> Path:
    """Write a film (JPEGs one by one) that shows each code so long, an empty room between them
    (and for a text of nothing).

    Chromium plays it again from the start for as long as the camera is on.
    """
    shown = round(seconds * _FRAMES_A_SECOND)
    room = _frame(None)
    with path.open("wb") as out:
        for text in texts:
            out.write(_frame(text) * shown)
            out.write(room * (shown // 3))
    return path


def launch_with(beside: Browser, camera: Path, *flags: str) -> Browser:
    """Start another chromium, whose camera shows a film and is allowed."""
    chosen = [
        *FLAGS,
        *flags,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    return beside.browser_type.launch(executable_path=CHROMIUM, headless=True, args=chosen)


def picture(text: str, side: int = _PLATE, turn: float = 0.0) -> Image.Image:
    """Give one frame: the code on a white plate before a grey room, held a little aslant."""
    error = "l" if text.startswith("YN1:") else "m"
    code = segno.make(text, error=error, boost_error=False, micro=False)
    whole = Image.open(_png(code)).convert("RGB")
    plate = whole.resize((side, side), Image.Resampling.LANCZOS)
    mask = Image.new("L", plate.size, 255)
    if turn:
        plate, mask = (
            each.rotate(turn, Image.Resampling.BICUBIC, expand=True) for each in (plate, mask)
        )
    frame = Image.new("RGB", SIZE, _ROOM)
    place = ((SIZE[0] - plate.width) // 2, (SIZE[1] - plate.height) // 2)
    frame.paste(plate, place, mask)
    return frame


def _frame(text: str | None) -> bytes:
    frame = picture(text, turn=3.0) if text else Image.new("RGB", SIZE, _ROOM)
    out = io.BytesIO()
    frame.save(out, "JPEG", quality=85)
    return out.getvalue()


def _png(code: segno.QRCode) -> io.BytesIO:
    out = io.BytesIO()
    code.save(out, kind="png", scale=10, border=4)
    out.seek(0)
    return out
