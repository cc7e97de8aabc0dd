"""The one HTTP session that everything in bot/ goes out over: no redirects, and to no address inside the network."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from settings import Settings
from telemetry.logs import Id

log = logging.getLogger(__name__)

CONNECTIONS = 100  # at most, to the connector
REDIRECTS = (301, 302, 303, 307, 308)
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are the IPv4 address that is reached
Target = tuple[int, int, int, str, tuple[object, ...]]  # family, kind, protocol, name, address: as getaddrinfo says it
AZURE_PLATFORM = ipaddress.ip_address("168.63.129.16")  # public by its number, but inside every virtual machine


class NotAllowed(aiohttp.ClientError):
    """What was asked leads elsewhere: it is not followed. `status` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__("a redirect is not followed")
        self.status = status


class Inside(OSError):
    """The address is inside the network, where Koers has nothing to ask."""


@dataclass(frozen=True)
class Proxy:
    """The municipality's proxy for https. `always`: everything that Koers calls goes through it."""

    url: URL
    always: bool


def outgoing_session(settings: Settings, *, resolver: AbstractResolver | None = None) -> aiohttp.ClientSession:
    """The session; the caller closes it. `resolver` is for tests.

    Outside local mode a connection is only made to a public address, whatever a name resolves to and whenever: the
    address is checked as the socket is made. The municipality's own proxy may be inside. What goes through it is
    resolved by the proxy, not here; that its name is one of the few that Koers calls is checked before (ServiceHosts).
    """
    if settings.local:
        return _session(aiohttp.TCPConnector(limit=CONNECTIONS, limit_per_host=CONNECTIONS), None)
    proxy = _proxy((*settings.service_hosts, urlsplit(settings.connector_keys_url).hostname or ""))
    guard = Guard(resolver or aiohttp.DefaultResolver(), proxy)
    connector = aiohttp.TCPConnector(
        limit=CONNECTIONS, limit_per_host=CONNECTIONS, resolver=guard, socket_factory=guard.socket
    )
    return _session(connector, proxy)


def _session(connector: aiohttp.TCPConnector, proxy: Proxy | None) -> aiohttp.ClientSession:
    # To aiohttp, `trust_env` means a thread and a look at the environment for each request: only where it has to be.
    always = proxy.url if proxy is not None and proxy.always else None
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        middlewares=(_no_redirects,),
        proxy=None if always is None else always.with_user(None),
        proxy_auth=None if always is None else aiohttp.BasicAuth.from_url(always),
        trust_env=proxy is not None and always is None,
    )


async def _no_redirects(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    response = await send(request)
    if response.status in REDIRECTS:
        response.close()
        raise NotAllowed(response.status)
    return response


def _proxy(hosts: Iterable[str]) -> Proxy | None:
    """The proxy that the environment names for these hosts, by the conventions of HTTPS_PROXY and NO_PROXY."""
    named = getproxies().get("https")
    direct = [bool(proxy_bypass(host)) for host in hosts]
    if not named or all(direct):
        return None
    return Proxy(URL(named if "://" in named else f"http://{named}"), always=not any(direct))


class Guard(AbstractResolver):
    """Lets connections through to public addresses, and to the proxy wherever it is."""

    def __init__(self, resolver: AbstractResolver, proxy: Proxy | None) -> None:
        self._resolver = resolver
        self._proxy = (proxy.url.host or "", proxy.url.port or 0) if proxy is not None else ("", 0)
        self._proxy_addresses = frozenset({self._proxy[0]})  # its own, where it is named by its address

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a name. Raises Inside where it has no other than those inside."""
        found = await self._resolver.resolve(host, port, family)
        if (host.rstrip("."), port) == self._proxy:
            self._proxy_addresses = frozenset(entry["host"] for entry in found)
            return found
        public = [entry for entry in found if is_public(entry["host"])]
        if not public:
            log.warning("%s leads to an address inside the network: not called", Id(host))
            raise Inside(f"{host} is inside the network")
        return public

    def socket(self, info: Target) -> socket.socket:
        """The socket for an address that is about to be connected to. Raises Inside."""
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(str(address[1]))
        if not is_public(host) and not (port == self._proxy[1] and host in self._proxy_addresses):
            raise Inside(f"{host} is inside the network")
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Lets go of the resolver."""
        await self._resolver.close()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet, also where it carries an IPv4 address inside it."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped
        if parsed in NAT64:
            inner = ipaddress.IPv4Address(parsed.packed[-4:])
        if inner is not None:
            return is_public(str(inner))
        if parsed.is_site_local or parsed.sixtofour is not None or parsed.teredo is not None:
            return False
    outside = parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
    return (
        outside and not (parsed.is_private or parsed.is_loopback or parsed.is_link_local) and parsed != AZURE_PLATFORM
    )
