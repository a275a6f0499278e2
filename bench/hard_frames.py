"""Hard camera frames of one QR code, for choosing and holding to account what reads them at doors.

38 frames of 1280×720 in grey, each a phone's screen as another phone's camera sees it under one or
two hardships at once: out of focus, moved, dark, noisy, glaring, in half shade, seen at an angle,
far away, striped by the screen's own pixels, squeezed by JPEG. Every frame follows from its name
and text alone, to the last byte, by Pillow: noise is SHAKE-256 of the name.
"""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import segno
from PIL import Image

from bench.hardships import (
    SIZE,
    Frame,
    Hardship,
    blurred,
    dark,
    faint,
    glaring,
    inverted,
    moved,
    noisy,
    scratched,
    shaded,
    squeezed,
    striped,
    washed,
)

PLATE = 46
"""How light the room behind the phone is, of 255."""
_QUIET = 4


@dataclass(frozen=True, slots=True)
class Hard:
    """One frame to be: the side of the QR with its quiet zone in pixels, its corners, hardships."""

    name: str
    side: int
    acts: tuple[Hardship, ...] = ()
    lean: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0


def frames(
    text: str, version: int, error: str, names: Collection[str] = ()
) -> Iterator[tuple[str, Frame]]:
    """Give each frame with its name, or those of some `names`.

    `version` and `error` are those of ISO/IEC 18004; raises ValueError where the text does not fit.
    """
    plate = _plate(text, version, error)
    for hard in HARD:
        if not names or hard.name in names:
            yield hard.name, _taken(plate, hard)


def _plate(text: str, version: int, error: str) -> Frame:
    """Draw the code large: each module ten pixels, the quiet zone around it."""
    code = segno.make(text, error=error, version=version, micro=False, boost_error=False)
    rows = [bytes(0 if dark else 255 for dark in row) for row in code.matrix]
    small = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    side = len(rows) + 2 * _QUIET
    whole = Image.new("L", (side, side), 255)
    whole.paste(small, (_QUIET, _QUIET))
    return whole.resize((side * 10, side * 10), Image.Resampling.NEAREST)


def _taken(plate: Frame, hard: Hard) -> Frame:
    """Place the plate in the picture, then do to it what makes it hard, in order."""
    frame = Image.new("L", SIZE, PLATE)
    coefficients = _perspective(_corners(hard), plate.width)
    # Drawn twice as large and halved, so that slanting edges are smooth as through a lens.
    double = (SIZE[0] * 2, SIZE[1] * 2)
    halved = (*[each / 2 for each in coefficients[:2]], coefficients[2])
    second = (*[each / 2 for each in coefficients[3:5]], coefficients[5])
    last = tuple(each / 2 for each in coefficients[6:])
    data = (*halved, *second, *last)
    smooth = Image.Resampling.BICUBIC
    light = plate.transform(double, Image.Transform.PERSPECTIVE, data, smooth, fillcolor=0)
    mask = Image.new("L", plate.size, 255)
    mask = mask.transform(double, Image.Transform.PERSPECTIVE, data, smooth, fillcolor=0)
    frame.paste(light.resize(SIZE, Image.Resampling.BOX), None, mask.resize(SIZE))
    for act in hard.acts:
        frame = act(frame)
    return frame


def _corners(hard: Hard) -> list[tuple[float, float]]:
    """Give where the plate's corners lie: turned in the picture, and leaning away from the eye."""
    half, distance = hard.side / 2, 2.2 * hard.side
    turn, (across, along) = math.radians(hard.turn), [math.radians(each) for each in hard.lean]
    found = []
    for x, y in ((-half, -half), (half, -half), (half, half), (-half, half)):
        flat_x = x * math.cos(turn) - y * math.sin(turn)
        flat_y = x * math.sin(turn) + y * math.cos(turn)
        depth = flat_x * math.sin(across) + flat_y * math.sin(along)
        near = distance / (distance + depth)
        found.append(
            (
                SIZE[0] / 2 + flat_x * math.cos(across) * near,
                SIZE[1] / 2 + flat_y * math.cos(along) * near,
            )
        )
    return found


def _perspective(corners: list[tuple[float, float]], side: float) -> list[float]:
    """Give the eight numbers that take a point of the picture to one of the plate."""
    rows: list[list[float]] = []
    plate = ((0.0, 0.0), (side, 0.0), (side, side), (0.0, side))
    for (x, y), (u, v) in zip(corners, plate, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for other in set(range(8)) - {at}:
            factor = rows[other][at]
            rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[8] for row in rows]


def _hard(name: str, side: int, *acts: Hardship, **placed: object) -> Hard:
    return Hard(name, side, acts, **placed)  # type: ignore[arg-type] # by the names of its fields


HARD: tuple[Hard, ...] = (
    *(_hard(f"small {side}", side, noisy(0.08, f"small {side}")) for side in (260, 200, 160, 130)),
    *(_hard(f"blur {each}", 480, blurred(each)) for each in (1.5, 2.5, 3.2, 4.0)),
    _hard("far and soft", 260, blurred(1.4)),
    _hard("moved across", 480, moved(7)),
    _hard("moved down", 480, moved(9, down=True)),
    _hard("moved, turned", 480, moved(6), turn=28),
    *(_hard(f"dark {each}", 460, dark(each), noisy(0.09, f"dark {each}")) for each in (0.3, 0.12)),
    _hard("dark and soft", 460, dark(0.2), blurred(1.8), noisy(0.08, "dark and soft")),
    _hard("washed out", 460, washed(0.25), noisy(0.08, "washed out")),
    _hard("faint", 460, faint, noisy(0.1, "faint")),
    *(_hard(f"noise {each}", 460, noisy(each, f"noise {each}")) for each in (0.6, 1.1, 1.6)),
    *(_hard(f"angle {each}", 470, lean=(each, 0.0)) for each in (35.0, 50.0, 60.0)),
    _hard("angle both ways", 470, noisy(0.1, "both ways"), lean=(32.0, 28.0), turn=12),
    _hard("turned 17", 460, blurred(1.2), turn=17),
    _hard("turned 45", 440, blurred(1.2), turn=45),
    _hard("turned, leaning", 450, dark(0.4), lean=(40.0, 10.0), turn=160),
    _hard("lamp beside a finder", 470, glaring(0.43, 0.36, 130)),
    _hard("lamp in the middle", 470, glaring(0.5, 0.5, 70)),
    _hard("lamp at the edge", 470, glaring(0.64, 0.62, 200, 200)),
    _hard("half shade", 470, shaded(0.18)),
    _hard("half shade, sharp", 470, shaded(0.3, 90, sharp=True)),
    _hard("half shade, slanting", 470, shaded(0.25, 35, sharp=True), blurred(1.2)),
    _hard("moiré, wide", 470, striped(34, 0.6)),
    _hard("moiré, narrow", 470, striped(7, 0.6, 22), blurred(0.8)),
    _hard("poor picture", 330, squeezed(12)),
    _hard("cracked glass", 470, scratched(3), noisy(0.1, "glass")),
    _hard("inverted", 460, inverted, noisy(0.08, "inverted")),
)
