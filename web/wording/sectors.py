"""The offices that answer for kinds of venues, and what one is in one's unit, as they read."""

from domain.accounts.values import Standing
from domain.policy.places import Sector
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Sector.HEALTH: _("Health"),
    Sector.EDUCATION: _("Education"),
    Sector.TRANSPORT: _("Transport"),
    Sector.MARKETS: _("Market regulation"),
    Sector.COMMERCE: _("Commerce"),
    Sector.CULTURE_TOURISM: _("Culture and tourism"),
    Sector.LABOUR: _("Labour and social security"),
    Sector.CIVIL_AFFAIRS: _("Civil affairs"),
    Sector.AGRICULTURE: _("Agriculture"),
    Sector.HOUSING: _("Housing"),
    Sector.INDUSTRY: _("Industry"),
    Sector.OFFICES: _("Government offices"),
    Sector.BORDER: _("Border and ports"),
    Standing.NAMED: _("Named person"),
    Standing.DEPUTY: _("Deputy"),
    Standing.STAFF: _("One of the staff"),
}
