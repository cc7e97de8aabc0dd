"""The knowledge base: takes documents in and out, finds passages and answers questions, all while it is being asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from knowledge.answer import Answer, Citation, Explanation, Passage, Question, ScoredPassage, Surroundings
from knowledge.answering import Answering
from knowledge.document import Document
from knowledge.expansion import NOTHING, Expansion, Linked, expansions_for, linked_to, own_expansions
from knowledge.index import Index
from knowledge.known_words import any_known
from knowledge.moving import moved
from knowledge.passages import Piece, pieces_of
from knowledge.question import read
from knowledge.quotes import prepare, verify
from knowledge.restatement import Restatement, restatement_of, visible
from knowledge.surroundings import Restated, Shelved, explanation_of, place_of, restated_by, surroundings_at
from locales import Language

SHOWN = 10  # passages that come with every answer


class KnowledgeBase:
    """Documents and answers. Safe to use from several threads and from the event loop at once.

    `put` and `remove` do their work where they are called (use `asyncio.to_thread`); searches never wait for them.
    """

    def __init__(self) -> None:
        self._index = Index()
        self._documents: Mapping[str, Document] = {}
        self._restatements: dict[str, Restatement] = {}
        self._shelf: dict[str, Shelved] = {}
        self._made: dict[str, tuple[str, Mapping[int, Expansion]]] = {}  # with the text that they were made for
        self._vectors: dict[str, tuple[str, Sequence[Sequence[float]]]] = {}
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
                    self._put_away(twin.id)
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
            for kept in (self._shelf, self._made, self._vectors):
                kept.pop(id, None)
            for other in self._affected(restatement, None) if restatement else self._twins(document):
                self._reindex(other)
            self._answering.forget()

    def pieces(self, document: str) -> tuple[Passage, ...]:
        """The passages of a document by their number, to expand or embed; empty when it is not there to be found."""
        shelved = self._shelf.get(document)
        return tuple(piece.passage for piece in shelved.pieces) if shelved else ()

    def unrestated(self) -> tuple[Document, ...]:
        """The documents that restate none and that none restates: only their own words find them."""
        with self._writing:
            return tuple(
                document
                for document in self._documents.values()
                if document.id not in self._restatements and not self._twins(document)
            )

    def expansions(self, document: str) -> tuple[Expansion, ...]:
        """What else may be said for each passage of a document, by its number, whoever said it."""
        shelved = self._shelf.get(document)
        return tuple(linked.expansion for linked in shelved.linked) if shelved else ()

    def expand(self, document: str, expansions: Mapping[int, Expansion]) -> None:
        """Other words for passages of a document by their number, in place of those given before.

        They stay as long as the text of the document does. A passage that a restatement is about keeps that one.
        """
        with self._writing:
            known = self._documents.get(document)
            if known is not None:
                self._made[document] = (known.text, dict(expansions))
                self._reindex(known)
                self._answering.forget()

    def vectors(self, document: str, rows: Sequence[Sequence[float]]) -> None:
        """Embeddings for the passages of a document, one each; they stay as long as its text does.

        Raises ValueError when there are not as many as passages.
        """
        with self._writing:
            known = self._documents.get(document)
            if known is not None:
                self._index.vectors(document, rows)
                self._vectors[document] = (known.text, rows)

    def explained(self, citation: Citation, language: Language = "nl") -> Explanation | None:
        """How the product says in plain words what a quote's section says; None where nothing restates it."""
        shelved = self._shelf.get(citation.document)
        place = place_of(citation, shelved.pieces) if shelved else None
        if shelved is None or place is None:
            return None
        restatements = {
            section: restatement for restatement in [*self._restatements.values()] for section in restatement.sections
        }
        return explanation_of(citation, shelved.linked[place], language, restatements)

    def restated(self, document: str, heading: str) -> Restated | None:
        """What a section of a restatement is about, by its heading; None when there is no such section."""
        restatement = self._restatements.get(document)
        section = next((one for one in restatement.sections if one.heading == heading), None) if restatement else None
        if restatement is None or section is None:
            return None
        documents = tuple(known.id for known in self._affected(restatement)) or (document,)
        return restated_by(section, {id: self._shelf[id] for id in documents if id in self._shelf})

    def around(self, citation: Citation) -> Surroundings | None:
        """What stands around a quote in its document; None when the document does not have it."""
        document, shelved = self._documents.get(citation.document), self._shelf.get(citation.document)
        if document is None or shelved is None or not verify(document, citation.quote):
            return None
        place = place_of(citation, shelved.pieces)
        return None if place is None else surroundings_at(place, shelved.pieces)

    def knows(self, text: str) -> bool:
        """Whether a word of a text means something here, perhaps misspelt; else nothing found for it is about it."""
        return any_known(text, self._index.vocabulary)

    def search(self, question: Question, k: int = SHOWN) -> tuple[ScoredPassage, ...]:
        """The `k` passages that fit the question best, best first."""
        organisations = self._index.organisations
        reading = read(moved(question, organisations), self._index.vocabulary, organisations)
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
            self._put_away(document.id)  # the official document is here: this one only helps to find it
            return
        pieces = self._pieces(document, restatement.opening if restatement else 0)
        if restatement:
            linked = own_expansions(pieces, restatement)
        else:
            linked = expansions_for(pieces, [self._restatements[twin.id] for twin in self._twins(document)])
        linked = self._with_made(document, linked)
        self._index.put(document.id, document.organisation, pieces, linked)
        self._shelf[document.id] = Shelved(pieces, linked)
        text, rows = self._vectors.get(document.id, ("", ()))
        if rows and text == document.text and len(rows) == len(pieces):
            self._index.vectors(document.id, rows)
        elif rows:
            del self._vectors[document.id]

    def _put_away(self, id: str) -> None:
        self._index.remove(id)
        self._shelf.pop(id, None)

    def _with_made(self, document: Document, linked: tuple[Linked, ...]) -> tuple[Linked, ...]:
        """With the expansions that were made for this text, where nothing restates the passage."""
        text, made = self._made.get(document.id, ("", {}))
        if not made:
            return linked
        if text != document.text:
            del self._made[document.id]
            return linked
        return tuple(
            linked_to(made[number]) if number in made and one is NOTHING else one for number, one in enumerate(linked)
        )

    @staticmethod
    def _pieces(document: Document, opening: int) -> tuple[Piece, ...]:
        """The passages from `opening` on: what a restatement says of itself before that answers nothing."""
        pieces = pieces_of(document, visible(document.text))
        return tuple(piece for piece in pieces if piece.passage.start >= opening)
