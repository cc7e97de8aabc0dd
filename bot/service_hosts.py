"""Where the bot may send: the few hosts of the Bot Connector, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from settings import Settings

LOCAL_HOSTS = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class ServiceHosts:
    """The hosts that the bot may send to. Plain http is for the local tenant on loopback only."""

    hosts: frozenset[str]
    local: bool

    @classmethod
    def of(cls, settings: Settings) -> ServiceHosts:
        """The hosts of these settings."""
        return cls(frozenset(host.lower() for host in settings.service_hosts), settings.local)

    @lru_cache(maxsize=64)  # noqa: B019 - there is one for as long as the process lives
    def allow(self, url: str) -> bool:
        """Whether replies may go to this service url."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return False
        if parts.username or parts.password or parts.query or parts.fragment or host not in self.hosts:
            return False
        if self.local:
            return parts.scheme in ("http", "https") and host in LOCAL_HOSTS
        return parts.scheme == "https" and port in (None, 443)
