"""Suggests questions to go on with, from the headings around an answer; each is answered by the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer import Outcome, Question
from knowledge.evidence import judge
from knowledge.index import Found, Index
from knowledge.matching import Matcher
from knowledge.passages import Piece
from knowledge.question import Reading, read
from knowledge.wordlists import wordlist
from knowledge.words import fold
from locales.texts import texts_for

MOST = 2
NEAR = 4  # passages before and after the one used, and of the best found, whose headings are looked at
TRIED = 4  # headings looked at for one answer
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d+)*[.)]?\s+")
# Headings that say nothing outside their document.
_EMPTY = wordlist("empty_headings")


class FollowUps:
    """Questions to go on with. What was checked is remembered until the documents change."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._answered: dict[tuple[str, str], bool] = {}

    def forget(self) -> None:
        """The documents have changed."""
        self._answered = {}

    def after(self, reading: Reading, used: Sequence[Piece], found: Sequence[Found]) -> tuple[str, ...]:
        """Up to two questions about what stands near the passages used, without what was asked already."""
        asked = fold(reading.text)
        seen = {fold(piece.headings[-1]) for piece in used if piece.headings}
        suggestions: list[str] = []
        tried = 0
        scope = self._index.scope(reading.organisations)
        near = [other for piece in used[:1] for other in scope.around(piece, NEAR)]
        for piece in [*used, *(item.piece for item in found[:NEAR]), *near]:
            for heading in reversed(piece.headings[-2:]):
                topic = _NUMBER.sub("", heading).strip()
                key = fold(heading)
                if (key in seen and piece not in used) or not _says_something(topic) or fold(topic) in asked:
                    continue
                text = _worded(topic, reading)
                if text in suggestions:
                    continue
                tried += 1
                if self._is_answered(text, reading, piece):
                    suggestions.append(text)
                if len(suggestions) == MOST or tried == TRIED:
                    return tuple(suggestions)
        return tuple(suggestions)

    def _is_answered(self, text: str, reading: Reading, piece: Piece) -> bool:
        key = (piece.passage.organisation, text)
        if key not in self._answered:
            question = Question(text, piece.passage.organisation, reading.language)
            inner = read(question, self._index.vocabulary, self._index.organisations)
            scope = self._index.scope(inner.organisations)
            verdict = judge(inner, Matcher(scope.weigh(inner.concepts)), scope.found(piece), "other", ())
            self._answered[key] = verdict.outcome is Outcome.ANSWERED
        return self._answered[key]


def _says_something(topic: str) -> bool:
    return 4 <= len(topic) <= 70 and fold(topic).strip("?!. ") not in _EMPTY


def _worded(topic: str, reading: Reading) -> str:
    if topic.endswith("?"):
        return topic
    return texts_for(reading.language)("knowledge-about", topic=topic.rstrip(".! "))
