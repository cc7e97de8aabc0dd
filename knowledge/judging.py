"""Which passages hold the answer to a question: by a quote that they hold, or by the section that restates them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer import Answer, Citation, Passage
from knowledge.base import KnowledgeBase
from knowledge.known_answers import QuestionsError
from knowledge.metrics import EvaluationQuestion, Gold, SectionGold

K = 10  # passages that count
FEW = 3  # passages of a document: facts that stand in more of them do not tell where the answer is
_WHITE = re.compile(r"\s+")


def holds(text: str, quote: str) -> bool:
    """Whether a passage counts as holding a quote: all of it, white space aside.

    Part of a quote does not count. White space is left out altogether, because it differs where a line was broken
    after a hyphen.
    """
    return _WHITE.sub("", quote) in _WHITE.sub("", text)


@dataclass(frozen=True)
class Gathered:
    """The passages that count for one place, by the document that they are of and their text."""

    counting: frozenset[tuple[str, str]] = frozenset()
    quotes: tuple[Gold, ...] = ()

    def has(self, document: str, text: str) -> bool:
        """Whether a passage counts."""
        return (document, text) in self.counting or any(
            place.document == document and holds(text, place.quote) for place in self.quotes
        )


class Judge:
    """Tells of one base which of its passages hold the answer to a question."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def places(self, question: EvaluationQuestion) -> tuple[Gathered, ...]:
        """The places that a complete answer draws on. Raises QuestionsError for a section that is not there."""
        return (
            *(Gathered(quotes=group) for group in question.gold),
            *(self._of_section(question, section) for section in question.sections),
        )

    def _of_section(self, question: EvaluationQuestion, place: SectionGold) -> Gathered:
        """The passages that the section restates and that hold a fact asked for, in its words or in their own.

        Some facts stand in two places: other passages of the same document count too when they hold all of the facts,
        as long as those stand in few.
        """
        restated = self._base.restated(place.document, place.section)
        if restated is None:
            raise QuestionsError(
                f"question {question.id!r} names {place.section!r} of {place.document!r}, which is not there"
            )
        facts = [re.compile(pattern, re.IGNORECASE) for pattern in question.must_contain]
        own = [
            passage
            for passage, said in restated.passages
            if not facts or any(fact.search(f"{passage.text}\n{said}") for fact in facts)
        ]
        return Gathered(
            frozenset(
                (passage.document, passage.text) for passage in (*own, *self._with_all(facts, restated.documents))
            )
        )

    def _with_all(self, facts: Sequence[re.Pattern[str]], documents: Sequence[str]) -> list[Passage]:
        found = [
            passage
            for document in documents
            for passage in self._base.pieces(document)
            if facts and all(fact.search(passage.text) for fact in facts)
        ]
        return found if len(found) <= FEW else []


def rank(answer: Answer, place: Gathered) -> int:
    """The number, from 1, of the first passage that counts; K + 1 when none of the ten does."""
    for number, scored in enumerate(answer.passages[:K], start=1):
        if place.has(scored.passage.document, scored.passage.text):
            return number
    return K + 1


def cited(citations: Sequence[Citation], places: Sequence[Gathered]) -> bool:
    """Whether a passage that counts is among those shown."""
    return any(place.has(citation.document, citation.passage) for place in places for citation in citations)
