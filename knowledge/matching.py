"""How much of a question a set of words holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.question import Concept


@dataclass(frozen=True)
class Weighed:
    """A concept with the worth of its words in the documents searched: rare words are worth more."""

    concept: Concept
    worth: float  # of the concept itself
    single: Mapping[int, float]  # words that stand for the concept by themselves, with their worth
    together: tuple[tuple[tuple[int, float], ...], ...]  # words that do so only together


class Matcher:
    """Matches sentences against the concepts of one question."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        self.weighed = tuple(weighed)
        self._by_word: dict[int, list[tuple[int, float]]] = {}
        self._together: list[tuple[int, tuple[tuple[int, float], ...]]] = []
        words: set[int] = set()
        for number, item in enumerate(weighed):
            for word, worth in item.single.items():
                self._by_word.setdefault(word, []).append((number, worth))
            for alternative in item.together:
                self._together.append((number, alternative))
                words.update(word for word, _ in alternative)
        self._words = frozenset(self._by_word) | words

    def row(self, content: frozenset[int]) -> list[float]:
        """How much of every concept a set of words holds, each 0 to its worth."""
        row = [0.0] * len(self.weighed)
        present = content & self._words
        if not present:
            return row
        for word in present:
            for number, worth in self._by_word.get(word, ()):
                if worth > row[number]:
                    row[number] = worth
        for number, alternative in self._together:
            held = sum(worth for word, worth in alternative if word in present)
            if held > row[number]:
                row[number] = held
        return [min(held, item.worth) for held, item in zip(row, self.weighed, strict=True)]

    def total(self, content: frozenset[int]) -> float:
        """How much of the whole question a set of words holds."""
        if not content & self._words:
            return 0.0
        return sum(item.concept.weight * held for item, held in zip(self.weighed, self.row(content), strict=True))
