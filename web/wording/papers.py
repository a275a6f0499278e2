"""Kinds of document and what they say of gender, as they read."""

from domain.people.documents import DocumentKind
from domain.people.gender import Gender
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
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
