"""Passages of the vision that a project may serve: found as an answer is, each quote verified in its document."""

from __future__ import annotations

from collections.abc import Sequence

from domain.projects.content import StartDocument, VisionPassage
from domain.sources import Shelf, at_passage
from domain.vision import Documents
from knowledge.answer import Citation, Passage, Question
from locales import Language

MOST_PROPOSED = 6
LONGEST_QUESTION = 600  # characters of what the project says, to find by
LONGEST_QUOTE = 400  # characters
SHORTEST_QUOTE = 40  # less says nothing by itself


class Passages:
    """Proposes passages, and holds chosen ones to what the documents say."""

    def __init__(self, documents: Documents, organisation: str) -> None:
        self._documents = documents
        self._organisation = organisation

    async def proposed(self, document: StartDocument, language: Language) -> tuple[VisionPassage, ...]:
        """What the project may serve, the closest first; nothing for a document that says too little yet."""
        found: dict[tuple[str, str], VisionPassage] = {}
        for text in _said(document):
            answer = await self._documents.answer(Question(text[:LONGEST_QUESTION], self._organisation, language))
            # What proves the answer comes first; what comes close follows, by its own first words.
            cited = [_of(citation) for citation in answer.citations]
            near = [_first(scored.passage) for scored in answer.passages if scored.score > 0]
            for passage in (*cited, *(each for each in near if each is not None)):
                if self.stands(passage) and not any(_says(other, passage) for other in found.values()):
                    found[passage.document, passage.quote] = passage
        return tuple(found.values())[:MOST_PROPOSED]

    def stands(self, passage: VisionPassage) -> bool:
        """Whether its quote is in its document now, character for character."""
        return verified(self._documents, passage) is not None

    def verified(self, chosen: Sequence[VisionPassage]) -> tuple[VisionPassage, ...]:
        """Those whose quote stands where it says, with title and address as the document has them now."""
        found = (verified(self._documents, passage) for passage in chosen)
        return tuple(passage for passage in found if passage is not None)


def verified(shelf: Shelf, passage: VisionPassage) -> VisionPassage | None:
    """The passage as its document has it; None where the quote is not in it, or not everyone may read it."""
    document = shelf.document(passage.document)
    quote = passage.quote.strip()
    if document is None or not quote or len(quote) > LONGEST_QUOTE * 3:
        return None
    around = shelf.around(Citation(1, passage.document, document.title, passage.section, quote, document.url, quote))
    if around is None:
        return None
    piece = next((piece for piece in shelf.pieces(passage.document) if piece.text == around.passage), None)
    section = piece.section if piece is not None else ""
    return VisionPassage(passage.document, document.title, section, quote, at_passage(document.url, quote))


def _said(document: StartDocument) -> list[str]:
    """What a project is about, in the words that its author used: what it is for before what it makes."""
    texts = (document.goal, document.task, f"{document.name}. {document.effect or document.result}")
    return [text for text in texts if len(text) > 2]


def _of(citation: Citation) -> VisionPassage:
    return VisionPassage(citation.document, citation.title, citation.section, citation.quote, citation.url)


def _says(other: VisionPassage, passage: VisionPassage) -> bool:
    """Whether what a passage says is in another one already."""
    return other.document == passage.document and passage.quote in other.quote


def _first(passage: Passage) -> VisionPassage | None:
    """The first lines of a passage that say something, as a quote of it: no heading, and no lead-in of a list."""
    headings = set(passage.section.split(" > "))
    for paragraph in passage.text.split("\n"):
        line = paragraph.strip().removeprefix("- ").lstrip()
        if line in headings or line.endswith(":"):
            continue
        if SHORTEST_QUOTE <= len(line) <= LONGEST_QUOTE:
            return VisionPassage(passage.document, passage.title, passage.section, line, passage.url)
        if len(line) > LONGEST_QUOTE:
            cut = line[: line.rfind(". ", 0, LONGEST_QUOTE) + 1]
            if len(cut) >= SHORTEST_QUOTE:
                return VisionPassage(passage.document, passage.title, passage.section, cut, passage.url)
    return None
