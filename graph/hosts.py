"""Which addresses Koers follows when an answer of Graph points to them."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from graph.problems import AddressRefused

LOOPBACK = ("127.0.0.1", "localhost")
SHAREPOINT = ".sharepoint.com"


@dataclass(frozen=True)
class Hosts:
    """The trusted addresses: Graph's own for requests that carry the token, SharePoint's for downloads without it."""

    graph: httpx.URL
    local: bool

    def check_graph(self, url: str) -> str:
        """The same address, when it is Graph's own. Raises AddressRefused otherwise: the token would leak."""
        parsed = _parsed(url)
        same = (parsed.scheme, parsed.host, parsed.port) == (self.graph.scheme, self.graph.host, self.graph.port)
        if not same or parsed.userinfo:
            raise AddressRefused(0, "addressRefused", f"{parsed.host} is not where Graph is")
        return url

    def check_download(self, url: str) -> str:
        """The same address, when a file may be fetched from it. Raises AddressRefused otherwise."""
        parsed = _parsed(url)
        trusted = parsed.host == self.graph.host or parsed.host.endswith(SHAREPOINT)
        safe = parsed.scheme == "https" and parsed.port in (None, 443)
        if self.local and parsed.host in LOOPBACK:
            trusted, safe = True, parsed.scheme in ("http", "https")
        if not (trusted and safe) or parsed.userinfo:
            raise AddressRefused(0, "addressRefused", f"{parsed.host} is not where files come from")
        return url


def _parsed(url: str) -> httpx.URL:
    """The address as the client that will fetch it reads it, so that no two readings can differ."""
    try:
        return httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise AddressRefused(0, "addressRefused", "not an address") from error
