"""How much of a question a set of words holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.concepts import Concept


@dataclass(frozen=True)
class Weighed:
    """A concept with the worth of its words in the documents searched: rare words are worth more."""

    concept: Concept
    worth: float  # of the concept itself
    single: Mapping[int, float]  # words that stand for the concept by themselves, with their worth
    together: tuple[tuple[tuple[int, float], ...], ...]  # words that do so only together

    @property
    def likest(self) -> float:
        """How like the nearest word of the documents is: 1 is the word itself."""
        sums = (sum(worth for _, worth in some) for some in self.together)
        return max([*self.single.values(), *sums], default=0.0) / self.worth if self.worth else 1.0

    rarest: float = 1.0  # worth of a word that stands nowhere in these documents


@dataclass(frozen=True, slots=True)
class Held:
    """How much of every concept some words hold, each 0 to its worth; the same weighed, and that summed."""

    row: tuple[float, ...]
    weighed: tuple[float, ...]
    total: float


class Matcher:
    """Matches sentences against the concepts of one question. What the same words hold is worked out once."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        self.weighed = tuple(weighed)
        self.total_worth = sum(item.concept.weight * item.worth for item in self.weighed) or 1.0
        self.rarest = max((item.rarest for item in self.weighed), default=1.0)
        self._by_word: dict[int, list[tuple[int, float]]] = {}
        self._together: dict[int, list[tuple[int, tuple[tuple[int, float], ...]]]] = {}
        for number, item in enumerate(self.weighed):
            for word, worth in item.single.items():
                self._by_word.setdefault(word, []).append((number, worth))
            for alternative in item.together:
                for word, _ in alternative:
                    self._together.setdefault(word, []).append((number, alternative))
        self._words = frozenset(self._by_word) | frozenset(self._together)
        nothing = (0.0,) * len(self.weighed)
        self.nothing = Held(nothing, nothing, 0.0)
        self._known = {frozenset[int](): self.nothing}

    def held(self, content: frozenset[int]) -> Held:
        """How much of the question a set of words holds; `nothing` itself when it holds none of it."""
        if self._words.isdisjoint(content):
            return self.nothing
        present = content & self._words
        known = self._known.get(present)
        if known is None:
            known = self._known[present] = self._worked_out(present)
        return known

    def either(self, content: frozenset[int], echo: frozenset[int], share: float) -> Held:
        """How much of the question some words hold, or others that say the same and count for that share."""
        own = self.held(content)
        if not echo:
            return own
        other = self.held(echo)
        if other is self.nothing:
            return own
        row = tuple(max(a, share * b) for a, b in zip(own.row, other.row, strict=True))
        weighed = tuple(max(a, share * b) for a, b in zip(own.weighed, other.weighed, strict=True))
        return Held(row, weighed, sum(weighed))

    def knows(self, term: int) -> bool:
        """Whether a word stands for something in the question."""
        return term in self._words

    def row(self, content: frozenset[int]) -> tuple[float, ...]:
        """How much of every concept a set of words holds, each 0 to its worth."""
        return self.held(content).row

    def total(self, content: frozenset[int]) -> float:
        """How much of the whole question a set of words holds."""
        return self.held(content).total

    def _worked_out(self, present: frozenset[int]) -> Held:
        row = [0.0] * len(self.weighed)
        for word in present:
            for number, worth in self._by_word.get(word, ()):
                row[number] = max(row[number], worth)
            for number, alternative in self._together.get(word, ()):
                row[number] = max(row[number], sum(worth for other, worth in alternative if other in present))
        capped = tuple(min(held, item.worth) for held, item in zip(row, self.weighed, strict=True))
        shares = tuple(item.concept.weight * held for item, held in zip(self.weighed, capped, strict=True))
        return Held(capped, shares, sum(shares))
