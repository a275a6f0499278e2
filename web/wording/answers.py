"""The answers one can choose from, as they read.

Two kinds of code may share a value ("other"), and a mapping keeps one of them: such kinds stand in
modules of their own.
"""

from domain.declaration.values import Answer, Occupation, Symptom, Transport
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.UNKNOWN: _("I don’t know"),
    Symptom.FEVER: _("Fever (37.3 °C or above)"),
    Symptom.COUGH: _("Dry cough"),
    Symptom.FATIGUE: _("Unusual tiredness"),
    Transport.PLANE: _("Plane"),
    Transport.TRAIN: _("Train"),
    Transport.COACH: _("Coach"),
    Transport.CAR: _("Car"),
    Transport.SHIP: _("Ship"),
    Transport.FOOT: _("On foot"),
    Transport.OTHER: _("Another way"),
    Occupation.EMPLOYED: _("I work for somebody"),
    Occupation.FARMING: _("Farming"),
    Occupation.STUDENT: _("At school or university"),
    Occupation.RETIRED: _("Retired"),
    Occupation.NONE: _("None of these"),
}
