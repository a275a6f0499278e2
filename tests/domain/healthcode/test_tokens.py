"""The token in a shown QR: live for its step and one either side, never forged, never a crash."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.healthcode.tokens import (
    TOKEN_CHARACTERS,
    Freshness,
    freshness,
    handle_secret,
    make_token,
    read_token,
    step_at,
)
from domain.storage.keys import Kind, MemoryKeyRing

RING = MemoryKeyRing({(Kind.BROWSER, 1): b"b" * 32})
NOON = datetime(2020, 4, 7, 4, 0, tzinfo=UTC)
HANDLE = bytes(range(8))
TOKEN = make_token(HANDLE, handle_secret(RING, HANDLE), step_at(NOON))


def test_a_token_reads_back_as_its_handle_and_step() -> None:
    read = read_token(RING, TOKEN)
    assert read is not None
    assert (read.handle, read.step) == (HANDLE, step_at(NOON))
    assert len(TOKEN) == TOKEN_CHARACTERS
    assert TOKEN.isupper() or TOKEN.isalnum()


def test_a_phone_s_lower_case_address_reads_the_same() -> None:
    assert read_token(RING, f" {TOKEN.lower()}\n") == read_token(RING, TOKEN)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-16, Freshness.AHEAD),
        (-15, Freshness.LIVE),
        (0, Freshness.LIVE),
        (15, Freshness.LIVE),
        (29, Freshness.LIVE),
        (30, Freshness.STALE),
        (46, Freshness.STALE),
        (60, Freshness.STALE),
        (3600, Freshness.STALE),
    ],
)
def test_how_long_a_picture_lives(seconds: int, expected: Freshness) -> None:
    """NOON begins a step: its token lives to the end of the next step, whole steps counted."""
    assert freshness(step_at(NOON), NOON + timedelta(seconds=seconds)) is expected


@given(st.integers(min_value=0, max_value=159))
def test_no_flipped_bit_passes(bit: int) -> None:
    raw = bytearray(base64.b32decode(TOKEN))
    raw[bit // 8] ^= 1 << bit % 8
    assert read_token(RING, base64.b32encode(bytes(raw)).decode()) is None


@given(st.text(max_size=60))
def test_any_text_is_no_token(text: str) -> None:
    assert read_token(RING, text) is None


def test_another_ring_s_token_is_nothing_here() -> None:
    other = MemoryKeyRing({(Kind.BROWSER, 1): b"x" * 32})
    assert read_token(other, TOKEN) is None
