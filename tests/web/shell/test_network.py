"""Which network an address is of, a /24 or a /64, and whether it is one of the internet's."""

import pytest

from web.network import block_of, is_public


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("9.9.9.1", "9.9.9.0/24"),
        ("9.9.9.255", "9.9.9.0/24"),
        ("9.9.10.0", "9.9.10.0/24"),
        ("::ffff:9.9.9.1", "9.9.9.0/24"),
        ("2620:fe::9", "2620:fe::/64"),
        ("2620:fe::ffff:ffff:ffff:ffff", "2620:fe::/64"),
        ("2620:fe:0:1::9", "2620:fe:0:1::/64"),
        ("127.0.0.1", ""),
        ("10.1.2.3", ""),
        ("100.64.0.7", ""),
        ("192.168.1.4", ""),
        ("::1", ""),
        ("fd00::1", ""),
        ("fe80::1%eth0", ""),
        ("::ffff:10.1.2.3", ""),
        ("", ""),
        ("unknown", ""),
        ("9.9.9.1:443", ""),
    ],
)
def test_the_block_of_an_address(address: str, network: str) -> None:
    assert is_public(address) is bool(network)
    if network:
        assert block_of(address) == network
