"""The kinds of object that routes name, and what a row of the table of routes says of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.web.defence.made_up import Form, MadeUp


class Kind(StrEnum):
    """The kinds of object that an address or a form can name."""

    STEP = "step"  # a page of the wizard: names nobody
    TOKEN = "token"  # noqa: S105 - a shown code's token: whoever holds a live one sees the card
    DRAFT = "draft"
    WAITING = "waiting"  # the holder of a second phone that waits to be confirmed
    ANSWER = "answer"  # another phone's risk answer that one was told of
    KEEPER = "keeper"  # another phone that has the child, and may be taken off
    MEMBER = "member"  # one of a phone's people, by their name on it
    CARD = "card"  # a person as their own phone alone names them
    CAST = "cast"  # a phone of the demo's made-up people, open to everybody
    ACT = "act"  # a form of one's own page: the id that what it says will have
    SHARD = "shard"  # a part of the province, whose signed list is public
    PASSKEY = "passkey"
    BROWSER = "browser"  # another browser of the same household
    POSTER = "poster"  # its serial is public; it leads to a venue's name and nobody's
    LETTERS = "letters"  # the same, as they are typed
    VENUE = "venue"
    ENTRANCE = "entrance"
    PLACE = "place"  # one of the people on such a phone
    OFFICER = "officer"  # an account of another office
    INVITATION = "invitation"  # one that another office has made
    SHIFT = "shift"  # one at another venue's door
    ROLE = "role"  # into which one invites: names nobody


@dataclass(frozen=True, slots=True)
class Row:
    """One route. `objects`: path or form parameter → what it names.

    `form` gives entries with which a POST works for a person who has a code. `shows` tells that
    its own owner sees their name there. `grows` are the tables to which doing it again adds rows.
    `public` tells that it is a signed file about nobody, which may be kept. `asks_again` tells
    that the form holds a secret which is made up here: it is read, and asked for anew (422).
    `refused` tells that where codes can be sent, as here, another way is asked for (409). `staff`
    tells that who asks is known by their staff session: every role of staff is asked for it.
    `keyed` tells that a bearer key alone opens it: no cookie counts, so no form can be forged.
    """

    objects: Mapping[str, Kind] = field(default_factory=dict)
    form: Callable[[MadeUp], Form] = lambda _: {}
    shows: bool = False
    grows: frozenset[str] = frozenset()
    public: bool = False
    asks_again: bool = False
    refused: bool = False
    staff: bool = False
    keyed: bool = False
