"""Who a made-up person is: identity, home, story, and the phone they are on.

Names are those of schoolbooks and fables or plainly strange, phone numbers are of a range nobody
is given (140 0000 …), numbers of documents have right check digits and belong to nobody we know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.declaration.values import (
    Application,
    Consent,
    Identity,
    Occupation,
    Relationship,
    Stay,
)
from domain.people.documents import Document, DocumentKind, born_of, gender_of
from domain.people.gender import Gender
from web.demo.stories import FactTold, Telling, at_home, well

COUNTY = "532528"
_CONSENTS = {Relationship.SELF: "", Relationship.CHILD: Consent.GUARDIAN}
_TWO_MONTHS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up person; `why` is the message that says why they are of interest.

    `phone` counts from 1 and makes both the number and the phone they are on: people with the
    same one are a family. `born` and `gender` stand where the document does not tell them; a
    newborn is born two months before declaring.
    """

    phone: int
    name: str
    document: Document
    why: str
    town: str = "101"
    tellings: tuple[Telling, ...] = (Telling(0, well, at_home),)
    facts: tuple[FactTold, ...] = ()
    nationality: str = "CN"
    born: date = date(1985, 6, 1)
    newborn: bool = False
    gender: Gender = Gender.UNSPECIFIED
    relationship: Relationship = Relationship.SELF
    occupation: Occupation = Occupation.FARMING
    employer: str = ""
    address: str = "梯田路1号"

    @property
    def number(self) -> str:
        """Give the phone number, E.164."""
        return f"+861400000{self.phone:04}"

    def application(self, telling: Telling, today: date) -> Application:
        """Give what they declare on a day, everything counted from that day."""
        return Application(
            identity=self._identity(today),
            journey=telling.journey(today),
            stay=Stay(COUNTY + self.town, self.address, self.occupation, self.employer),
            health=telling.health(today),
            relationship=self.relationship,
            channel="demo",
            consent=_CONSENTS.get(self.relationship, Consent.ASKED),
        )

    def _identity(self, today: date) -> Identity:
        return Identity(
            phone=self.number,
            helper_phone=self.relationship is not Relationship.SELF,
            name=self.name,
            document=self.document,
            gender=gender_of(self.document) or self.gender,
            born=today - _TWO_MONTHS if self.newborn else born_of(self.document) or self.born,
            nationality=self.nationality,
        )


def told(*tellings: Telling | int) -> tuple[Telling, ...]:
    """Give declarations; a bare count of days ago is one of a person who is well at home."""
    return tuple(
        Telling(telling, well, at_home) if isinstance(telling, int) else telling
        for telling in tellings
    )


def resident(number: str) -> Document:
    """Give a resident ID."""
    return Document(DocumentKind.RESIDENT_ID, number)


def phones_of(cast: Sequence[MadeUp]) -> list[int]:
    """Give the phones in the order in which they first come."""
    return list(dict.fromkeys(person.phone for person in cast))
