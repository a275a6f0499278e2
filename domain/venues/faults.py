"""What can be wrong with what is told of a venue. Codes only: the web words each."""

from enum import StrEnum


class VenueFault(StrEnum):
    """One thing wrong with one answer about a venue or an entrance."""

    KIND_MISSING = "kind_missing"
    NAME_MISSING = "venue_name_missing"
    NOT_PLAIN = "not_plain"
    ADDRESS_MISSING = "venue_address_missing"
    SIZE_MISSING = "size_missing"
    PERSON_MISSING = "person_missing"
    DEPUTY_MISSING = "deputy_missing"
    ENTRANCE_MISSING = "entrance_missing"
    ENTRANCE_TWICE = "entrance_twice"
    PLATE_UNREAD = "plate_unread"
    TOO_MANY_ENTRANCES = "too_many_entrances"
    REASON_MISSING = "reason_missing"
    TOWNSHIP_UNKNOWN = "township_unknown"
    TOWNSHIP_ELSEWHERE = "township_elsewhere"
    KIND_UNKNOWN = "kind_unknown"


class SheetFault(StrEnum):
    """Why a file of venues is not taken at all."""

    EMPTY = "sheet_empty"
    NOT_A_SHEET = "not_a_sheet"
    TOO_LARGE = "sheet_too_large"
    TOO_MANY_ROWS = "sheet_too_many_rows"
    TOO_WIDE = "sheet_too_wide"
    HOSTILE = "sheet_hostile"
    NO_HEADING = "sheet_no_heading"
