"""The address of the database: a file of SQLite or a server of PostgreSQL, checked, never shown with its password."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from errors import SettingsError

NAME = re.compile(r"[^\W\d][\w$.-]{0,62}")  # of a database; no @ or / that may be a part of a password
HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
# What libpq takes behind the question mark and has a use here; a password has its place before the host.
OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs", "host")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
FORM = "use sqlite:////folder/koers.db or postgresql://user:password@host/name"


def address(url: str) -> URL:
    """The address as SQLAlchemy takes it, with the driver for asyncio; the folder of a file is made.

    Raises SettingsError in words that hold nothing of the address but its kind: a password may stand anywhere in it.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError(f"KOERS_DATABASE_URL is no address of a database; {FORM}") from None
    if parsed.drivername in ("sqlite", "sqlite+aiosqlite"):
        return _file(parsed)
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        return _server(parsed)
    raise SettingsError(f"Koers keeps its memory in SQLite or PostgreSQL, and in nothing else; {FORM}")


def shared(url: URL) -> bool:
    """Whether several processes may work on the database at the same time."""
    return url.get_backend_name() == "postgresql"


def place(url: URL) -> str:
    """Where the database is, for a message."""
    if not shared(url):
        return str(url.database)
    return f"the database {url.database} at {url.host or url.query.get('host')}"


def _file(url: URL) -> URL:
    if url.database:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"{Path(url.database).parent} cannot be made: {error.strerror}") from error
    return url.set(drivername="sqlite+aiosqlite")


def _server(url: URL) -> URL:
    if not url.database or not NAME.fullmatch(url.database):
        raise SettingsError(
            f"KOERS_DATABASE_URL names no database; {FORM} (an @, / or : in a password is written as %40, %2F, %3A)"
        )
    unknown = [name for name in url.query if name not in OPTIONS]
    if unknown or any(not isinstance(value, str) for value in url.query.values()):
        raise SettingsError(f"behind the ? of KOERS_DATABASE_URL may stand {', '.join(OPTIONS)}, each once")
    folder = str(url.query.get("host", ""))
    if folder and (url.host or not folder.startswith("/")):
        raise SettingsError("host behind the ? of KOERS_DATABASE_URL is the folder of a socket, in the place of a host")
    if not folder and (not url.host or not HOST.fullmatch(url.host)):
        raise SettingsError(f"KOERS_DATABASE_URL names no host; {FORM}")
    mode = url.query.get("sslmode")
    if mode is not None and mode not in SSL_MODES:
        raise SettingsError(f"sslmode in KOERS_DATABASE_URL must be one of {', '.join(SSL_MODES)}")
    if mode is None and not folder and not _on_loopback(str(url.host)):
        url = url.update_query_dict({"sslmode": "require"})  # libpq would do without TLS where the server has none
    return url.set(drivername="postgresql+psycopg")


def _on_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
