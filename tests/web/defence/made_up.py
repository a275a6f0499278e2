"""Made-up people, each name, number and address unlike any other: canaries to look for."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from urllib.parse import quote

from domain.kernel.clock import SystemClock
from domain.kernel.days import day_of

HOME, ELSEWHERE = "532528101", "530102001"
_serials = count(1)
Form = dict[str, str]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One person who came by train to stay with an employer: every free field is filled in."""

    serial: int
    township: str = HOME

    @property
    def name(self) -> str:
        high, low = divmod(self.serial, 2000)
        return f"司空{chr(0x5000 + high)}{chr(0x6000 + low)}"

    @property
    def phone(self) -> str:
        return f"14009{self.serial:06d}"

    @property
    def number(self) -> str:
        return f"YK{self.serial * 7 + 1_000_000}"

    @property
    def address(self) -> str:
        return f"石榴巷{self.serial:05d}号之{self.name[2:]}"

    @property
    def employer(self) -> str:
        return f"Canary Works {self.serial:05d}"

    @property
    def train(self) -> str:
        return f"KX{self.serial:06d}"

    def steps(self) -> dict[str, Form]:
        """Give the form of each step, such as makes the whole a declaration."""
        today = day_of(SystemClock().now())
        left = (today - timedelta(days=2)).isoformat()
        return {
            "who": {"name": self.name, "phone": self.phone, "region": "CN"},
            "document": {
                "kind": "passport",
                "number": self.number,
                "nationality": "VN",
                "gender": "female",
                "born_year": "1990",
                "born_month": "5",
                "born_day": "2",
            },
            "journey": {
                "outside": "yes",
                "departure": "CN",
                "visit_1_place": "深圳",
                "visit_1_day": left,
                "left_day": left,
                "transport": "train",
                "transport_number": self.train,
                "seat": f"S{self.serial:06d}",
                "arrival_day": (today - timedelta(days=1)).isoformat(),
                "arrival_time": "09:30",
                "leg_1_place": f"Change {self.serial:05d}",
                "leg_1_transport": "train",
                "leg_1_number": f"LG{self.serial:06d}",
                "leg_1_day": left,
                "onward": f"Onward {self.serial:05d}",
            },
            "address": {
                "prefecture": self.township[:4],
                "county": self.township[:6],
                "township": self.township,
                "address": self.address,
                "occupation": "employed",
                "employer": self.employer,
            },
            "health": {"contact": "no", "abroad": "no", "symptoms": "none"},
        }

    def canaries(self) -> tuple[str, ...]:
        """Give what may be seen by nobody but the person: each long enough to be no accident."""
        grouped = f"{self.phone[:3]} {self.phone[3:7]} {self.phone[7:]}"
        return (
            self.name,
            self.phone,
            grouped,
            self.number,
            self.address,
            self.employer,
            self.train,
        )


def made_up(township: str = HOME) -> MadeUp:
    """Make up one more."""
    return MadeUp(next(_serials), township)


def found_in(text: str, people: tuple[MadeUp, ...]) -> list[str]:
    """Give the canaries of these people that stand in a text."""
    return [canary for person in people for canary in person.canaries() if canary in text]


def disguises(canary: str) -> set[bytes]:
    """Give a canary as it may lie about: in other encodings, in hex, in base64, escaped, hashed."""
    plain = [canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    plain.append(canary.encode("gb18030"))
    hexed = [each.hex() for each in plain]
    escaped = canary.encode("ascii", "backslashreplace")
    asked = [quote(canary), quote(canary).lower(), *hexed, *map(str.upper, hexed)]
    coded = [part for each in plain for part in _base64(each)]
    return {*plain, escaped, *(each.encode() for each in asked), *coded}


def _base64(raw: bytes) -> list[bytes]:
    """Give the parts of a base64 text that hold these bytes, wherever in it they begin."""
    found = []
    for ahead in range(3):
        text = base64.b64encode(b"\0" * ahead + raw)
        inner = text[(ahead * 8 + 5) // 6 : len(text) - 4]
        found += [inner, inner.replace(b"+", b"-").replace(b"/", b"_")]
    return [each for each in found if len(each) >= 8]
