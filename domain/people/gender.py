"""Gender as the declaration asks it (notice A7)."""

from enum import StrEnum


class Gender(StrEnum):
    """What a document says; a passport may leave it open (X, ICAO Doc 9303 part 4)."""

    FEMALE = "female"
    MALE = "male"
    UNSPECIFIED = "unspecified"
