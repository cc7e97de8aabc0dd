"""The one place that reads the environment: every setting of Koers, typed and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from errors import SettingsError

ROOT = Path(__file__).resolve().parent
LOCAL_APP_ID = "00000000-0000-4000-8000-00006b6f6572"  # of the bot in the local tenant


@dataclass(frozen=True)
class Settings:
    """What one running Koers needs to know about its surroundings.

    `local` means: the other end of every wire is the local tenant on loopback. Outside local mode an app id, a
    tenant and a credential are required, because an empty app id would switch authentication off.
    """

    REQUIRED: ClassVar[tuple[str, ...]] = ("KOERS_APP_ID", "KOERS_APP_SECRET", "KOERS_TENANT_ID")

    organisation: str
    local: bool
    data: Path
    port: int
    database_url: str
    app_id: str
    app_secret: str = field(repr=False)  # in no log, however the settings get there
    tenant_id: str
    login_url: str  # where tokens come from; the local tenant plays this part locally
    graph_url: str  # ends in /v1.0, without a trailing slash
    connector_keys_url: str  # OpenID metadata of whoever signs the connector's tokens
    token_issuer: str
    service_hosts: tuple[str, ...]  # hosts that the bot may post replies to
    library_poll_seconds: float

    @classmethod
    def configured(cls, environment: Mapping[str, str] | None = None) -> bool:
        """Whether the environment names a real tenant. If it does so in part, `from_environment` says what lacks."""
        env = os.environ if environment is None else environment
        return any(env.get(name) for name in cls.REQUIRED)

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, *, organisation: str | None = None
    ) -> Settings:
        """The settings of a bot in a real tenant. Raises SettingsError naming every missing variable."""
        env = os.environ if environment is None else environment
        missing = [name for name in cls.REQUIRED if not env.get(name)]
        if missing:
            raise SettingsError("missing settings: " + ", ".join(missing))
        name = organisation or env.get("KOERS_ORGANISATION") or "oss"
        data = Path(env.get("KOERS_DATA") or ROOT / ".koers" / name)
        return cls(
            organisation=name,
            local=False,
            data=data,
            port=_number(env, "KOERS_PORT", 3978, 0, 65535),
            database_url=env.get("KOERS_DATABASE_URL") or f"sqlite:///{data / 'koers.db'}",
            app_id=env["KOERS_APP_ID"],
            app_secret=env["KOERS_APP_SECRET"],
            tenant_id=env["KOERS_TENANT_ID"],
            login_url="https://login.microsoftonline.com",
            graph_url="https://graph.microsoft.com/v1.0",
            connector_keys_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
            token_issuer="https://api.botframework.com",
            service_hosts=("smba.trafficmanager.net",),
            library_poll_seconds=_number(env, "KOERS_LIBRARY_POLL_SECONDS", 60, 1, 86400),
        )

    @classmethod
    def for_local_tenant(cls, organisation: str, tenant_url: str, *, tenant_id: str, data: Path, port: int) -> Settings:
        """The settings of a bot beside the local tenant at `tenant_url` (http://127.0.0.1:PORT)."""
        return cls(
            organisation=organisation,
            local=True,
            data=data,
            port=port,
            database_url=f"sqlite:///{data / 'koers.db'}",
            app_id=LOCAL_APP_ID,
            app_secret="local",
            tenant_id=tenant_id,
            login_url=tenant_url,
            graph_url=f"{tenant_url}/v1.0",
            connector_keys_url=f"{tenant_url}/.well-known/openid-configuration",
            token_issuer=f"{tenant_url}/botframework",
            service_hosts=("127.0.0.1",),
            library_poll_seconds=2.0,
        )


def setting(name: str, otherwise: str = "") -> str:
    """One setting that stands on its own, such as KOERS_ORGANISATION; `otherwise` when it is absent or empty."""
    return os.environ.get(name) or otherwise


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    try:
        value = int(env.get(name) or default)
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {env[name]!r}") from error
    if not least <= value <= most:
        raise SettingsError(f"{name} must be from {least} to {most}, not {value}")
    return value
