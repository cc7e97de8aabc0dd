"""Statements that run for every message, given to SQLite's driver as they are: a quarter of the usual work."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection


class Statement:
    """SQL that SQLite and PostgreSQL both understand, or one for each, with parameters written as `:name`.

    A parameter may be text, a number, a truth value, None, or an aware datetime; JSON is given as text.
    `postgresql_together` does it at once for all rows of `for_each`, which come as JSON in the parameter `:rows` and so
    have no datetime: asking the server once for each row takes far more of the processor.
    """

    def __init__(self, sql: str, *, postgresql: str = "", postgresql_together: str = "") -> None:
        self._sql = sql
        self._text = text(postgresql or sql)
        self._together = text(postgresql_together) if postgresql_together else None

    def changed(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Runs it, and how many rows it changed."""
        if _is_sqlite(connection):
            return _driver(connection).execute(self._sql, _written(values)).rowcount
        return connection.execute(self._text, dict(values)).rowcount

    def row(self, connection: Connection, values: Mapping[str, object]) -> Sequence[Any] | None:
        """Runs it, and the first row that it finds."""
        if _is_sqlite(connection):
            return _driver(connection).execute(self._sql, _written(values)).fetchone()
        return connection.execute(self._text, dict(values)).first()

    def rows(self, connection: Connection, values: Mapping[str, object]) -> Sequence[Sequence[Any]]:
        """Runs it, and every row that it finds."""
        if _is_sqlite(connection):
            return _driver(connection).execute(self._sql, _written(values)).fetchall()
        return connection.execute(self._text, dict(values)).all()

    def for_each(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Runs it once for each of these."""
        if not rows:
            return
        if _is_sqlite(connection):
            _driver(connection).executemany(self._sql, [_written(row) for row in rows])
        elif self._together is not None:
            connection.execute(self._together, {"rows": json.dumps([dict(row) for row in rows])})
        else:
            connection.execute(self._text, [dict(row) for row in rows])


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _written(values: Mapping[str, object]) -> dict[str, object]:
    """As SQLAlchemy writes them: a moment is text in UTC, without its time zone."""
    return {name: _moment(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
