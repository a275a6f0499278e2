"""Who the applicant is to the holder, and how they agreed, as it reads."""

from domain.declaration.values import Consent, Relationship
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Relationship.SELF: _("Myself"),
    Relationship.CHILD: _("My child"),
    Relationship.PARENT: _("My parent"),
    Relationship.WARD: _("Somebody in my care"),
    Relationship.OTHER: _("Somebody else"),
    Consent.GUARDIAN: _("I am their parent or guardian, and I agree for them"),
    Consent.ENTRUSTED: _("Their parent or guardian asked me to do this"),
    Consent.ASKED: _("They asked me to do this"),
    Consent.KNOWS: _("They know about it and agree"),
    Consent.CARE: _("They cannot decide this themselves; I look after them"),
}
