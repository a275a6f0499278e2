"""The four colours of a health code (notice A1; grey is no finding of risk and says so)."""

from enum import StrEnum


class Colour(StrEnum):
    """A colour as stored, signed and shown."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def risk(self) -> int:
        """Give the order in which the worst ground wins: red above yellow above the rest."""
        return _RISK[self]


_RISK = {Colour.GREEN: 0, Colour.GREY: 0, Colour.YELLOW: 1, Colour.RED: 2}
