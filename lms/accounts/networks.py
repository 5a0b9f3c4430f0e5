"""Network addresses, as far as they tell one client from another. Pure."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

# What a provider gives to one customer at the least (RFC 6177): all of it is one client to us.
IPV6_PREFIX = 64


def network_of(address: str) -> str:
    """An IPv4 address as it is, of an IPv6 one its network; anything else unchanged.

    Whoever has IPv6 can change the address within the network for every request.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_PREFIX), strict=False))
