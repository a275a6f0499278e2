"""Which claim a second phone gets on a person (architecture: Claims)."""

from uuid import UUID

import pytest

from domain.household.claims import ClaimState, Tie, state_of_claim

ME, OTHER = UUID(int=1), UUID(int=2)
HERE, THERE = b"a" * 16, b"b" * 16
STANDING, PENDING, VERIFIED = ClaimState.STANDING, ClaimState.PENDING, ClaimState.VERIFIED


@pytest.mark.parametrize(
    ("case", "ties", "expected"),
    [
        ("nobody claims the person", [], STANDING),
        ("same number in another browser", [Tie(OTHER, STANDING, HERE)], STANDING),
        ("another number while one stands", [Tie(OTHER, STANDING, THERE)], PENDING),
        ("another number while one is verified", [Tie(OTHER, VERIFIED, THERE)], PENDING),
        ("only a pending stranger besides", [Tie(OTHER, PENDING, THERE)], STANDING),
        ("a pending stranger with my number", [Tie(OTHER, PENDING, HERE)], STANDING),
        ("mine stands, my number changed", [Tie(ME, STANDING, THERE)], STANDING),
        ("mine is verified", [Tie(ME, VERIFIED, HERE), Tie(OTHER, STANDING, THERE)], VERIFIED),
        (
            "mine waits, asked again with the same number",
            [Tie(ME, PENDING, HERE), Tie(OTHER, STANDING, THERE)],
            PENDING,
        ),
        (
            "mine waits, now with the number of who stands",
            [Tie(ME, PENDING, THERE), Tie(OTHER, STANDING, HERE)],
            STANDING,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_state(case: str, ties: list[Tie], expected: ClaimState) -> None:
    assert state_of_claim(ties, ME, HERE) is expected, case


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ([], STANDING),
        ([Tie(OTHER, STANDING, HERE)], PENDING),
        ([Tie(OTHER, ClaimState.RELEASED, HERE)], PENDING),
        ([Tie(OTHER, PENDING, HERE)], STANDING),
        ([Tie(ME, STANDING, THERE), Tie(OTHER, STANDING, HERE)], STANDING),
        ([Tie(ME, PENDING, THERE), Tie(OTHER, STANDING, HERE)], PENDING),
    ],
)
def test_where_codes_can_be_sent_the_same_number_waits_to_be_proven(
    ties: list[Tie], expected: ClaimState
) -> None:
    assert state_of_claim(ties, ME, HERE, texts=True) is expected
