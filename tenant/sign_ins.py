"""Who signed in to what in the local tenant: begun sign-ins, codes, consents, and the tokens kept for a bot."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from tenant.directory import User
from tenant.tokens import GRAPH, LIFETIME, TokenRefused

if TYPE_CHECKING:
    from tenant.server import Tenant

CONNECTIONS: dict[str, tuple[str, ...]] = {"koers": ("User.Read", "Calendars.ReadWrite")}  # what each asks for
LINK_SECONDS = 600.0  # how long a sign-in can be finished
RENEWED = 300.0  # seconds before its end that a kept token is renewed
TEAMS_SCOPE = "access_as_user"

_TABLES = """
CREATE TABLE IF NOT EXISTS sign_in_requests (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, connection TEXT NOT NULL, begun REAL NOT NULL, person TEXT, code TEXT);
CREATE TABLE IF NOT EXISTS sign_in_tokens (
    account TEXT NOT NULL, connection TEXT NOT NULL, person TEXT NOT NULL, token TEXT NOT NULL, ends REAL NOT NULL,
    PRIMARY KEY (account, connection)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sign_in_consents (
    person TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (person, scope)) WITHOUT ROWID;
"""


class ExchangeRefused(Exception):
    """The token of single sign-on is not exchanged; the message is in Entra's words."""


@dataclass(frozen=True)
class Begun:
    """A sign-in that somebody began. `account` is the id in Teams for which it was begun."""

    id: str
    account: str
    connection: str


@dataclass(frozen=True)
class Kept:
    """A token in the service, and when it ends (seconds since 1970)."""

    token: str
    ends: float


class SignIns:
    """The memory of the token service. `now` is in seconds since 1970."""

    def __init__(self, tenant: Tenant, now: Callable[[], float] = time.time) -> None:
        self._tenant = tenant
        self._state = tenant.state
        self._now = now
        self._state.add_tables(_TABLES)

    @property
    def resource(self) -> str:
        """What Teams asks a token for: the bot as an API."""
        return f"api://botid-{self._app_id}"

    def begin(self, account: str, connection: str) -> Begun:
        """A new link for this account in Teams."""
        begun = Begun(secrets.token_hex(16), account, connection)
        with self._state.transaction() as db:
            db.execute("DELETE FROM sign_in_requests WHERE begun < ?", (self._now() - LINK_SECONDS,))
            db.execute(
                "INSERT INTO sign_in_requests (id, account, connection, begun) VALUES (?, ?, ?, ?)",
                (begun.id, account, connection, self._now()),
            )
        return begun

    def find(self, id: str) -> Begun | None:
        """The sign-in behind a link; None when it is too old, or somebody signed in by it already."""
        row = self._state.row(
            "SELECT * FROM sign_in_requests WHERE id = ? AND begun >= ? AND code IS NULL",
            *(id, self._now() - LINK_SECONDS),
        )
        return Begun(row["id"], row["account"], row["connection"]) if row else None

    def has_consented(self, person: str, connection: str) -> bool:
        """Whether the person allowed everything that the connection asks for."""
        rows = self._state.rows("SELECT scope FROM sign_in_consents WHERE person = ?", person)
        return set(CONNECTIONS[connection]) <= {row["scope"] for row in rows}

    def consent(self, begun: Begun, person: User) -> str:
        """The person signs in and allows it; the code that proves in the chat that it was they."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        with self._state.transaction() as db:
            db.execute("UPDATE sign_in_requests SET person = ?, code = ? WHERE id = ?", (person.id, code, begun.id))
            self._allow(person.id, begun.connection)
        return code

    def allow(self, person: str, connection: str) -> None:
        """The person (or an administrator for them) allowed what the connection asks for."""
        with self._state.transaction():
            self._allow(person, connection)

    def with_code(self, account: str, connection: str, code: str) -> Kept | None:
        """The token of who signed in for this account and got this code, from now on kept; a code works once."""
        row = self._state.row(
            "SELECT id, person FROM sign_in_requests WHERE account = ? AND connection = ? AND code = ? AND begun >= ?",
            *(account, connection, code, self._now() - LINK_SECONDS),
        )
        user = self._tenant.directory.users.get(row["person"]) if row else None
        if row is None or user is None:
            return None
        with self._state.transaction() as db:
            db.execute("DELETE FROM sign_in_requests WHERE id = ?", (row["id"],))
            return self._keep(account, connection, user)

    def token(self, account: str, connection: str) -> Kept | None:
        """The kept token, renewed when it is about to end."""
        row = self._state.row("SELECT * FROM sign_in_tokens WHERE account = ? AND connection = ?", account, connection)
        if row is None:
            return None
        if row["ends"] - self._now() > RENEWED:
            return Kept(row["token"], row["ends"])
        return self._keep(account, connection, self._tenant.directory.users[row["person"]])

    def exchange(self, account: str, connection: str, token: str) -> Kept:
        """Keeps a token for whoever the token of single sign-on is of. Raises ExchangeRefused."""
        try:
            claims = self._tenant.tokens.check(f"Bearer {token}", self.resource)
        except TokenRefused as error:
            raise ExchangeRefused("AADSTS50013: Assertion failed signature validation.") from error
        user = self._tenant.directory.users.get(str(claims.get("oid", "")))
        if user is None or claims.get("scp") != TEAMS_SCOPE:
            raise ExchangeRefused("AADSTS50013: The assertion is not valid.")
        if not self.has_consented(user.id, connection):
            raise ExchangeRefused("AADSTS65001: The user or administrator has not consented to use the application.")
        with self._state.transaction():
            return self._keep(account, connection, user)

    def sign_out(self, account: str, connection: str) -> None:
        """Throws the kept token away. What was allowed stays allowed, as in Entra."""
        with self._state.transaction() as db:
            db.execute("DELETE FROM sign_in_tokens WHERE account = ? AND connection = ?", (account, connection))

    def for_teams(self, person: User) -> str:
        """The token that Teams gets for the person from Entra, to offer to the bot."""
        return self._tenant.tokens.personal_token(self._issuer, self.resource, self._app_id, person, TEAMS_SCOPE)

    def _allow(self, person: str, connection: str) -> None:
        self._state.connection.executemany(
            "INSERT OR IGNORE INTO sign_in_consents VALUES (?, ?)", [(person, s) for s in CONNECTIONS[connection]]
        )

    def _keep(self, account: str, connection: str, user: User) -> Kept:
        scopes = " ".join(CONNECTIONS[connection])
        token = self._tenant.tokens.personal_token(self._issuer, GRAPH, self._app_id, user, scopes)
        kept = Kept(token, self._now() + LIFETIME)
        with self._state.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO sign_in_tokens VALUES (?, ?, ?, ?, ?)",
                (account, connection, user.id, kept.token, kept.ends),
            )
        return kept

    @property
    def _app_id(self) -> str:
        return self._tenant.bot.app_id if self._tenant.bot else ""

    @property
    def _issuer(self) -> str:
        return f"{self._tenant.base_url}/{self._tenant.tenant_id}/"


def new_exchange_id() -> str:
    """The id under which Teams offers a token."""
    return str(uuid4())
