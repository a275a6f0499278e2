"""Draws the icons of an installed page: `python -m tests.web.shell.icons` writes them anew."""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[3] / "web/static/icons"
BLUE, WHITE = (11, 87, 164, 255), (255, 255, 255, 255)
# The tick of the page's own icon, in a square of 32.
TICK = ((8, 17), (13, 22), (24, 10))
ICONS = {"icon-192": (192, False), "icon-512": (512, False), "maskable-512": (512, True)}
"""Each icon's side, and whether a launcher may cut it to a circle of four fifths."""
_SMOOTH = 4


def drawn(name: str) -> Image.Image:
    """Draw one icon, four times as large, and scale it down."""
    side, maskable = ICONS[name]
    large = side * _SMOOTH
    scale = large / 32 * (0.75 if maskable else 1)
    middle = large / 2
    picture = Image.new("RGBA", (large, large), BLUE if maskable else (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if not maskable:
        draw.rounded_rectangle((0, 0, large - 1, large - 1), large * 7 / 32, fill=BLUE)
    line = [(middle + (x - 16) * scale, middle + (y - 16) * scale) for x, y in TICK]
    draw.line(line, fill=WHITE, width=round(4 * scale))
    small = picture.resize((side, side), Image.Resampling.LANCZOS)
    return small.quantize(32, method=Image.Quantize.FASTOCTREE)


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for name in ICONS:
        drawn(name).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
