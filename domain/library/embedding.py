"""Gives the knowledge base an embedding of every passage, each made once and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from knowledge.answer import Passage
from knowledge.document import Document
from knowledge.expansion import Expansion
from knowledge.model.budget import Purse
from knowledge.model.embedding import AT_ONCE, Embedder, Vector, packed, text_of, unpacked
from knowledge.model.problems import ModelProblem, Reason
from store import expansions as stored
from store.database import Database


class Base(Protocol):
    """The knowledge base, as far as embedding its passages goes."""

    def documents(self) -> tuple[Document, ...]:
        """All documents."""
        ...

    def document(self, id: str, /) -> Document | None:
        """One of them."""
        ...

    def pieces(self, document: str, /) -> tuple[Passage, ...]:
        """The passages of a document."""
        ...

    def expansions(self, document: str, /) -> tuple[Expansion, ...]:
        """The other words for each of them."""
        ...

    def vectors(self, document: str, rows: Sequence[Sequence[float]], /) -> None:
        """Takes an embedding for each passage. Raises ValueError when there are not as many."""
        ...


@dataclass(frozen=True)
class _Given:
    """What the base has the embeddings of."""

    document: Document
    expansions: tuple[Expansion, ...]
    keys: tuple[str, ...]


class Embedding:
    """Keeps the embeddings of a knowledge base complete."""

    def __init__(self, base: Base, database: Database, embedder: Embedder, purse: Callable[[], Purse]) -> None:
        """`purse` gives the purse of today."""
        self._base = base
        self._database = database
        self._embedder = embedder
        self._purse = purse
        self._given: dict[str, _Given] = {}  # by document
        self._length = 0  # of every embedding; the first tells

    @property
    def any(self) -> bool:
        """Whether there is something to compare the embedding of a question with."""
        return bool(self._length)

    async def complete(self, *, making: bool = True) -> None:
        """Embeds what is not embedded yet. Raises ModelProblem; what was made until then is kept.

        `making` False: only takes over the documents of which another process has embedded all.
        """
        documents = self._base.documents()
        changed = self._given.keys() != {document.id for document in documents}
        for document in documents:
            expansions = self._base.expansions(document.id)
            before = self._given.get(document.id)
            if before is None or before.document is not document or before.expansions != expansions:
                await self._give(document, expansions, making)
                changed = True
        if not changed or not making:
            return
        self._given = {document.id: given for document in documents if (given := self._given.get(document.id))}
        async with self._database.write() as session:
            await stored.mark_embeddings(session, {key for given in self._given.values() for key in given.keys})

    async def _give(self, document: Document, expansions: tuple[Expansion, ...], making: bool) -> None:
        texts = await asyncio.to_thread(self._texts, document, expansions)
        rows = await self._rows(document, dict(texts), making)
        keys = tuple(key for key, _ in texts)
        if not rows.keys() >= set(keys):
            return  # it was taken away meanwhile, or another process is not done with it
        if keys:
            try:
                await asyncio.to_thread(self._base.vectors, document.id, tuple(rows[key] for key in keys))
            except ValueError:
                return  # it changed meanwhile; the next round sees that
        self._given[document.id] = _Given(document, expansions, keys)

    def _texts(self, document: Document, expansions: tuple[Expansion, ...]) -> list[tuple[str, str]]:
        """The text of each passage with its key."""
        pieces = self._base.pieces(document.id)
        texts = [text_of(passage, expansion) for passage, expansion in zip(pieces, expansions, strict=False)]
        return [(self._embedder.key(text), text) for text in texts]

    async def _rows(self, document: Document, texts: Mapping[str, str], making: bool) -> dict[str, Vector]:
        """The embeddings by key: those that are stored, and the others made and stored. Raises ModelProblem.

        Those of a document that is taken away meanwhile are made no further.
        """
        async with self._database.read() as session:
            known = await stored.embeddings(session, texts)
        rows = {key: row for key, data in known.items() if (row := unpacked(data)) is not None and self._fits(row)}
        lacking = iter([key for key in texts if key not in rows] if making else [])
        while (some := list(islice(lacking, AT_ONCE))) and self._base.document(document.id) is document:
            made = await self._embedder.passages([texts[key] for key in some], self._purse())
            if not all(self._fits(row) for row in made):
                raise ModelProblem(Reason.UNUSABLE, "embeddings of another length than those before")
            fresh = dict(zip(some, made, strict=True))
            async with self._database.write() as session:
                await stored.keep_embeddings(session, {key: packed(row) for key, row in fresh.items()})
            rows |= fresh
        return rows

    def _fits(self, row: Vector) -> bool:
        self._length = self._length or len(row)
        return len(row) == self._length
