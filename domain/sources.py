"""The sources of an earlier answer: opened again in their surroundings, or said in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote as percent_encode

from domain.conversations import Conversations, Remembered
from knowledge.answer import Citation, Explanation, Passage, Surroundings
from knowledge.document import Document
from locales import Language

FRAGMENT_WORDS = 6  # words at either end of a quote that mark it in the address of a document
MOST_EXPLAINED = 2  # sections that are said in plain words at a time
LAST = -1  # asks for the last source


class Shelf(Protocol):
    """The knowledge base, as far as its documents go."""

    def document(self, id: str) -> Document | None:
        """The document with that id; None when it is not there for every employee to read."""
        ...

    def pieces(self, document: str) -> tuple[Passage, ...]:
        """The passages of a document."""
        ...

    def around(self, citation: Citation) -> Surroundings | None:
        """What stands around a quote; None when its document does not have it any more."""
        ...

    def explained(self, citation: Citation, language: Language = "nl") -> Explanation | None:
        """How Koers says the section of a quote; None where nothing restates it."""
        ...


class Missing(StrEnum):
    """Why a source cannot be opened."""

    ANSWER = "answer"  # there is none with sources, or not any more
    NUMBER = "number"  # the answer has no source with that number
    DOCUMENT = "document"  # it is gone, or not everyone may read it any more
    PASSAGE = "passage"  # it was changed


@dataclass(frozen=True)
class Opened:
    """A source with what stands around it now. `answer` is the number of the answer, `numbers` those of its sources."""

    answer: int
    numbers: tuple[int, ...]
    citation: Citation
    around: Surroundings


@dataclass(frozen=True)
class NotOpened:
    """Why not, which source was asked for, and which ones the answer has."""

    reason: Missing
    number: int = 1
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A section in the words of Koers, with the sources that stand in it."""

    explanation: Explanation
    sources: tuple[Citation, ...]

    @property
    def quoted(self) -> bool:
        """Whether the quotes are of the restatement itself: then these are no other words than theirs."""
        return all(source.document == self.explanation.document for source in self.sources)


class Sources:
    """Opens what earlier answers stand on. A document that not everyone may read is not told about at all."""

    def __init__(self, documents: Shelf, said: Conversations) -> None:
        self._documents = documents
        self._said = said

    async def open(
        self, conversation: str | None, number: int | None = None, *, answer: int | None = None
    ) -> Opened | NotOpened:
        """Opens a source of the last answer, or of the answer with that number; without `number` the first."""
        kept = await self._said.sources(conversation, answer)
        if kept is None:
            return NotOpened(Missing.ANSWER)
        numbers = tuple(source.number for source in kept.sources)
        wanted = numbers[0] if number is None else numbers[-1] if number == LAST else number
        source = next((source for source in kept.sources if source.number == wanted), None)
        if source is None:
            return NotOpened(Missing.NUMBER, wanted, numbers)
        document = self._documents.document(source.document)
        if document is None:
            return NotOpened(Missing.DOCUMENT, wanted, numbers)
        around = self._documents.around(self._findable(source))
        if around is None:
            return NotOpened(Missing.PASSAGE, wanted, numbers)
        return Opened(kept.answer, numbers, self._current(source, document, around), around)

    async def last(self, conversation: str | None) -> tuple[Citation, ...]:
        """The sources of the last answer that can still be read; empty when there is none."""
        kept = await self._said.sources(conversation) or Remembered(0, ())
        found = [(source, self._documents.document(source.document)) for source in kept.sources]
        current = ((source, document, self._documents.around(self._findable(source))) for source, document in found)
        return tuple(
            self._current(source, document, around) for source, document, around in current if document and around
        )

    def explained(self, sources: Sequence[Citation], language: Language) -> tuple[Explained, ...]:
        """The sections of these sources in the words of Koers, each once."""
        found: dict[tuple[str, str], Explained] = {}
        for source in sources:
            explanation = self._documents.explained(self._findable(source), language)
            if explanation is None:
                continue
            key = (explanation.document, explanation.heading)
            earlier = found.get(key)
            found[key] = Explained(explanation, (*(earlier.sources if earlier else ()), source))
        return tuple(found.values())[:MOST_EXPLAINED]

    def _findable(self, source: Citation) -> Citation:
        """A passage that was only offered has no quote: what it opens with stands in for one."""
        if source.quote:
            return source
        lines = [line for line in source.passage.splitlines() if line.strip()]
        for line in sorted(lines, key=len, reverse=True):
            found = replace(source, quote=line.strip())
            if self._documents.around(found):
                return found
        return source

    def _current(self, source: Citation, document: Document, around: Surroundings) -> Citation:
        """The source as its document has it now."""
        passage = next((piece for piece in self._documents.pieces(document.id) if piece.text == around.passage), None)
        return replace(
            source,
            title=document.title,
            section=passage.section if passage else source.section,
            url=at_passage(document.url, source.quote or around.passage),
            passage=around.passage,
        )


def at_passage(url: str, quote: str) -> str:
    """The address of a document with a text fragment, so that a browser opens it at the quote and marks it.

    Source: the URL Fragment Text Directives specification of the WICG; browsers that lack it open the document.
    """
    words = quote.split()
    if not words or not url:
        return url
    # A short quote is named whole: where its two ends overlap, a browser finds nothing.
    ends = (words,) if len(words) < 2 * FRAGMENT_WORDS else (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
    parts = [" ".join(end) for end in ends]
    # A hyphen and a comma are part of the directive's own syntax, so they are encoded as well.
    encoded = [percent_encode(part, safe="").replace("-", "%2D") for part in parts]
    return f"{url}#:~:text={','.join(encoded)}"
