"""Embeddings of passages and questions: what means the same lies near each other, whatever words it is said in."""

from __future__ import annotations

import asyncio
import hashlib
import sys
from array import array
from collections.abc import Sequence
from math import isfinite
from typing import TypeAlias

from knowledge.answer import Passage
from knowledge.expansion import Expansion
from knowledge.model.budget import Purse
from knowledge.model.endpoint import Endpoint, tokens_of
from knowledge.model.expansion import heading_of
from knowledge.model.problems import ModelProblem, Reason

VERSION = "1"  # of what is embedded of a passage
PATIENCE = 60.0  # seconds for a batch of passages; nobody waits for it
LONGEST = 6000  # characters of one text; models take about 8,000 tokens
AT_ONCE = 32  # texts in one request

Vector: TypeAlias = "array[float]"  # of 32-bit numbers


class Embedder:
    """Makes embeddings with one model."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self._endpoint = endpoint
        self._model = model

    def key(self, text: str) -> str:
        """What the embedding of a text is kept under: another model gives another."""
        return hashlib.sha256("\x1f".join((VERSION, self._model, text)).encode("utf-8", "replace")).hexdigest()

    async def passages(self, texts: Sequence[str], purse: Purse) -> tuple[Vector, ...]:
        """The embeddings of at most AT_ONCE texts. Raises ModelProblem."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        return await self._embedded(texts, purse, deadline, background=True)

    async def question(self, text: str, purse: Purse, *, deadline: float) -> Vector:
        """The embedding of a question by `deadline`, on the loop's clock in seconds. Raises ModelProblem.

        The text must hold nothing of the person who asks.
        """
        return (await self._embedded((text[:LONGEST],), purse, deadline, background=False))[0]

    async def _embedded(
        self, texts: Sequence[str], purse: Purse, deadline: float, *, background: bool
    ) -> tuple[Vector, ...]:
        reserved = tokens_of(*texts)
        if not await purse.reserve(reserved):
            raise ModelProblem(Reason.OVER_BUDGET)
        spent = reserved
        try:
            embedded = await self._endpoint.embed(texts, deadline=deadline, background=background)
            spent = embedded.tokens
        except ModelProblem as problem:
            spent = 0 if problem.reason in (Reason.DOWN, Reason.BARRED) else reserved
            raise
        finally:
            await purse.settle(spent - reserved)
        return tuple(vector_of(row) for row in embedded.rows)


def text_of(passage: Passage, expansion: Expansion) -> str:
    """What of a passage is embedded: its headings and its text, and the other words for it as far as there is room."""
    parts = (heading_of(passage), passage.text, *expansion.questions, expansion.plain, expansion.english)
    return "\n".join(part for part in parts if part)[:LONGEST]


def vector_of(row: Sequence[float]) -> Vector:
    """The numbers as they are kept. Raises ModelProblem(UNUSABLE) for what is no direction."""
    try:
        vector = array("f", row)
    except OverflowError as error:
        raise ModelProblem(Reason.UNUSABLE, "numbers that are too large") from error
    if not _sound(vector):
        raise ModelProblem(Reason.UNUSABLE, "no direction")
    return vector


def packed(vector: Vector) -> bytes:
    """The numbers as bytes, the least significant first on every machine."""
    return _little(vector).tobytes()


def unpacked(data: bytes) -> Vector | None:
    """The numbers again; None for what is not what `packed` makes."""
    vector = array("f")
    if not data or len(data) % vector.itemsize:
        return None
    vector.frombytes(data)
    vector = _little(vector)
    return vector if _sound(vector) else None


def _little(vector: Vector) -> Vector:
    if sys.byteorder == "little":
        return vector
    turned = array("f", vector)
    turned.byteswap()
    return turned


def _sound(vector: Vector) -> bool:
    return all(map(isfinite, vector)) and any(vector)
