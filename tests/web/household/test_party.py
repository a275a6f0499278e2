"""Who asks for passkeys: the host and the one origin that the settings make."""

from pathlib import Path

import pytest

from tests.servers import settings_at
from web.passkeys import Party, party_of


@pytest.mark.parametrize(
    ("url", "party"),
    [
        ("", Party("localhost", "http://localhost:8000")),
        ("https://code.example", Party("code.example", "https://code.example")),
        ("https://code.example/", Party("code.example", "https://code.example")),
        ("https://CODE.example:443", Party("code.example", "https://code.example")),
        ("https://code.example:8443", Party("code.example", "https://code.example:8443")),
        ("http://localhost:80", Party("localhost", "http://localhost")),
        ("http://[::1]:8000", Party("::1", "http://[::1]:8000")),
    ],
)
def test_the_party_of_a_setting(tmp_path: Path, url: str, party: Party) -> None:
    """An origin as browsers write one: no port that is the scheme's own (WHATWG URL, 4.3)."""
    assert party_of(settings_at(tmp_path, port=8000, public_url=url)) == party
