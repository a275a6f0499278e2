"""Who acts, as it reads in a history."""

from domain.kernel.actor import Role
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Role.ANYONE: _("Somebody without a code"),
    Role.HOLDER: _("A phone"),
    Role.DOOR: _("Staff at a door"),
    Role.VENUE: _("A venue’s manager"),
    Role.VILLAGE: _("Village or community office"),
    Role.CLINIC: _("A clinic doctor"),
    Role.SECTOR: _("A sector office"),
    Role.TOWNSHIP: _("Township office"),
    Role.COUNTY: _("County command"),
    Role.PREFECTURE: _("Prefecture command"),
    Role.PROVINCE: _("Provincial command"),
    Role.PARTNER: _("A partner service"),
    Role.SYSTEM: _("The service itself"),
}
