"""Finds the passages that fit a question: immutable segments per municipality, swapped whole when documents change."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matching import Matcher, Weighed
from knowledge.passages import Piece
from knowledge.question import Concept, Reading
from knowledge.segment import Entry, Floats, Ints, Segment, entry_of
from knowledge.vocabulary import Vocabulary

K1 = 1.2
B = 0.4
MERGE_FACTOR = 4  # a segment is merged with the one before it until that is this many times larger
LIKELY = 0.6  # from this likeness on a word is taken to be the one that it resembles
CANDIDATES = 30  # passages whose sentences are looked at
SECOND = 0.5  # of the best score: what the other side of a comparison needs to be put second
SENTENCE = 0.6  # how much the best sentence adds to the passage's score


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits, best first in a list.

    `content` are the words of each of its sentences, `others` those that only its restatement has, `heads` those
    of its own heading: of a long section only the first passage holds that heading itself.
    """

    piece: Piece
    content: tuple[frozenset[int], ...]
    others: frozenset[int]
    heads: frozenset[int]
    score: float


class Scope:
    """The documents of some municipalities at one moment, with what was worked out about their words."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.total = sum(segment.size for segment in segments)
        lengths = sum(float(segment.lengths.sum()) for segment in segments)
        self.average = lengths / self.total if self.total else 1.0
        self._worths: dict[int, float] = {}
        self._strengths: dict[int, Floats] = {}  # by the identity of a segment, which this scope keeps alive

    def worth(self, term: int) -> float:
        """Inverse document frequency; 0 for a word that these documents do not have."""
        known = self._worths.get(term)
        if known is None:
            frequency = sum(segment.frequency(term) for segment in self.segments)
            known = math.log(1 + (self.total - frequency + 0.5) / (frequency + 0.5)) if frequency else 0.0
            self._worths[term] = known
        return known

    def weigh(self, concepts: Sequence[Concept]) -> tuple[Weighed, ...]:
        """The concepts with the worth of their words. What stands for a word is never worth more than the word."""
        unknown = math.log(1 + (self.total + 0.5) / 0.5)
        return tuple(self._weighed(concept, unknown) for concept in concepts)

    def _weighed(self, concept: Concept, unknown: float) -> Weighed:
        own = self.worth(concept.exact) if concept.exact is not None else 0.0
        most = own or self._stand_in(concept) or unknown
        single: dict[int, float] = {}
        together: list[tuple[tuple[int, float], ...]] = []
        for alternative in concept.alternatives:
            weighted = tuple(
                (term, scale * min(worth, most)) for term, scale in alternative.terms if (worth := self.worth(term)) > 0
            )
            if len(weighted) == 1:
                term, worth = weighted[0]
                single[term] = max(single.get(term, 0.0), worth)
            elif weighted:
                together.append(weighted)
        return Weighed(concept, most, single, tuple(together))

    def pieces(self) -> Iterator[Piece]:
        """Every passage."""
        return (piece for segment in self.segments for piece in segment.pieces)

    def around(self, piece: Piece, distance: int) -> list[Piece]:
        """The passages before and after one in its document, the nearest first."""
        for entry, at in self._places(piece):
            places = [at + step * side for step in range(1, distance + 1) for side in (1, -1)]
            return [entry.pieces[place] for place in places if 0 <= place < len(entry.pieces)]
        return []

    def found(self, piece: Piece) -> list[Found]:
        """A passage with its words, unranked; nothing when it is not in these documents."""
        return [
            Found(piece, entry.content[at], entry.others[at], entry.heads[at], 0.0) for entry, at in self._places(piece)
        ]

    def _places(self, piece: Piece) -> list[tuple[Entry, int]]:
        """The document that a passage is in and its place there; nothing when it is not in these documents."""
        entries = [segment.by_document.get(piece.passage.document) for segment in self.segments]
        return [(entry, at) for entry in entries if entry for at, other in enumerate(entry.pieces) if other is piece][
            :1
        ]

    def strengths(self, segment: Segment) -> Floats:
        """What each posting of a segment adds to a passage per unit of worth, by BM25."""
        known = self._strengths.get(id(segment))
        if known is None:
            known = segment.strengths(K1, B, self.average)
            self._strengths[id(segment)] = known
        return known

    def _stand_in(self, concept: Concept) -> float:
        """The worth of what a word that no document has most likely stands for; 0 when nothing is likely."""
        best = 0.0
        for alternative in concept.alternatives:
            strength = sum(scale for _, scale in alternative.terms)
            if strength >= LIKELY and all(self.worth(term) for term, _ in alternative.terms):
                best = max(best, sum(scale * self.worth(term) for term, scale in alternative.terms) / strength)
        return best


class Index:
    """Passages by words. Searches read a snapshot and hold no lock; changes build new segments and swap them in."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._segments: Mapping[str, tuple[Segment, ...]] = {}
        self._scopes: dict[tuple[str, ...], Scope] = {}
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
            self._swap(segments)

    def remove(self, document: str) -> None:
        """Take a document out; nothing happens when it is not there."""
        with self._writing:
            self._swap(self._without(document))

    def _swap(self, segments: Mapping[str, tuple[Segment, ...]]) -> None:
        self._segments = segments
        self._scopes = {}

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

    def scope(self, organisations: tuple[str, ...]) -> Scope:
        """The documents of these municipalities as they are now."""
        scopes, snapshot = self._scopes, self._segments
        known = scopes.get(organisations)
        if known is None:
            known = Scope([segment for name in organisations for segment in snapshot.get(name, ())])
            if snapshot is self._segments:
                scopes[organisations] = known
        return known

    def search(self, reading: Reading, k: int) -> list[Found]:
        """The `k` passages that fit best, over all the documents that the question is about."""
        scope = self.scope(reading.organisations)
        return self.sides(reading, scope, Matcher(scope.weigh(reading.concepts)), k)

    def sides(self, reading: Reading, scope: Scope, matcher: Matcher, k: int) -> list[Found]:
        """The best passages; of a comparison the best of each side first.

        Of a comparison between municipalities each is searched with the worth that words have in its own documents.
        """
        if not reading.compares:
            return ranked(scope, matcher, k)
        if len(reading.organisations) > 1:
            own = [self.scope((name,)) for name in reading.organisations]
            lists = [ranked(side, Matcher(side.weigh(reading.concepts)), k) for side in own]
            lists.sort(key=lambda found: -found[0].score if found else 0.0)
            return _in_turn(lists)[:k]
        return _two_documents_first(ranked(scope, matcher, k))


