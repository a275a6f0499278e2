"""Hard camera frames of one QR code, for choosing and holding to account what reads them at doors.

38 frames of 1280×720 in grey, each a phone's screen as another phone's camera sees it under one or
two hardships at once: out of focus, moved, dark, noisy, glaring, in half shade, seen at an angle,
far away, striped by the screen's own pixels, squeezed by JPEG. Every frame follows from its name and
its text alone, to the last byte, with Pillow only: noise is SHAKE-256 of the name.
"""

import hashlib
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import segno
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

SIZE = (1280, 720)
PLATE = 46
"""How light the room behind the phone is, of 255."""
_QUIET = 4
Frame = Image.Image
Hardship = Callable[[Frame], Frame]
Corners = tuple[float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Hard:
    """One frame to be: the side of the QR with its quiet zone in pixels, its corners, hardships."""

    name: str
    side: int
    acts: tuple[Hardship, ...] = ()
    lean: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0


def frames(text: str, version: int, error: str) -> Iterator[tuple[str, Frame]]:
    """Give each frame with its name; `version` and `error` are those of ISO/IEC 18004."""
    plate = _plate(text, version, error)
    for hard in HARD:
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


def blurred(radius: float) -> Hardship:
    """Out of focus."""
    return lambda frame: frame.filter(ImageFilter.GaussianBlur(radius))


def moved(pixels: int, *, down: bool = False) -> Hardship:
    """Moved while the shutter was open, sideways or down."""

    def act(frame: Frame) -> Frame:
        total = frame
        for at in range(1, pixels):
            step = ImageChops.offset(frame, *((0, at) if down else (at, 0)))
            total = Image.blend(total, step, 1 / (at + 1))
        return total

    return act


def dark(light: float, floor: int = 12) -> Hardship:
    """Little light: all values near each other, above the sensor's own floor."""
    return lambda frame: frame.point([int(floor + each * light) for each in range(256)])


def washed(contrast: float) -> Hardship:
    """A screen in the sun: light over all of it."""
    return lambda frame: frame.point([int(255 - (255 - each) * contrast) for each in range(256)])


def noisy(strength: float, name: str) -> Hardship:
    """Grain: two even noises added, which is nearly how a sensor's own is spread."""

    def act(frame: Frame) -> Frame:
        length = SIZE[0] * SIZE[1]
        found = [
            Image.frombytes("L", SIZE, hashlib.shake_256(f"{name} {at}".encode()).digest(length))
            for at in range(2)
        ]
        grain = Image.blend(found[0], found[1], 0.5)
        scaled = grain.point([int(128 + (each - 128) * strength) for each in range(256)])
        return ImageChops.add(frame, scaled, 1, -128)

    return act


def glaring(x: float, y: float, radius: int, strength: int = 255) -> Hardship:
    """A lamp mirrored in the screen, its middle at a part of the picture's width and height."""

    def act(frame: Frame) -> Frame:
        spot = ImageChops.invert(Image.radial_gradient("L")).resize((2 * radius, 2 * radius))
        spot = spot.point([min(255, int(max(0, each - 74) * strength / 120)) for each in range(256)])
        light = Image.new("L", SIZE, 0)
        light.paste(spot, (int(SIZE[0] * x) - radius, int(SIZE[1] * y) - radius))
        return ImageChops.add(frame, light)

    return act


def shaded(least: float, turn: float = 0.0, *, sharp: bool = False) -> Hardship:
    """Half of the screen in a shade: falling off evenly, or with a sharp edge through it."""

    def act(frame: Frame) -> Frame:
        side = 2 * SIZE[0]
        ramp = Image.linear_gradient("L").resize((side, side)).rotate(turn)
        left, top = (side - SIZE[0]) // 2, (side - SIZE[1]) // 2
        ramp = ramp.crop((left, top, left + SIZE[0], top + SIZE[1]))
        low = int(255 * least)
        table = [(255 if each > 128 else low) for each in range(256)]  # noqa: PLR2004 - the middle
        even = [int(low + (255 - low) * min(1, max(0, (each - 90) / 76))) for each in range(256)]
        return ImageChops.multiply(frame, ramp.point(table if sharp else even))

    return act


def striped(period: float, depth: float, turn: float = 8.0) -> Hardship:
    """The moiré of one grid of pixels seen through another: slanting waves of light."""

    def act(frame: Frame) -> Frame:
        side = 2 * SIZE[0]
        wave = bytes(
            int(255 * (1 - depth * (0.5 + 0.5 * math.sin(2 * math.pi * at / period))))
            for at in range(side)
        )
        waves = Image.frombytes("L", (side, 1), wave).resize((side, side)).rotate(turn)
        left, top = (side - SIZE[0]) // 2, (side - SIZE[1]) // 2
        return ImageChops.multiply(frame, waves.crop((left, top, left + SIZE[0], top + SIZE[1])))

    return act


def squeezed(quality: int) -> Hardship:
    """A poor JPEG, as cheap cameras give their frames."""

    def act(frame: Frame) -> Frame:
        file = io.BytesIO()
        frame.save(file, "JPEG", quality=quality)
        return Image.open(file).convert("L")

    return act


def scratched(count: int) -> Hardship:
    """A cracked glass: thin light lines across the screen."""

    def act(frame: Frame) -> Frame:
        drawn = frame.copy()
        pen = ImageDraw.Draw(drawn)
        for at in range(count):
            shift = 97 * at - 120
            pen.line((440 + shift, 60, 760 - shift, 660), fill=214, width=3)
        return drawn

    return act


inverted: Hardship = ImageChops.invert
faint: Hardship = partial(lambda frame: ImageEnhance.Contrast(frame).enhance(0.25))


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
