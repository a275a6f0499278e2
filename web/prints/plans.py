"""Where things stand on each size of poster."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.prints.values import PosterSize


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things stand on a size of paper, in mm from the top; `unit` scales type and pictures.

    `code` is the side of the QR without its quiet zone.
    """

    width: float
    height: float
    margin: float
    head: float
    names: tuple[float, float]
    door: tuple[float, float]
    code: tuple[float, float]
    letters: tuple[float, float]
    steps: tuple[float, float]
    colours: tuple[float, float]
    foot: float
    unit: float


PLANS: Mapping[PosterSize, Plan] = {
    PosterSize.A4: Plan(
        width=210,
        height=297,
        margin=12,
        head=25,
        names=(26, 19),
        door=(45.8, 9),
        code=(72.5, 120),
        letters=(206.5, 11.5),
        steps=(219, 17.5),
        colours=(239, 20),
        foot=261,
        unit=1.0,
    ),
    PosterSize.A6: Plan(
        width=105,
        height=148,
        margin=6,
        head=12.5,
        names=(13.5, 10),
        door=(23.2, 6),
        code=(38, 57),
        letters=(102.2, 6),
        steps=(109, 9),
        colours=(119, 10.5),
        foot=130.5,
        unit=0.5,
    ),
}
