"""The passages that a model may quote, and what of its quotes really stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from knowledge.answer import Passage
from knowledge.document import Document
from knowledge.passages import Piece, Sentence, pieces_of
from knowledge.quotes import fold, verify
from knowledge.restatement import visible

LONGEST = 1_200  # characters of a quote that is shown
READ = 2_400  # characters of a passage that a model gets
SHORTEST = 8  # characters; a shorter one stands everywhere, unless it is a whole item


class Documents(Protocol):
    """The knowledge base, as far as checking quotes goes."""

    def document(self, id: str) -> Document | None:
        """The document with that id, or None."""
        ...


@dataclass(frozen=True)
class Source:
    """A passage with its sentences and the document that it is of."""

    piece: Piece
    document: Document

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.piece.passage

    @property
    def text(self) -> str:
        """What the model reads, and quotes from: of a passage that goes on and on, the beginning."""
        return self.piece.passage.text[:READ]

    def found(self, quote: str) -> str:
        """The quote as the document has it, as whole sentences, so that nothing is taken out of its context.

        Empty when it does not stand in the passage, character for character after white-space folding, or when the
        document has it otherwise.
        """
        place = self._place(fold(quote))
        if place is None:
            return ""
        rows = [row for row in self.piece.sentences if row.start < place[1] and place[0] < row.end]
        around = self._raw(rows)
        exact = fold(self.text[place[0] : place[1]])
        if len(exact) < SHORTEST and exact != around:
            return ""
        candidates = (around, exact) if all(row.whole for row in rows) else (exact,)
        return next((text for text in candidates if len(text) <= LONGEST and verify(self.document, text)), "")

    def _place(self, quote: str) -> tuple[int, int] | None:
        if not quote or len(quote) > 2 * LONGEST:
            return None
        match = re.search(r"\s+".join(map(re.escape, quote.split(" "))), self.text)
        return match.span() if match else None

    def _raw(self, rows: list[Sentence]) -> str:
        return fold(self.document.text[rows[0].raw_start : rows[-1].raw_end]) if rows else ""


def source_of(passage: Passage, documents: Documents) -> Source | None:
    """The passage with its sentences; None when it is no longer in its document."""
    document = documents.document(passage.document)
    if document is None:
        return None
    piece = _pieces(document).get(passage.start)
    return Source(piece, document) if piece is not None and piece.passage.text == passage.text else None


@lru_cache(maxsize=32)
def _pieces(document: Document) -> dict[int, Piece]:
    return {piece.passage.start: piece for piece in pieces_of(document, visible(document.text))}
