"""Who invites whom, as a table: the level above, within its jurisdiction, and nobody else."""

import pytest

from domain.accounts.ranks import LEVELS, answers_for, invites, may_invite
from domain.kernel.actor import Actor, Role

YUNNAN, HONGHE, YUANYANG, MAJIE = "53", "5325", "532528", "532528213"
KUNMING, WUHUA, NANSHA = "5301", "530102", "532528101"
OFFICES = {
    Role.PROVINCE: YUNNAN,
    Role.PREFECTURE: HONGHE,
    Role.COUNTY: YUANYANG,
    Role.TOWNSHIP: MAJIE,
}
# Who invites: the role, at which division, and where the venue lies.
ALLOWED = [
    (Role.PROVINCE, Role.PREFECTURE, HONGHE, None),
    (Role.PROVINCE, Role.PREFECTURE, KUNMING, None),
    (Role.PROVINCE, Role.SECTOR, YUNNAN, None),
    (Role.PROVINCE, Role.VENUE, MAJIE, MAJIE),
    (Role.PREFECTURE, Role.COUNTY, YUANYANG, None),
    (Role.PREFECTURE, Role.SECTOR, HONGHE, None),
    (Role.PREFECTURE, Role.VENUE, NANSHA, NANSHA),
    (Role.COUNTY, Role.TOWNSHIP, MAJIE, None),
    (Role.COUNTY, Role.TOWNSHIP, NANSHA, None),
    (Role.COUNTY, Role.SECTOR, YUANYANG, None),
    (Role.COUNTY, Role.CLINIC, YUANYANG, None),
    (Role.COUNTY, Role.VENUE, NANSHA, NANSHA),
    (Role.TOWNSHIP, Role.VILLAGE, MAJIE, None),
    (Role.TOWNSHIP, Role.CLINIC, MAJIE, None),
    (Role.TOWNSHIP, Role.SECTOR, MAJIE, None),
    (Role.TOWNSHIP, Role.VENUE, MAJIE, MAJIE),
]
DIVISIONS = (YUNNAN, HONGHE, YUANYANG, MAJIE, KUNMING, WUHUA, NANSHA, "", "5", "99", "532528999")


def test_exactly_the_table() -> None:
    """Every role asks for every role at every division, with and without a venue anywhere."""
    found = [
        (asker, role, division, venue)
        for asker, own in OFFICES.items()
        for role in Role
        for division in DIVISIONS
        for venue in (None, *DIVISIONS)
        if may_invite(Actor(asker, division=own), role, division, venue)
    ]
    assert sorted(found, key=str) == sorted([*ALLOWED, *_more()], key=str)


def _more() -> list[tuple[Role, Role, str, str | None]]:
    """Give the rest of the table: managers of venues at every level below."""
    below = {
        Role.PROVINCE: (YUNNAN, HONGHE, YUANYANG, KUNMING, WUHUA, NANSHA),
        Role.PREFECTURE: (HONGHE, YUANYANG, MAJIE),
        Role.COUNTY: (YUANYANG, MAJIE),
    }
    return [(asker, Role.VENUE, each, each) for asker, places in below.items() for each in places]


@pytest.mark.parametrize("role", sorted(set(Role) - set(OFFICES)))
def test_nobody_else_invites(role: Role) -> None:
    assert invites(role) == ()
    for division in DIVISIONS:
        actor = Actor(role, division=division or None)
        assert not any(may_invite(actor, each, MAJIE) for each in Role)
        assert not may_invite(actor, Role.VENUE, MAJIE, MAJIE)


@pytest.mark.parametrize("role", sorted(OFFICES))
def test_an_office_without_a_division_invites_nobody(role: Role) -> None:
    assert not any(may_invite(Actor(role), each, MAJIE) for each in Role)


@pytest.mark.parametrize("role", sorted(OFFICES))
def test_nobody_answers_for_their_own_level_or_above(role: Role) -> None:
    actor = Actor(role, division=OFFICES[role])
    for other, digits in LEVELS.items():
        if digits <= LEVELS[role]:
            assert not any(answers_for(actor, other, division) for division in DIVISIONS)
