"""Where the machine's typefaces lie, told without the libraries that read them."""

from pathlib import Path

FOLDER = Path("/usr/share/fonts")


def has_face(name: str) -> bool:
    """Tell whether the machine has a face ("" is the main one), by its path below the folder."""
    return not name or (FOLDER / name).exists()
