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
    OPEN_POSTER = "open_poster"
    CHECK_IN = "check_in"
    REPORT_DOOR = "report_door"
    ASK_FOR_VENUE = "ask_for_venue"
    SIGN_IN = "sign_in"
    OWN_ACCOUNT = "own_account"
    INVITE = "invite"
    IMPORT_VENUES = "import_venues"
    SETTLE_VENUE = "settle_venue"
    INSPECT_VENUE = "inspect_venue"
    RUN_VENUE = "run_venue"
    SEE_FIGURES = "see_figures"
    VERIFY = "verify"
    LOOK_UP_DOCUMENT = "look_up_document"
    DELIVER = "deliver"
    SEE_ALERTS = "see_alerts"
    USE_GATE = "use_gate"
    SEE_DEMO = "see_demo"
    READ_HEALTH = "read_health"


STAFF_ACTS = frozenset(
    {
        Act.OWN_ACCOUNT,
        Act.INVITE,
        Act.IMPORT_VENUES,
        Act.SETTLE_VENUE,
        Act.INSPECT_VENUE,
        Act.RUN_VENUE,
        Act.SEE_FIGURES,
        Act.VERIFY,
        Act.LOOK_UP_DOCUMENT,
        Act.DELIVER,
        Act.SEE_ALERTS,
    }
)
"""What is done as staff: whoever asks is known by their staff session, not by their code."""
