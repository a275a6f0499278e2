"""What doors tell an office, how they checked somebody, and what was done."""

from domain.admission.alerts import AlertKind
from domain.admission.door_lookup import DoorFault
from domain.admission.obstructions import Source
from domain.admission.values import How
from domain.policy.doors import DoorAct
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    AlertKind.RED: _("Red code at a door"),
    AlertKind.YELLOW: _("Yellow code at a door"),
    AlertKind.FEVER: _("Fever at a door"),
    AlertKind.OFTEN: _("A shift scans one person again and again"),
    Source.DOOR: _("Staff turned a green away"),
    Source.HOLDER: _("A person says: green, and turned away"),
    DoorFault.NO_CONSENT: _("Ask them first. Then tick that they agree."),
    DoorAct.LET_IN: _("Let in"),
    DoorAct.LET_OUT: _("Left"),
    DoorAct.STOP: _("Not let in"),
    DoorAct.FEVER_ENTRANCE: _("To the fever entrance"),
    DoorAct.HOLD: _("Held and handed over"),
    DoorAct.REPORT_AND_LET_IN: _("Let in and reported"),
    DoorAct.MEASURE_AGAIN: _("To be measured again"),
    DoorAct.REFER: _("Referred: fever twice"),
    DoorAct.APPLY_HERE: _("Asked to apply"),
    DoorAct.CHECK_DOCUMENT: _("Document to be checked"),
    DoorAct.OPEN_LIVE: _("Old picture shown"),
    DoorAct.SCAN_AGAIN: _("To be scanned again"),
    DoorAct.LOOK_UP: _("To be looked up"),
    DoorAct.CONNECT: _("Phone to be connected"),
    How.CODE: _("Code scanned"),
    How.DOCUMENT: _("Document looked up"),
    How.GATE: _("Gate"),
}
