"""One-time tokens: what stands behind each button that was sent."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import JSON, String, bindparam, delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now, written_json
from store.driver import Statement


class TokenRow(Base):
    """A button. Only the hash of its token is kept, so a copy of the database presses nothing."""

    __tablename__ = "tokens"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    verb: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    conversation: Mapped[str] = mapped_column(String(255))
    person: Mapped[str | None] = mapped_column(String(64))
    once: Mapped[bool]
    used: Mapped[datetime | None] = mapped_column(Moment)
    used_by: Mapped[str | None] = mapped_column(String(64))  # the press in the inbox that used it up
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Button:
    """What a button does, for whom, where and how long. `person` None: anybody in the conversation may press it."""

    verb: str
    payload: dict[str, Any]
    conversation: str
    person: str | None
    once: bool
    kept: timedelta = timedelta(days=30)


@dataclass(frozen=True)
class Press:
    """What a token is worth; `button` is there for "valid" and "used"."""

    state: Literal["valid", "used", "expired", "foreign", "unknown"]
    button: Button | None = None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


_INSERT = Statement(
    "insert into tokens (hash, verb, payload, conversation, person, once, expires)"
    " values (:hash, :verb, :payload, :conversation, :person, :once, :expires)"
)
_FIND = select(TokenRow.__table__).where(TokenRow.hash == bindparam("wanted"))


def mint(connection: Connection, buttons: Sequence[Button]) -> list[str]:
    """A fresh token for each button, in the same order."""
    minted = [secrets.token_urlsafe(24) for _ in buttons]
    minting = now()
    rows = [
        {
            "hash": _hash(token),
            "verb": button.verb,
            "payload": written_json(button.payload),
            "conversation": button.conversation,
            "person": button.person,
            "once": button.once,
            "expires": minting + button.kept,
        }
        for token, button in zip(minted, buttons, strict=True)
    ]
    _INSERT.for_each(connection, rows)
    return minted


def look_up(connection: Connection, token: str, *, person: str, conversation: str, by: str) -> Press:
    """What a pressed token is worth. `by` names the press: for the one that used it up, it is valid still."""
    row = connection.execute(_FIND, {"wanted": _hash(token)}).first()
    if row is None:
        return Press("unknown")
    if row.conversation != conversation or row.person not in (None, person):
        return Press("foreign")
    if row.expires <= now():
        return Press("expired")
    button = Button(row.verb, row.payload, row.conversation, row.person, row.once)
    if row.once and row.used is not None and row.used_by != by:
        return Press("used", button)
    return Press("valid", button)


def behind(connection: Connection, token: str, verb: str) -> Button | None:
    """What a token is worth that is no button of a card, but the secret of an address; None for every other one."""
    row = connection.execute(_FIND, {"wanted": _hash(token)}).first()
    if row is None or row.verb != verb or row.expires <= now():
        return None
    return Button(row.verb, row.payload, row.conversation, row.person, row.once)


def use_up(connection: Connection, token: str, *, by: str) -> bool:
    """Uses a once-only button up in the name of the press `by`. False: another press did before."""
    unused_or_own = TokenRow.used.is_(None) | (TokenRow.used_by == by)
    using = update(TokenRow).where(TokenRow.hash == _hash(token), unused_or_own).values(used=now(), used_by=by)
    return connection.execute(using).rowcount == 1


def release(connection: Connection, token: str, *, by: str) -> None:
    """Makes a button whole again that the press `by` used up: what it was pressed for did not happen."""
    own = update(TokenRow).where(TokenRow.hash == _hash(token), TokenRow.used_by == by)
    connection.execute(own.values(used=None, used_by=None))


async def remove_expired(session: AsyncSession) -> None:
    """Removes every token past its date."""
    await session.execute(delete(TokenRow).where(TokenRow.expires <= now()))
