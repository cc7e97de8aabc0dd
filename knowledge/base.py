"""The knowledge base: takes documents in and out, finds passages and answers questions, all while it is being asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from knowledge.answer import Answer, Passage, Question, ScoredPassage
from knowledge.answering import Answering
from knowledge.document import Document
from knowledge.index import Index
from knowledge.passages import Piece, pieces_of
from knowledge.question import read
from knowledge.quotes import prepare
from knowledge.restatement import Restatement, expansions_for, restatement_of, visible

SHOWN = 10  # passages that come with every answer


class KnowledgeBase:
    """Documents and answers. Safe to use from several threads and from the event loop at once.

    `put` and `remove` do their work where they are called (use `asyncio.to_thread`); searches never wait for them.
    """

    def __init__(self) -> None:
        self._index = Index()
        self._documents: Mapping[str, Document] = {}
        self._restatements: dict[str, Restatement] = {}
        self._answering = Answering(self._index)
        self._writing = threading.Lock()
        # More threads only fight for the interpreter: each question would wait for all the others.
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answering")

    def __len__(self) -> int:
        return len(self._index)

    def documents(self) -> tuple[Document, ...]:
        """The documents that are in the base, restatements included."""
        return tuple(self._documents.values())

    def document(self, id: str) -> Document | None:
        """The document with that id, or None."""
        return self._documents.get(id)

    def passages(self) -> Iterator[Passage]:
        """Every passage that can be found."""
        for scope in (self._index.scope((name,)) for name in self._index.organisations):
            for segment in scope.segments:
                yield from (piece.passage for piece in segment.pieces)

    def put(self, document: Document) -> None:
        """Add a document, or replace the one with its id. Questions asked meanwhile see either the old or the new."""
        with self._writing:
            before = self._restatements.pop(document.id, None)
            self._documents = {**self._documents, document.id: document}
            restatement = restatement_of(document)
            if restatement:
                self._restatements[document.id] = restatement
            prepare(document)
            self._reindex(document)
            for other in self._affected(before, restatement):
                self._reindex(other)
            if restatement is None:
                for twin in self._twins(document):
                    self._index.remove(twin.id)
            self._answering.forget()

    def remove(self, id: str) -> None:
        """Take a document out; nothing happens when it is not there."""
        with self._writing:
            document = self._documents.get(id)
            if document is None:
                return
            self._documents = {key: value for key, value in self._documents.items() if key != id}
            restatement = self._restatements.pop(id, None)
            self._index.remove(id)
            for other in self._affected(restatement, None) if restatement else self._twins(document):
                self._reindex(other)
            self._answering.forget()

    def search(self, question: Question, k: int = SHOWN) -> tuple[ScoredPassage, ...]:
        """The `k` passages that fit the question best, best first."""
        reading = read(question, self._index.vocabulary, self._index.organisations)
        return tuple(ScoredPassage(found.piece.passage, found.score) for found in self._index.search(reading, k))

    async def answer(self, question: Question) -> Answer:
        """Answer a question. The work is done in a thread, so that the loop goes on."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.answer_now, question)

    def answer_now(self, question: Question) -> Answer:
        """Answer a question where it is asked."""
        return self._answering.answer(question, self._documents)

    async def timed(self, question: Question) -> tuple[Answer, float]:
        """The answer and how many milliseconds it took."""
        start = perf_counter()
        answer = await self.answer(question)
        return answer, (perf_counter() - start) * 1000

    def _affected(self, *restatements: Restatement | None) -> list[Document]:
        """The official documents that a restatement gives other words for."""
        wanted = {item.key for item in restatements if item}
        return [
            document
            for document in self._documents.values()
            if document.id not in self._restatements and Restatement.key_of(document) in wanted
        ]

    def _twins(self, document: Document) -> list[Document]:
        """The restatements of an official document."""
        key = Restatement.key_of(document)
        return [self._documents[id] for id, item in self._restatements.items() if item.key == key]

    def _reindex(self, document: Document) -> None:
        restatement = self._restatements.get(document.id)
        if restatement and self._affected(restatement):
            self._index.remove(document.id)  # the official document is here: this one only helps to find it
            return
        pieces = self._pieces(document, restatement.opening if restatement else 0)
        others = [self._restatements[twin.id] for twin in self._twins(document)] if restatement is None else []
        self._index.put(document.id, document.organisation, pieces, expansions_for(pieces, others))

    @staticmethod
    def _pieces(document: Document, opening: int) -> tuple[Piece, ...]:
        """The passages from `opening` on: what a restatement says of itself before that answers nothing."""
        pieces = pieces_of(document, visible(document.text))
        return tuple(piece for piece in pieces if piece.passage.start >= opening)