def ranked(scope: Scope, matcher: Matcher, k: int, candidates: int = CANDIDATES) -> list[Found]:
    """The `k` passages of a scope that fit best. The best sentence of a passage counts beside the whole."""
    if not scope.total or not matcher.weighed:
        return []
    best: list[tuple[float, Segment, int]] = []
    for segment in scope.segments:
        scores = _scores(segment, matcher.weighed, scope.strengths(segment))
        places = _best_places(scores, candidates)
        best += [(score, segment, at) for score, at in zip(scores[places].tolist(), places.tolist(), strict=True)]
    best.sort(key=lambda item: -item[0])
    found = [_found(segment, at, score, matcher) for score, segment, at in best[:candidates]]
    found.sort(key=lambda item: (-item.score, item.piece.passage.document, item.piece.passage.start))
    return found[:k]


def _best_places(scores: Floats, count: int) -> Ints:
    """Where the `count` best scores above 0 are. Most passages score low, so that only the high ones are sorted."""
    for least in (0.5 * float(scores.max()), 0.0):
        places = np.flatnonzero(scores > least).astype(np.int32)
        if len(places) > count:
            return places[np.argpartition(scores[places], -count)[-count:]]
        if len(places) == count:
            return places
    return places


def _found(segment: Segment, place: int, score: float, matcher: Matcher) -> Found:
    """A passage with its score; its best sentence counts beside the whole."""
    content = segment.content[place]
    score += SENTENCE * max(map(matcher.total, content), default=0.0)
    return Found(segment.pieces[place], content, segment.others[place], segment.heads[place], score)


def _two_documents_first(found: list[Found]) -> list[Found]:
    """The best passage of a second document in second place, when it is not far behind."""
    for at, item in enumerate(found[1:], start=1):
        if item.piece.passage.document != found[0].piece.passage.document:
            near = item.score >= SECOND * found[0].score
            return [found[0], item, *found[1:at], *found[at + 1 :]] if near else found
    return found


def _in_turn(lists: Sequence[Sequence[Found]]) -> list[Found]:
    """The first of every list, then the second of every list, and so on."""
    longest = max(map(len, lists), default=0)
    return [items[at] for at in range(longest) for items in lists if at < len(items)]


def _scores(segment: Segment, weighed: Sequence[Weighed], strengths: Floats) -> Floats:
    """BM25 per concept, the best of its alternatives, summed over the concepts."""
    scores = np.zeros(segment.size, dtype=np.float32)
    best = np.zeros(segment.size, dtype=np.float32)
    for item in weighed:
        best.fill(0.0)
        for term, worth in item.single.items():
            span = segment.span(term)
            if span.stop:
                places = segment.places[span]
                best[places] = np.maximum(best[places], worth * strengths[span])
        for alternative in item.together:
            together = np.zeros(segment.size, dtype=np.float32)
            for term, worth in alternative:
                span = segment.span(term)
                together[segment.places[span]] += worth * strengths[span]
            np.maximum(best, together, out=best)
        scores += item.concept.weight * best
    return scores


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Merge the newest segments into their elders while those are not much larger: few segments, little copying."""
    kept = list(segments)
    while len(kept) > 1 and kept[-2].size < MERGE_FACTOR * kept[-1].size:
        newest, elder = kept.pop(), kept.pop()
        kept.append(Segment((*elder.entries, *newest.entries)))
    return tuple(kept)
