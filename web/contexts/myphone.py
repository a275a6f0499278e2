"""The phones that have a person, and what makes the code work on this one, as sections."""

from domain.mydata.values import Held, Index
from domain.policy.periods import Retention
from web import formats
from web.contexts.kept import Item, Section, in_words, kept, without_empty
from web.i18n import gettext as _
from web.wording import word


def phones_section(held: Held) -> Section:
    """Give who has the code, since when and how far it counts; what was told, what objected to."""
    phones = [
        Item(
            _("This phone") if each.this else _("Another phone"),
            [
                (_("Since"), formats.moment(each.since)),
                (_("Last declared"), formats.moment(each.active_at)),
                (_("How far it counts"), word(each.state)),
            ],
            "",
        )
        for each in held.phones
    ]
    told = [
        Item(
            _("You were told of a risk"),
            [(_("Reported from another phone"), formats.moment(each))],
            _("Kept as long as that answer."),
        )
        for each in held.told
    ]
    objected = [
        Item(
            _("You objected"),
            [
                (_("On"), formats.moment(each.objection.made_at)),
                (_("Answer due by"), formats.moment(each.objection.due_at)),
            ],
            kept(each.until, held.periods),
        )
        for each in held.objections
    ]
    return Section(
        key="phones",
        title=_("Phones with this code"),
        count=len(held.phones),
        why=_("So that family can help (notice N8, A13) and you see who else has the code."),
        items=(*phones, *told, *objected),
    )


def lookups_section(held: Held) -> Section:
    """Give when the code was looked up by who knew the phone number and the document number."""
    return Section(
        key="lookups",
        title=_("Look-ups"),
        count=len(held.lookups),
        why=_(
            "A phone that is not recognised looks a code up by phone and document number (notice"
            " A6). It shows colour and masked name, and you are told."
        ),
        items=tuple(
            Item("", [(_("On"), formats.moment(each.at))], kept(each.until, held.periods))
            for each in held.lookups
        ),
        none=_("Nobody looked it up."),
    )


def technical_section(held: Held) -> Section:
    """Give keys, random numbers and names, and what is typed and not sent."""
    parts = held.technical
    items = [
        Item(
            _("Browser"),
            [(_("Last came on"), formats.full_day(day)) for day in parts.browsers],
            _("Kept until you leave, or %(time)s without a visit.")
            % {"time": in_words(held.periods.sessions)},
        )
    ]
    if parts.key_registered is not None:
        registered = [(_("Registered"), formats.moment(parts.key_registered))]
        stays = _("Kept until you leave or delete.")
        items.append(Item(_("Public key of this phone"), registered, stays))
    items += [_index(each, held.periods) for each in parts.indexes]
    items += [
        Item(
            _("Random name in the QR"),
            [(_("Date"), formats.full_day(day))],
            kept(until, held.periods),
        )
        for day, until in parts.handles
    ]
    if parts.draft is not None:
        saved = [(_("Last change"), formats.moment(parts.draft.updated_at))]
        items.append(
            Item(_("Typed and not sent yet"), saved, kept(parts.draft.until, held.periods))
        )
    return Section(
        key="phone",
        title=_("What makes the code work on this phone"),
        count=len(items),
        why=_(
            "So that the code shows, and can be checked without a network (notice A6). No place, no"
            " contacts, no number of the device; nobody records who looks at a shown code."
        ),
        items=tuple(items),
    )


def _index(index: Index, periods: Retention) -> Item:
    rows = without_empty(
        (
            (_("Random number"), f"{index.number}"),
            (_("Signed on"), formats.moment(index.issued)),
            (_("Good until"), formats.moment(index.expires)),
            (_("Withdrawn"), "" if index.withdrawn is None else formats.moment(index.withdrawn)),
        )
    )
    return Item(
        _("The signed code, for checks without a network"), rows, kept(index.until, periods)
    )
