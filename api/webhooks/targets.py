"""Where a webhook may lead: to public addresses, and to private ones only where a setting allows their network.

Without that a webhook would be a way into the network of the service (server-side request forgery). The name is
resolved here, every address is looked at, and the connection is made to the address that was looked at: a name that
points elsewhere a moment later changes nothing (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
URL_LENGTH = 2000
RESOLVE_SECONDS = 5.0
EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""NAT64: an IPv4 address stands in the last 32 bits."""


class RefusedError(Exception):
    """An address that is not posted to. The message is a code: ``private-address``, ``unknown-host``, …"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect to.

    Args:
        url: with the address in place of the name.
        host: value of the header ``Host``.
        name: that the certificate must have.
    """

    url: httpx.URL
    host: str
    name: str


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system knows them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Targets:
    """What may be posted to.

    Args:
        allowed: networks that are not public and yet allowed; inside them without TLS too.
        resolve: finds the addresses of a name.
    """

    def __init__(self, allowed: Sequence[Network] = (), resolve: Resolve = resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve

    def check(self, text: str) -> httpx.URL:
        """The URL, where its form and, if it has one, its literal address will do.

        Raises:
            RefusedError: otherwise.
        """
        try:
            url = httpx.URL(text)
        except httpx.InvalidURL:
            raise RefusedError("bad-url") from None
        if len(text) > URL_LENGTH or url.scheme not in {"http", "https"} or not url.host:
            raise RefusedError("bad-url")
        if url.userinfo or url.fragment or not text.isascii() or not text.isprintable() or " " in text:
            raise RefusedError("bad-url")
        if url.port is not None and not 0 < url.port < 65536:
            raise RefusedError("bad-url")
        literal = _literal(url.host)
        if literal is not None:
            self._admit(literal, url.scheme)
        elif url.scheme == "http" and not self._allowed:
            raise RefusedError("not-https")
        return url

    async def of(self, text: str) -> Target:
        """Where to connect to for a URL.

        Raises:
            RefusedError: where it may not be posted to, or its name is unknown.
        """
        url = self.check(text)
        port = url.port or (443 if url.scheme == "https" else 80)
        literal = _literal(url.host)
        if literal is not None:
            addresses = [literal]
        else:
            try:
                async with asyncio.timeout(RESOLVE_SECONDS):
                    found = await self._resolve(url.host, port)
            except (OSError, UnicodeError):
                raise RefusedError("unknown-host") from None
            addresses = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
        if not addresses:
            raise RefusedError("unknown-host")
        for address in addresses:  # all of them: a name with one private address is not to be trusted with the others
            self._admit(address, url.scheme)
        shown = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
        return Target(url.copy_with(host=shown), url.netloc.decode("ascii"), url.host)

    def _admit(self, address: Address, scheme: str) -> None:
        for each in unwrapped(address):
            allowed = any(each.version == network.version and each in network for network in self._allowed)
            if not allowed and not public(each):
                raise RefusedError("private-address")
            if not allowed and scheme != "https":
                raise RefusedError("not-https")


def unwrapped(address: Address) -> list[Address]:
    """An address, or the IPv4 addresses that one of IPv6 stands for (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address, address.sixtofour]
    if address.teredo is not None:
        return [address, *address.teredo]
    if any(address in network for network in EMBEDDING) or 1 < int(address) < 2**32:
        return [address, ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]


def public(address: Address) -> bool:
    """Whether an address is one of the internet at large."""
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def networks(text: str) -> tuple[Network, ...]:
    """Networks as a setting names them: ``10.0.0.0/8, fd00::/8``.

    Raises:
        ValueError: for what is none.
    """
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def _literal(host: str) -> Address | None:
    """The address that a host is, in any of the forms that the system would take for one."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        # 127.1, 0x7f.1, 2130706433: none of them is a name.
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
