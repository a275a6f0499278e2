"""Households for tests of proofs and passkeys: a person declared on a browser."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.accounts.credentials import Keeper, MadePasskey, UsedPasskey
from domain.declaration.values import Relationship
from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.household.passkeys import add_passkey
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from tests.domain.acts import Books, application

HANDLE = b"h" * 32


@dataclass(frozen=True)
class Home:
    """A holder with one browser and one person, whose document is TEST and five digits."""

    holder: UUID
    token: str
    person: UUID
    number: str


def home(books: Books, number: int = 1) -> Home:
    """Declare on a new phone."""
    holder, token = random_id(), new_token()
    open_holder(books.work, books.context(), token, holder)
    person = apply(books.work, books.context(holder), holder, application(number)).person_id
    return Home(holder, token, person, f"TEST{number:05d}")


def joined(books: Books, whose: Home, number: int, relationship: Relationship) -> UUID:
    """Declare one more person on a household's phone, a moment later."""
    books.pass_time(seconds=1)
    sent = replace(application(number), relationship=relationship)
    ctx = books.context(whose.holder, event_id(books.instant))
    return apply(books.work, ctx, whose.holder, sent).person_id


def passkey(books: Books, whose: Home, credential: bytes = b"credential", count: int = 0) -> None:
    """Let a household have a passkey."""
    made = MadePasskey(credential, b"key", count, ("internal",), backed_up=False)
    ctx = books.context(whose.holder)
    add_passkey(books.work, ctx, whose.holder, whose.person, made, HANDLE, Keeper.PHONE)


def used(count: int = 0, credential: bytes = b"credential") -> UsedPasskey:
    """Give a passkey's checked answer."""
    return UsedPasskey(credential, count, backed_up=False)
