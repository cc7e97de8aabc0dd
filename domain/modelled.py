"""Answers about the vision with a language model, within the asker's budget and patience."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from domain.spending import Accounts
from knowledge.answer import Answer, Question
from knowledge.model.answering import Modelled, OnClaims, Request

PATIENCE = 4.0  # seconds after the question came in; then the ordinary answer goes out


@dataclass(frozen=True)
class Asker:
    """Who asks: the Entra object id, which only opens an account, and the name, which is kept from the model."""

    id: str
    name: str


class ModelAnswers:
    """The language model as the domain uses it."""

    def __init__(self, modelled: Modelled, accounts: Accounts, *, patience: float = PATIENCE) -> None:
        self._modelled = modelled
        self._accounts = accounts
        self._patience = patience

    async def better(
        self, question: Question, ordinary: Answer, *, asker: Asker | None, since: float, on_claims: OnClaims | None
    ) -> Answer:
        """The model's proven answer, or `ordinary`. `since` is when the question came in, on the loop's clock."""
        request = Request(
            question=question,
            ordinary=ordinary,
            purse=self._accounts.of(asker.id if asker else None),
            deadline=since + self._patience,
            names=(asker.name,) if asker else (),
            on_claims=on_claims,
        )
        return await self._modelled.answer(request)

    @staticmethod
    def clock() -> float:
        """This moment, on the loop's clock in seconds."""
        return asyncio.get_running_loop().time()
