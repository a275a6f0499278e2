"""The answers one can choose from, as they read."""

from domain.declaration.values import Answer, Occupation, Relationship, Symptom, Transport
from domain.people.documents import DocumentKind
from domain.people.gender import Gender
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
    Relationship.SELF: _("Myself"),
    Relationship.CHILD: _("My child"),
    Relationship.PARENT: _("My parent"),
    Relationship.WARD: _("Somebody in my care"),
    Relationship.OTHER: _("Somebody else"),
    Gender.FEMALE: _("Female"),
    Gender.MALE: _("Male"),
    Gender.UNSPECIFIED: _("Not stated (X)"),
    DocumentKind.RESIDENT_ID: _("Chinese resident ID card"),
    DocumentKind.PASSPORT: _("Passport (foreign or Chinese)"),
    DocumentKind.HKM_PERMIT: _("Mainland travel permit for Hong Kong and Macao residents"),
    DocumentKind.TAIWAN_PERMIT: _("Mainland travel permit for Taiwan residents"),
    DocumentKind.HMT_RESIDENCE: _("Residence permit for Hong Kong, Macao and Taiwan residents"),
    DocumentKind.FOREIGN_RESIDENCE: _("Foreigner’s permanent residence card"),
    DocumentKind.BORDER_PASS: _("Border pass"),
    DocumentKind.BIRTH_CERTIFICATE: _("Birth certificate (newborn)"),
    DocumentKind.OTHER: _("Another document"),
}
