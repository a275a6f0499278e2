"""The network a request came from, as far as a limit may know it: a block, and only keyed.

One phone has its own address in IPv4 for an hour and a thousand in IPv6: what is counted together
is a /24 or a /64, as a household, a school or a carrier's NAT has it (trust T1).
"""

from ipaddress import IPv6Address, ip_address, ip_network

from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index

_BLOCKS = {4: 24, 6: 64}


def network_of(address: str) -> str:
    """Give the block of an address such as 9.9.9.0/24, "" for one that is not of the internet.

    A private or loopback address is our own network's, or a proxy's that the settings do not name:
    everybody behind it would be counted as one.
    """
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(read, IPv6Address) and read.ipv4_mapped is not None:
        read = read.ipv4_mapped
    if not read.is_global:
        return ""
    return str(ip_network((read, _BLOCKS[read.version]), strict=False))


def subject_of(ring: KeyRing, network: str) -> bytes:
    """Give the keyed index under which a block is counted: no address is stored in clear."""
    return keyed_index(ring, "network", network)
