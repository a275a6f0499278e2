"""Where an address of somebody's choice may lead: to the public internet, however it is written."""

import asyncio
from ipaddress import ip_address

import pytest

from web.sending.reach import ForbiddenError, UnreachableError, is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - what is being refused
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fc00::1",
        "fe80::1",
        "ff02::1",
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "142.250.1.1", "2606:4700::1111"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_name_is_looked_at_wherever_it_leads() -> None:
    with pytest.raises(ForbiddenError):
        asyncio.run(resolve("localhost", 443))
    with pytest.raises(UnreachableError):
        asyncio.run(resolve("nowhere.invalid", 443))
    with pytest.raises(UnreachableError):
        asyncio.run(resolve("a" * 300, 443))
