"""From where a request came, as far as it can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_ONE = 64  # the bits by which providers tell their customers apart (RFC 6177)


def client_address(request: HttpRequest, *_: Any) -> str | None:
    """Return the address of who asks; None where the server does not know it, as behind a socket.

    Behind proxies it is what the outermost of ours wrote into X-Forwarded-For: each adds one address at the end, and
    anybody may have written what stands before. An IPv6 address is given as its network, for a household has millions.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        written = request.headers.get("X-Forwarded-For", "").split(",")
        address = written[-settings.PROXIES].strip() if len(written) >= settings.PROXIES else ""
    try:
        known = ip_address(address)
    except ValueError:
        return None
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or ip_network((known, NETWORK_OF_ONE), strict=False).network_address
    return str(known)
