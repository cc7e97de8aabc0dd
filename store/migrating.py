"""Brings the tables up to date, one process at a time, with Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Connection

from errors import SettingsError
from store.address import place

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0022"  # the revision that this code needs; a test holds it equal to the newest migration
LOCK = 0x6B6F657273  # of everybody who migrates; any number that nobody else in this database takes


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none. Raises ProgrammingError or OperationalError then."""
    return connection.execute(text("select version_num from alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Runs the migrations that lack, in the transaction of `connection`. Raises SettingsError for a newer database."""
    from alembic import command  # only loaded when there is something to do
    from alembic.config import Config
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":  # SQLite's transaction keeps the others out already
        connection.execute(text("set local statement_timeout = 0"))
        connection.execute(text("set local lock_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SettingsError(f"{place(connection.engine.url)} was made by a newer Koers: {error}") from error
