"""One-time tokens: what stands behind each button that was sent."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import JSON, String, delete, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now


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
    """The outcome of redeeming a token; `button` is there for "valid" and "used"."""

    state: Literal["valid", "used", "expired", "foreign", "unknown"]
    button: Button | None = None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def mint(session: AsyncSession, buttons: Sequence[Button]) -> list[str]:
    """A fresh token for each button, in the same order."""
    minted = [secrets.token_urlsafe(24) for _ in buttons]
    minting = now()
    rows = [
        {
            "hash": _hash(token),
            "verb": button.verb,
            "payload": button.payload,
            "conversation": button.conversation,
            "person": button.person,
            "once": button.once,
            "used": None,
            "expires": minting + button.kept,
        }
        for token, button in zip(minted, buttons, strict=True)
    ]
    if rows:
        await session.execute(insert(TokenRow), rows)
    return minted


async def redeem(session: AsyncSession, token: str, *, person: str, conversation: str) -> Press:
    """Looks a pressed token up and, for a once-only button, uses it up in the same transaction."""
    row = await session.get(TokenRow, _hash(token))
    if row is None:
        return Press("unknown")
    if row.conversation != conversation or row.person not in (None, person):
        return Press("foreign")
    if row.expires <= now():
        return Press("expired")
    button = Button(row.verb, row.payload, row.conversation, row.person, row.once)
    if row.once and row.used is not None:
        return Press("used", button)
    row.used = now()
    return Press("valid", button)


async def release(session: AsyncSession, token: str) -> None:
    """Makes a used button whole again: what it was pressed for did not happen."""
    row = await session.get(TokenRow, _hash(token))
    if row is not None:
        row.used = None


async def remove_expired(session: AsyncSession) -> None:
    """Removes every token past its date."""
    await session.execute(delete(TokenRow).where(TokenRow.expires <= now()))
