"""The documents of some municipalities at one moment, and the passages of them that fit a question best."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.concepts import Concept
from knowledge.matching import Held, Matcher, Weighed
from knowledge.nearness import with_nearness
from knowledge.passages import Piece
from knowledge.segment import Entry, Floats, Ints, Segment
from knowledge.wording import Wording

K1 = 1.4
B = 0.4
LIKELY = 0.6  # from this likeness on a word is taken to be the one that it resembles
CANDIDATES = 30  # passages whose sentences are looked at
SENTENCE = 0.5  # how much the best sentence adds to the passage's score
ECHO = 0.8  # what a word counts that only what restates a sentence has
ASKED = 1.0  # how much a question that the passage is known to answer adds, when it is the same one


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits, best first in a list.

    `content` are the words of each of its sentences, `wording` its other words, `heads` those of its own heading: of
    a long section only the first passage holds that heading itself. `asked` is how like the question is to one that
    the passage is known to answer, 0 to 1.
    """

    piece: Piece
    content: tuple[frozenset[int], ...]
    wording: Wording
    heads: frozenset[int]
    score: float
    asked: float = 0.0

    def evidence(self, matcher: Matcher) -> list[frozenset[int]]:
        """The words that the passage holds, with each one line or question of what restates it that adds some.

        Those hold together by themselves; over all that restates a passage any words are found.
        """
        own = self.wording.anywhere.union(*self.content)
        lines = [line for line in (*self.wording.lines, *self.wording.questions) if matcher.held(line).total]
        return [own, *(own | line for line in lines)]

    def said(self, at: int) -> frozenset[int]:
        """The words of a sentence and of what restates it."""
        echoes = self.wording.echoes
        return self.content[at] | echoes[at] if echoes else self.content[at]

    def held(self, matcher: Matcher) -> list[Held]:
        """How much of the question each sentence holds, by itself or by what restates it."""
        return held_by(self.content, self.wording, matcher)


def held_by(content: tuple[frozenset[int], ...], wording: Wording, matcher: Matcher) -> list[Held]:
    """How much of the question each sentence of a passage holds, by itself or by what restates it."""
    if not wording.echoes:
        return [matcher.held(words) for words in content]
    return [matcher.either(words, echo, ECHO) for words, echo in zip(content, wording.echoes, strict=True)]


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
        return Weighed(concept, most, single, tuple(together), unknown)

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
            Found(piece, entry.content[at], entry.wordings[at], entry.heads[at], 0.0)
            for entry, at in self._places(piece)
        ]

    def holding(self, terms: Collection[int], most: int) -> list[Found]:
        """The passages that have one of some words, unranked, and no more than `most`."""
        held: list[Found] = []
        for segment in self.segments:
            places = {int(place) for term in terms for place in segment.places[segment.span(term)]}
            held += [
                Found(segment.pieces[at], segment.content[at], segment.wordings[at], segment.heads[at], 0.0)
                for at in sorted(places)[: most - len(held)]
            ]
        return held

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
        likeliest, best = LIKELY, 0.0
        for alternative in concept.alternatives:
            strength = sum(scale for _, scale in alternative.terms)
            if strength >= likeliest and all(self.worth(term) for term, _ in alternative.terms):
                worth = sum(scale * self.worth(term) for term, scale in alternative.terms) / strength
                best = max(best, worth) if strength == likeliest else worth
                likeliest = strength
        return best


def ranked(
    scope: Scope, matcher: Matcher, k: int, vector: tuple[float, ...] | None = None, candidates: int = CANDIDATES
) -> list[Found]:
    """The `k` passages of a scope that fit best. The best sentence of a passage counts beside the whole."""
    if not scope.total or not (matcher.weighed or vector):
        return []
    best: list[tuple[float, Segment, int]] = []
    scored = [(segment, _scores(segment, matcher.weighed, scope.strengths(segment))) for segment in scope.segments]
    for segment, scores in with_nearness(scored, vector):
        places = _best_places(scores, candidates)
        best += [(score, segment, at) for score, at in zip(scores[places].tolist(), places.tolist(), strict=True)]
    best.sort(key=lambda item: -item[0])
    found = [_found(scope, segment, at, score, matcher) for score, segment, at in best[:candidates]]
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


def _found(scope: Scope, segment: Segment, place: int, score: float, matcher: Matcher) -> Found:
    """A passage with its score; its best sentence counts beside the whole, and so does a question it answers."""
    content, wording = segment.content[place], segment.wordings[place]
    asked = _likest_question(scope, wording, matcher) if wording.questions else 0.0
    best = max((held.total for held in held_by(content, wording, matcher)), default=0.0)
    score += SENTENCE * best + ASKED * asked * asked * matcher.total_worth
    return Found(segment.pieces[place], content, wording, segment.heads[place], score, asked)


def _likest_question(scope: Scope, wording: Wording, matcher: Matcher) -> float:
    """How like the question is to the likest that a passage answers, by worth of words and both ways: 0 to 1."""
    best = 0.0
    for question in wording.questions:
        held = matcher.held(question)
        if held is matcher.nothing:
            continue
        there = sum(map(scope.worth, question))
        back = sum(scope.worth(word) for word in question if matcher.knows(word)) / there if there else 0.0
        asked = held.total / matcher.total_worth
        best = max(best, 2 * asked * back / (asked + back) if asked + back else 0.0)
    return best


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
