"""Finds the passages that fit a question: immutable segments per municipality, swapped whole when documents change."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.passages import Piece
from knowledge.question import Alternative, Concept, Reading
from knowledge.segment import Segment, entry_of
from knowledge.vocabulary import Vocabulary

K1 = 1.2
B = 0.4
MERGE_FACTOR = 4  # a segment is merged with the one before it until that is this many times larger
CANDIDATES = 40  # passages whose sentences are looked at
SENTENCE = 0.6  # how much the best sentence adds to the passage's score
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Found:
    """A passage that fits, best first in a list; `content` are the words of each of its sentences."""

    piece: Piece
    content: tuple[frozenset[int], ...]
    score: float


@dataclass(frozen=True)
class Weighed:
    """A concept with the worth of its words in the documents searched: rare words are worth more."""

    concept: Concept
    worth: float  # of the concept itself
    alternatives: tuple[tuple[tuple[int, float], ...], ...]  # word, worth

    def matched(self, content: frozenset[int]) -> float:
        """How much of the concept a set of words holds, 0 to `worth`."""
        best = 0.0
        for alternative in self.alternatives:
            total = sum(worth for term, worth in alternative if term in content)
            best = max(best, total)
        return min(best, self.worth)


class Index:
    """Passages by words. Searches read a snapshot and hold no lock; changes build new segments and swap them in."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._segments: Mapping[str, tuple[Segment, ...]] = {}
        self._writing = threading.Lock()

    @property
    def organisations(self) -> tuple[str, ...]:
        """The municipalities that have documents."""
        return tuple(self._segments)

    def __len__(self) -> int:
        return sum(segment.size for segments in self._segments.values() for segment in segments)

    def put(self, document: str, organisation: str, pieces: Sequence[Piece], expansions: Sequence[str]) -> None:
        """Add or replace a document. `expansions` gives other words for each passage, or ''."""
        with self._writing:
            entry = entry_of(document, organisation, pieces, expansions, self.vocabulary)
            segments = dict(self._without(document))
            if pieces:
                segments[organisation] = _merged((*segments.get(organisation, ()), Segment([entry])))
            self._segments = segments

    def remove(self, document: str) -> None:
        """Take a document out; nothing happens when it is not there."""
        with self._writing:
            self._segments = self._without(document)

    def _without(self, document: str) -> Mapping[str, tuple[Segment, ...]]:
        kept: dict[str, tuple[Segment, ...]] = {}
        for organisation, segments in self._segments.items():
            remaining: list[Segment] = []
            for segment in segments:
                entries = [entry for entry in segment.entries if entry.document != document]
                if len(entries) == len(segment.entries):
                    remaining.append(segment)
                elif entries:
                    remaining.append(Segment(entries))
            if remaining:
                kept[organisation] = tuple(remaining)
        return kept

    def search(self, reading: Reading, k: int) -> list[Found]:
        """The `k` passages that fit best, over all the documents that the question is about."""
        segments = self._scope(reading.organisations)
        weighed = weigh(reading.concepts, segments)
        return self._ranked(segments, weighed, k)

    def weigh(self, reading: Reading) -> tuple[Weighed, ...]:
        """The question's concepts with their worth in the documents that it is about."""
        return weigh(reading.concepts, self._scope(reading.organisations))

    def _scope(self, organisations: Sequence[str]) -> list[Segment]:
        snapshot = self._segments
        return [segment for name in organisations for segment in snapshot.get(name, ())]

    def _ranked(self, segments: Sequence[Segment], weighed: Sequence[Weighed], k: int) -> list[Found]:
        total = sum(segment.size for segment in segments)
        if not total or not weighed:
            return []
        average = float(sum(float(segment.lengths.sum()) for segment in segments)) / total
        found: list[Found] = []
        for segment in segments:
            scores = _scores(segment, weighed, average)
            count = min(CANDIDATES, segment.size)
            best = np.argpartition(scores, -count)[-count:] if count < segment.size else np.arange(segment.size)
            for place in best.tolist():
                if scores[place] > 0:
                    found.append(Found(segment.pieces[place], segment.content[place], float(scores[place])))
        found.sort(key=lambda item: -item.score)
        reranked = [
            Found(item.piece, item.content, item.score + SENTENCE * best_sentence(item, weighed))
            for item in found[:CANDIDATES]
        ]
        reranked.sort(key=lambda item: (-item.score, item.piece.passage.document, item.piece.passage.start))
        return reranked[:k]


def best_sentence(found: Found, weighed: Sequence[Weighed]) -> float:
    """How much of the question the best sentence of a passage holds."""
    best = 0.0
    for content in found.content:
        best = max(best, sum(item.concept.weight * item.matched(content) for item in weighed))
    return best


def weigh(concepts: Sequence[Concept], segments: Sequence[Segment]) -> tuple[Weighed, ...]:
    """The concepts with the worth of their words. What stands for a word is never worth more than the word."""
    total = max(1, sum(segment.size for segment in segments))
    unknown = math.log(1 + (total + 0.5) / 0.5)
    found: list[Weighed] = []
    for concept in concepts:
        terms = {term for alternative in concept.alternatives for term, _ in alternative.terms}
        worths = {term: _worth(term, segments, total) for term in terms}
        own = worths.get(concept.exact, 0.0) if concept.exact is not None else 0.0
        worth = own or unknown
        alternatives = tuple(
            weighted for alternative in concept.alternatives if (weighted := _weighted(alternative, worths, worth))
        )
        found.append(Weighed(concept, worth, alternatives))
    return tuple(found)


def _weighted(alternative: Alternative, worths: Mapping[int, float], most: float) -> tuple[tuple[int, float], ...]:
    return tuple((term, scale * min(worths[term], most)) for term, scale in alternative.terms if worths[term] > 0)


def _worth(term: int, segments: Sequence[Segment], total: int) -> float:
    """Inverse document frequency; 0 for a word that these documents do not have."""
    frequency = 0
    for segment in segments:
        postings = segment.postings(term)
        frequency += len(postings[0]) if postings else 0
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0


def _scores(segment: Segment, weighed: Sequence[Weighed], average: float) -> Scores:
    """BM25 per concept, the best of its alternatives, summed over the concepts."""
    scores = np.zeros(segment.size, dtype=np.float32)
    norm = K1 * (1 - B + B * segment.lengths / average)
    for item in weighed:
        best = np.zeros(segment.size, dtype=np.float32)
        for alternative in item.alternatives:
            if len(alternative) == 1:
                _add_best(best, segment, alternative[0], norm)
                continue
            together = np.zeros(segment.size, dtype=np.float32)
            for term, worth in alternative:
                postings = segment.postings(term)
                if postings:
                    places, weights = postings
                    together[places] += worth * weights * (K1 + 1) / (weights + norm[places])
            np.maximum(best, together, out=best)
        scores += item.concept.weight * best
    return scores


def _add_best(best: Scores, segment: Segment, weighted: tuple[int, float], norm: Scores) -> None:
    postings = segment.postings(weighted[0])
    if postings:
        places, weights = postings
        best[places] = np.maximum(best[places], weighted[1] * weights * (K1 + 1) / (weights + norm[places]))


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Merge the newest segments into their elders while those are not much larger: few segments, little copying."""
    kept = list(segments)
    while len(kept) > 1 and kept[-2].size < MERGE_FACTOR * kept[-1].size:
        newest, elder = kept.pop(), kept.pop()
        kept.append(Segment((*elder.entries, *newest.entries)))
    return tuple(kept)
