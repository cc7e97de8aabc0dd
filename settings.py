"""The one place that reads the environment: every setting of Koers, typed and frozen."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from errors import SettingsError

ROOT = Path(__file__).resolve().parent
LOCAL_APP_ID = "00000000-0000-4000-8000-00006b6f6572"  # of the bot in the local tenant
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Where Teams of the public cloud takes replies; the region is in the path. Microsoft's own Teams SDK has these two, and
# a third for the government of the United States.
SERVICE_HOSTS = ("smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net")
HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
MANAGED = "managed"  # the identity of the machine itself; anything else is the client id of one of several
LEAST_HASH_KEY = 32  # characters
# Where a token of the machine's own identity may go: Azure's model services, and gateways in front of them.
AZURE = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com", ".azure-api.net")


@dataclass(frozen=True)
class ModelSettings:
    """The language model that the administrators configured: any endpoint that speaks OpenAI's protocol.

    Signs in with `key`, or with the identity of the machine ("managed", or the client id of one of several). The
    limits are in tokens a day.
    """

    url: str  # the base address; with `api_version` the address of the Azure resource
    model: str  # name of the model, or of its deployment
    key: str = field(repr=False)
    identity: str
    api_version: str
    embedding_model: str  # empty: no embeddings
    tokens_person: int
    tokens_day: int
    tokens_ingest: int

    @property
    def on_loopback(self) -> bool:
        """Whether the model runs on this machine."""
        return urlsplit(self.url).hostname in LOOPBACK

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> ModelSettings | None:
        """The model's settings; None where no model is configured. Raises SettingsError for half a configuration."""
        env = os.environ if environment is None else environment
        url, model = env.get("KOERS_MODEL_URL") or "", env.get("KOERS_MODEL") or ""
        if not url and not model:
            return None
        if not url or not model:
            raise SettingsError("a language model needs both KOERS_MODEL_URL and KOERS_MODEL")
        found = cls(
            url=url.rstrip("/"),
            model=model,
            key=env.get("KOERS_MODEL_KEY") or "",
            identity=env.get("KOERS_MODEL_IDENTITY") or "",
            api_version=env.get("KOERS_MODEL_API_VERSION") or "",
            embedding_model=env.get("KOERS_EMBEDDING_MODEL") or "",
            tokens_person=_number(env, "KOERS_MODEL_TOKENS_PERSON", 200_000, 0, 2_000_000_000),
            tokens_day=_number(env, "KOERS_MODEL_TOKENS_DAY", 5_000_000, 0, 2_000_000_000),
            tokens_ingest=_number(env, "KOERS_MODEL_TOKENS_INGEST", 5_000_000, 0, 2_000_000_000),
        )
        found._check()
        return found

    def _check(self) -> None:
        try:
            parts = urlsplit(self.url)
            sound = parts.scheme in ("http", "https") and parts.port != 0 and bool(parts.hostname)
        except ValueError:
            raise SettingsError("KOERS_MODEL_URL is no address") from None
        if not sound or parts.username is not None or parts.query or parts.fragment:
            raise SettingsError("KOERS_MODEL_URL must be an address such as https://host/v1, and no more")
        if parts.scheme != "https" and not self.on_loopback:
            raise SettingsError("KOERS_MODEL_URL must begin with https:// (http only on this machine)")
        if self.key and self.identity:
            raise SettingsError("give KOERS_MODEL_KEY or KOERS_MODEL_IDENTITY, not both")
        if not self.key and not self.identity and not self.on_loopback:
            raise SettingsError("a language model needs KOERS_MODEL_KEY or KOERS_MODEL_IDENTITY")
        if self.identity and not (parts.hostname or "").endswith(AZURE):
            raise SettingsError("KOERS_MODEL_IDENTITY signs in at Azure only; KOERS_MODEL_URL is elsewhere")


@dataclass(frozen=True)
class Credential:
    """What proves to Microsoft that Koers is Koers: exactly one of a secret, a certificate and a managed identity."""

    NAMES: ClassVar[tuple[str, ...]] = ("KOERS_APP_SECRET", "KOERS_APP_CERTIFICATE", "KOERS_APP_IDENTITY")

    secret: str = field(default="", repr=False)  # in no log, however the settings get there
    certificate: Path | None = None  # a PEM or PFX with the private key
    certificate_password: str = field(default="", repr=False)
    identity: str = ""  # MANAGED or a client id

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Credential:
        """The credential that is configured. Raises SettingsError where there is more than one, or half of one."""
        given = [name for name in cls.NAMES if env.get(name)]
        if len(given) > 1:
            raise SettingsError(f"give one of {', '.join(given)}, not {len(given)}")
        path, identity = env.get("KOERS_APP_CERTIFICATE"), (env.get("KOERS_APP_IDENTITY") or "").lower()
        if env.get("KOERS_APP_CERTIFICATE_PASSWORD") and not path:
            raise SettingsError("KOERS_APP_CERTIFICATE_PASSWORD goes with KOERS_APP_CERTIFICATE")
        if identity not in ("", MANAGED, env["KOERS_APP_ID"].lower()):
            raise SettingsError("KOERS_APP_IDENTITY must be 'managed' or the client id that KOERS_APP_ID is")
        return cls(
            secret=env.get("KOERS_APP_SECRET") or "",
            certificate=Path(path) if path else None,
            certificate_password=env.get("KOERS_APP_CERTIFICATE_PASSWORD") or "",
            identity=identity,
        )


