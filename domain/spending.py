"""The budget of the language model: so many tokens a day for each person, for everybody and for new documents."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime

from settings import ModelSettings
from store import spending
from store.database import Database, now


class Accounts:
    """Keeps what is spent. A day begins at midnight UTC; who a person is cannot be told from the account."""

    def __init__(
        self, database: Database, limits: ModelSettings, secret: str, *, clock: Callable[[], datetime] = now
    ) -> None:
        self._database = database
        self._limits = limits
        self._key = hashlib.sha256(b"koers spending\x00" + secret.encode()).digest()
        self._clock = clock

    def of(self, person: str | None) -> Account:
        """The account of a person, by Entra object id; without one only what everybody spends counts."""
        limits = {self._payer("everybody"): self._limits.tokens_day}
        if person is not None:
            limits[self._payer(f"person {person}")] = self._limits.tokens_person
        return Account(self._database, limits)

    def of_documents(self) -> Account:
        """The account from which new documents are prepared for being found."""
        return Account(self._database, {self._payer("documents"): self._limits.tokens_ingest})

    def _payer(self, name: str) -> str:
        day = self._clock().date().isoformat()
        return hmac.new(self._key, f"{name}\x1f{day}".encode(), hashlib.sha256).hexdigest()


class Account:
    """What may still be spent today; a Purse of the knowledge base."""

    def __init__(self, database: Database, limits: Mapping[str, int]) -> None:
        self._database = database
        self._limits = limits

    async def reserve(self, tokens: int) -> bool:
        """Sets tokens apart; False when there are not enough left today."""
        async with self._database.write() as session:
            return await spending.reserve(session, tokens, self._limits)

    async def settle(self, difference: int) -> None:
        """Corrects what was set apart by what it came to."""
        if difference:
            async with self._database.write() as session:
                await spending.settle(session, difference, *self._limits)
