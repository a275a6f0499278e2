"""What makes a camera's frame hard to read, each as a function from a frame to a worse one."""

import hashlib
import io
import math
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

SIZE = (1280, 720)
Frame = Image.Image
Hardship = Callable[[Frame], Frame]


def blurred(radius: float) -> Hardship:
    """Put it out of focus."""
    return lambda frame: frame.filter(ImageFilter.GaussianBlur(radius))


def moved(pixels: int, *, down: bool = False) -> Hardship:
    """Move it while the shutter is open, sideways or down."""

    def act(frame: Frame) -> Frame:
        total = frame
        for at in range(1, pixels):
            step = ImageChops.offset(frame, *((0, at) if down else (at, 0)))
            total = Image.blend(total, step, 1 / (at + 1))
        return total

    return act


def dark(light: float, floor: int = 12) -> Hardship:
    """Take its light: all values near each other, above the sensor's own floor."""
    return lambda frame: frame.point([int(floor + each * light) for each in range(256)])


def washed(contrast: float) -> Hardship:
    """Put the screen in the sun: light over all of it."""
    return lambda frame: frame.point([int(255 - (255 - each) * contrast) for each in range(256)])


def noisy(strength: float, name: str) -> Hardship:
    """Add grain: the mean of two even noises, nearly as a sensor's own is spread."""

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
    """Mirror a lamp in it, the middle at a part of the picture's width and height."""

    def act(frame: Frame) -> Frame:
        spot = ImageChops.invert(Image.radial_gradient("L")).resize((2 * radius, 2 * radius))
        spot = spot.point(
            [min(255, int(max(0, each - 74) * strength / 120)) for each in range(256)]
        )
        light = Image.new("L", SIZE, 0)
        light.paste(spot, (int(SIZE[0] * x) - radius, int(SIZE[1] * y) - radius))
        return ImageChops.add(frame, light)

    return act


def shaded(least: float, turn: float = 0.0, *, sharp: bool = False) -> Hardship:
    """Put half of it in a shade: falling off evenly, or with a sharp edge through it."""

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
    """Give it the moiré of one grid of pixels seen through another: slanting waves."""

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
    """Make a poor JPEG of it, as cheap cameras give their frames."""

    def act(frame: Frame) -> Frame:
        file = io.BytesIO()
        frame.save(file, "JPEG", quality=quality)
        return Image.open(file).convert("L")

    return act


def scratched(count: int) -> Hardship:
    """Crack its glass: thin light lines across the screen."""

    def act(frame: Frame) -> Frame:
        drawn = frame.copy()
        pen = ImageDraw.Draw(drawn)
        for at in range(count):
            shift = 97 * at - 120
            pen.line((440 + shift, 60, 760 - shift, 660), fill=214, width=3)
        return drawn

    return act


inverted: Hardship = ImageChops.invert


def faint(frame: Frame) -> Frame:
    """Leave a quarter of its contrast."""
    return ImageEnhance.Contrast(frame).enhance(0.25)