@dataclass(frozen=True)
class RateSettings:
    """How much one person, and a tenant as a whole, may send; a person at a keyboard never meets these."""

    person_minute: int = 60  # activities a minute, after a burst
    person_burst: int = 20
    tenant_second: int = 50
    tenant_burst: int = 200

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> RateSettings:
        """The rates. Raises SettingsError."""
        return cls(
            person_minute=_number(env, "KOERS_RATE_PERSON_MINUTE", cls.person_minute, 1, 1_000_000),
            person_burst=_number(env, "KOERS_RATE_PERSON_BURST", cls.person_burst, 1, 1_000_000),
            tenant_second=_number(env, "KOERS_RATE_TENANT_SECOND", cls.tenant_second, 1, 1_000_000),
            tenant_burst=_number(env, "KOERS_RATE_TENANT_BURST", cls.tenant_burst, 1, 1_000_000),
        )


@dataclass(frozen=True)
class Settings:
    """What one running Koers needs to know about its surroundings.

    `local` means: the other end of every wire is the local tenant on loopback. Outside local mode an app id, a
    tenant and a credential are required, because an empty app id would switch authentication off.
    """

    REQUIRED: ClassVar[tuple[str, ...]] = ("KOERS_APP_ID", "KOERS_TENANT_ID")

    organisation: str
    local: bool
    data: Path
    port: int
    database_url: str = field(repr=False)  # a password may stand in it
    app_id: str
    credential: Credential
    pepper: str = field(repr=False)  # the key of every hash that stands for a person; another one forgets them all
    tenant_id: str  # where the app is registered, and where its tokens come from
    allowed_tenants: tuple[str, ...]  # whose people Koers answers, in small letters
    login_url: str  # where tokens come from; the local tenant plays this part locally
    graph_url: str  # ends in /v1.0, without a trailing slash
    connector_keys_url: str  # OpenID metadata of whoever signs the connector's tokens
    token_issuer: str
    service_hosts: tuple[str, ...]  # hosts that the bot may post replies to
    library_poll_seconds: float
    model: ModelSettings | None = None  # None: answers are the documents' own sentences
    oauth_connection: str = ""  # of the bot, that people sign in with; empty: signing in is not offered
    token_url: str = "https://token.botframework.com"  # of the service that keeps people's tokens
    rates: RateSettings = RateSettings()
    public_url: str = ""  # where browsers reach Koers, without a trailing slash; empty: no files are offered

    @classmethod
    def configured(cls, environment: Mapping[str, str] | None = None) -> bool:
        """Whether the environment names a real tenant. If it does so in part, `from_environment` says what lacks."""
        env = os.environ if environment is None else environment
        return any(env.get(name) for name in (*cls.REQUIRED, *Credential.NAMES))

    @classmethod
    def database(cls, organisation: str, environment: Mapping[str, str] | None = None) -> str:
        """The address of the database: KOERS_DATABASE_URL, or a file in the folder where memory is kept."""
        env = os.environ if environment is None else environment
        data = Path(env.get("KOERS_DATA") or ROOT / ".koers" / organisation)
        return env.get("KOERS_DATABASE_URL") or f"sqlite:///{data / 'koers.db'}"

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, *, organisation: str | None = None
    ) -> Settings:
        """The settings of a bot in a real tenant. Raises SettingsError naming every missing variable."""
        env = os.environ if environment is None else environment
        missing = [name for name in cls.REQUIRED if not env.get(name)]
        if not any(env.get(name) for name in Credential.NAMES):
            missing.append(f"one of {', '.join(Credential.NAMES)}")
        if missing:
            raise SettingsError("missing settings: " + ", ".join(missing))
        credential = Credential.from_environment(env)
        name = organisation or env.get("KOERS_ORGANISATION") or "oss"
        data = Path(env.get("KOERS_DATA") or ROOT / ".koers" / name)
        return cls(
            organisation=name,
            local=False,
            data=data,
            port=_number(env, "KOERS_PORT", 3978, 0, 65535),
            database_url=cls.database(name, env),
            app_id=env["KOERS_APP_ID"],
            credential=credential,
            pepper=_pepper(env, credential),
            tenant_id=env["KOERS_TENANT_ID"],
            allowed_tenants=_listed(env, "KOERS_ALLOWED_TENANTS", GUID, "tenant ids")
            or (env["KOERS_TENANT_ID"].lower(),),
            login_url="https://login.microsoftonline.com",
            graph_url="https://graph.microsoft.com/v1.0",
            connector_keys_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
            token_issuer="https://api.botframework.com",
            service_hosts=_listed(env, "KOERS_SERVICE_HOSTS", HOST, "host names") or SERVICE_HOSTS,
            library_poll_seconds=_number(env, "KOERS_LIBRARY_POLL_SECONDS", 60, 1, 86400),
            model=ModelSettings.from_environment(env),
            oauth_connection=env.get("KOERS_OAUTH_CONNECTION") or "",
            token_url=(env.get("KOERS_TOKEN_URL") or cls.token_url).rstrip("/"),
            rates=RateSettings.from_environment(env),
            public_url=_public_url(env),
        )

    @classmethod
    def for_local_tenant(cls, organisation: str, tenant_url: str, *, tenant_id: str, data: Path, port: int) -> Settings:
        """The settings of a bot beside the local tenant at `tenant_url` (http://127.0.0.1:PORT).

        Only the language model, which the local tenant has none of, comes from the environment here too.
        """
        return cls(
            organisation=organisation,
            local=True,
            data=data,
            port=port,
            database_url=f"sqlite:///{data / 'koers.db'}",
            app_id=LOCAL_APP_ID,
            credential=Credential(secret="local"),
            pepper="local",
            tenant_id=tenant_id,
            allowed_tenants=(tenant_id.lower(),),
            login_url=tenant_url,
            graph_url=f"{tenant_url}/v1.0",
            connector_keys_url=f"{tenant_url}/.well-known/openid-configuration",
            token_issuer=f"{tenant_url}/botframework",
            service_hosts=("127.0.0.1",),
            library_poll_seconds=2.0,
            model=ModelSettings.from_environment(),
            oauth_connection="koers",
            token_url=tenant_url,
        )


