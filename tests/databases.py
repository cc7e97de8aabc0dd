"""What is in a database of either kind, as another program sees it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from store.address import address, shared
from store.database import Database
from tests.postgresql import rows


def found(database: Database | str, query: str) -> list[Any]:
    """The rows that a query finds, as tuples; none for what changes something. `database` may be its address."""
    url = address(database) if isinstance(database, str) else database.url
    if shared(url):
        return rows(url.render_as_string(hide_password=False), query)
    with closing(sqlite3.connect(str(url.database), isolation_level=None)) as other:
        return other.execute(query).fetchall()
