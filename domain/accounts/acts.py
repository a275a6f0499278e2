"""The acts that can be permitted or refused; every route of the web declares one."""

from enum import StrEnum


class Act(StrEnum):
    """What a caller wants to do."""

    READ_PUBLIC = "read_public"
    DECLARE = "declare"
    OPEN_CODE = "open_code"
    OPEN_DATA = "open_data"
    OPEN_CARD = "open_card"
    CHECK_CODE = "check_code"
    LOOK_UP = "look_up"
    SEE_PERSON = "see_person"
    DECLARE_FOR = "declare_for"
    OWN_HOUSEHOLD = "own_household"
    BRING_BACK = "bring_back"
    SEE_DEMO = "see_demo"
    READ_HEALTH = "read_health"