def setting(name: str, otherwise: str = "") -> str:
    """One setting that stands on its own, such as KOERS_ORGANISATION; `otherwise` when it is absent or empty."""
    return os.environ.get(name) or otherwise


def _public_url(env: Mapping[str, str]) -> str:
    """KOERS_PUBLIC_URL, such as https://koers.gemeente.nl. Raises SettingsError for what is no such address."""
    address = (env.get("KOERS_PUBLIC_URL") or "").rstrip("/")
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        sound = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and not parts.username
    except ValueError:
        sound, parts = False, urlsplit("")
    if not sound or parts.path or parts.query or parts.fragment:
        raise SettingsError("KOERS_PUBLIC_URL must be an address such as https://koers.gemeente.nl, and no more")
    return address


def collector(environment: Mapping[str, str] | None = None) -> bool:
    """Whether OpenTelemetry's own settings name a collector. Raises SettingsError where Koers cannot speak with it."""
    env = os.environ if environment is None else environment
    address = env.get("OTEL_EXPORTER_OTLP_ENDPOINT") or ""
    if not address or (env.get("OTEL_SDK_DISABLED") or "").lower() == "true":
        return False
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise SettingsError("OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://collector:4318")
    if (env.get("OTEL_EXPORTER_OTLP_PROTOCOL") or "http/protobuf") != "http/protobuf":
        raise SettingsError("OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf: Koers speaks no other")
    return True


def log_level(environment: Mapping[str, str] | None = None) -> str:
    """From which level on Koers's own lines are written in a real tenant: KOERS_LOG_LEVEL. Raises SettingsError."""
    env = os.environ if environment is None else environment
    level = (env.get("KOERS_LOG_LEVEL") or "INFO").upper()
    if level not in LOG_LEVELS:
        raise SettingsError(f"KOERS_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}")
    return level


def _pepper(env: Mapping[str, str], credential: Credential) -> str:
    """KOERS_HASH_KEY, or else the app's secret: hashes that were made before there was such a key stay valid."""
    key = env.get("KOERS_HASH_KEY") or ""
    if key and len(key) < LEAST_HASH_KEY:
        raise SettingsError(f"KOERS_HASH_KEY must have at least {LEAST_HASH_KEY} characters")
    if not key and not credential.secret:
        raise SettingsError(
            "without KOERS_APP_SECRET there must be a KOERS_HASH_KEY: any long random text, kept for good"
        )
    return key or credential.secret


def _listed(env: Mapping[str, str], name: str, form: re.Pattern[str], what: str) -> tuple[str, ...]:
    """The entries of a setting with commas, in small letters; each must have the form."""
    entries = tuple(entry.strip().lower() for entry in (env.get(name) or "").split(",") if entry.strip())
    wrong = next((entry for entry in entries if not form.fullmatch(entry)), None)
    if wrong is not None:
        raise SettingsError(f"{name} must hold {what} with commas between them; {wrong!r} is none")
    return entries


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    try:
        value = int(env.get(name) or default)
    except ValueError as error:
        raise SettingsError(f"{name} must be a whole number, not {env[name]!r}") from error
    if not least <= value <= most:
        raise SettingsError(f"{name} must be from {least} to {most}, not {value}")
    return value
