"""Who the applicant is to the holder, as it reads."""

from domain.declaration.values import Relationship
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Relationship.SELF: _("Myself"),
    Relationship.CHILD: _("My child"),
    Relationship.PARENT: _("My parent"),
    Relationship.WARD: _("Somebody in my care"),
    Relationship.OTHER: _("Somebody else"),
}
