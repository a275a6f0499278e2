"""Which part of the internet a request comes from, for limits: a keyed index, never the address."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from litestar.connection import ASGIConnection

from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index

_BITS = {4: 24, 6: 64}


def network_of(connection: ASGIConnection[Any, Any, Any, Any], ring: KeyRing) -> bytes:
    """Give the keyed index of the caller's /24 (IPv4) or /64 (IPv6).

    Behind a proxy the address is the one it forwards, where settings trust it. Callers without an
    address, as over a socket of this machine, count as one network.
    """
    client = connection.client
    return keyed_index(ring, "network", block_of("" if client is None else client.host))


def public_network_of(connection: ASGIConnection[Any, Any, Any, Any], ring: KeyRing) -> bytes:
    """Give the same of a caller from the internet alone, b"" for any other.

    A private or loopback address is our own network's, or a proxy's that the settings do not name:
    where being counted together may refuse normal people, those are not counted.
    """
    host = "" if connection.client is None else connection.client.host
    return keyed_index(ring, "network", block_of(host)) if is_public(host) else b""


def is_public(host: str) -> bool:
    """Tell whether an address is one of the internet's."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global


def block_of(host: str) -> str:
    """Give the /24 or /64 an address lies in, an IPv4 one mapped into IPv6 as what it is."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ip_network((address, _BITS[address.version]), strict=False))
