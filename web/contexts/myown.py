"""What is held of whoever has the phone, as sections: reminders asked for, passkeys."""

from datetime import timedelta

from domain.mydata.values import Own
from domain.notices.values import Channel
from web import formats
from web.contexts.kept import Item, Section, without_empty
from web.i18n import gettext as _
from web.wording import word


def reminders_section(own: Own, code_life: timedelta) -> Section:
    """Give by what one is reminded; of codes sent by SMS that none is kept, and how long one is."""
    items = [
        Item(
            _("Text messages") if each.channel is Channel.SMS else _("Messages in the browser"),
            without_empty(
                (
                    (_("To a number that ends in"), each.number_end),
                    (
                        _("Last reminded of a code that ends on"),
                        "" if each.reminded_of is None else formats.full_day(each.reminded_of),
                    ),
                )
            ),
            _("Kept until you end it or leave.")
            if each.channel is Channel.SMS
            else _("Kept until you end it or leave, or the browser takes no more messages."),
        )
        for each in own.reminders
    ]
    minutes = code_life // timedelta(minutes=1)
    return Section(
        key="reminders",
        title=_("Reminders"),
        count=len(items),
        why=_(
            "Only where you asked for them: before a code runs out. The digits that we send you to"
            " type are good for %(minutes)s minutes and then deleted."
        )
        % {"minutes": minutes},
        items=tuple(items),
        none=_("You asked for none."),
    )


def passkeys_section(own: Own) -> Section:
    """Give the passkeys that protect the codes on this phone."""
    return Section(
        key="passkeys",
        title=_("Passkeys"),
        count=len(own.passkeys),
        why=_("They protect the codes on this phone. Your finger or face stays on your device."),
        items=tuple(
            Item(
                word(each.keeper),
                without_empty(
                    (
                        (_("Made"), formats.moment(each.made_at)),
                        (
                            _("Last used"),
                            "" if each.used_at is None else formats.moment(each.used_at),
                        ),
                    )
                ),
                _("Kept until you remove it or leave."),
            )
            for each in own.passkeys
        ),
        none=_("There is none."),
    )
