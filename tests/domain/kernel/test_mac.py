"""Our MAC of short messages is the standard's."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.mac import mac


@given(st.binary(max_size=200), st.binary(max_size=5000))
def test_it_is_hmac_sha_256(key: bytes, message: bytes) -> None:
    assert mac(key, message) == hmac.digest(key, message, hashlib.sha256)
