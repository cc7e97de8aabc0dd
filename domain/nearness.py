"""What a question means, as an embedding: to find passages that say the same in other words."""

from __future__ import annotations

import asyncio

from domain.library.embedding import Embedding
from domain.modelled import Asker
from domain.spending import Accounts
from knowledge.answer import Question
from knowledge.model.circuit import Circuit
from knowledge.model.embedding import Embedder
from knowledge.model.masking import masked
from knowledge.model.problems import ModelProblem
from knowledge.words import words

PATIENCE = 0.8  # seconds; then the question is answered by its words alone
LEANS = 6  # words; a question that has no more may lean on the one before it


class Nearness:
    """Embeds questions, without what identifies the asker."""

    def __init__(
        self, embedder: Embedder, embedding: Embedding, accounts: Accounts, *, patience: float = PATIENCE
    ) -> None:
        self._embedder = embedder
        self._embedding = embedding
        self._accounts = accounts
        self._patience = patience
        self._circuit = Circuit()

    async def of(self, question: Question, asker: Asker | None) -> tuple[float, ...] | None:
        """The embedding of a question; None where there is none in time, or nothing to compare it with."""
        if not self._embedding.any or self._circuit.open:
            return None
        names = (asker.name,) if asker else ()
        keep = tuple(word.text for word in words(question.organisation))
        text = masked(_whole(question), names, keep)
        purse = self._accounts.of(asker.id if asker else None)
        deadline = asyncio.get_running_loop().time() + self._patience
        try:
            vector = await self._embedder.question(text, purse, deadline=deadline)
        except ModelProblem as problem:
            self._circuit.failed(problem.reason)
            return None
        self._circuit.succeeded()
        return tuple(vector)


def _whole(question: Question) -> str:
    """The question, after the one before it when it is so short that it may lean on that."""
    before = [line.text for line in question.history if line.role == "user"]
    if not before or len(question.text.split()) > LEANS:
        return question.text
    return f"{before[-1]}\n{question.text}"
