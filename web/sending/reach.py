"""Where an address of somebody's choice may lead: to the public internet alone (SSRF; trust API7).

The name is resolved once, every address it has is looked at, and the connection goes to one of
those: a name that answers otherwise a moment later (DNS rebinding) changes nothing.
"""

import asyncio
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]
# NAT64 (RFC 6052) and 6to4 (RFC 3056) wrap an IPv4 address that may be a private one.
_NAT64, _6TO4 = range(0x64FF9B << 96, (0x64FF9B << 96) + 2**32), 0x2002


class UnreachableError(Exception):
    """The name leads nowhere for now."""


class ForbiddenError(Exception):
    """The name leads to where nothing of ours is sent."""


def is_public(address: Address) -> bool:
    """Tell whether an address is anybody's on the internet: no private, local or wrapped one."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if int(address) in _NAT64 or int(address) >> 112 == _6TO4 or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


async def resolve(host: str, port: int, allowed: Allowed = is_public) -> str:
    """Give an address to connect to; raises UnreachableError or ForbiddenError.

    One that is not allowed among several forbids them all.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    except (OSError, UnicodeError, ValueError):
        raise UnreachableError from None
    if not addresses:
        raise UnreachableError
    if not all(allowed(each) for each in addresses):
        raise ForbiddenError
    # Of both families IPv4 first: a host without IPv6 would fail at it every time.
    return str(min(addresses, key=lambda each: each.version))
