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


def block_of(host: str) -> str:
    """Give the /24 or /64 an address lies in, an IPv4 one mapped into IPv6 as what it is."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ip_network((address, _BITS[address.version]), strict=False))
