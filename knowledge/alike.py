"""Finds among short descriptions (a title and some sentences) those that are like a new one, in other words too."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import Passage
from knowledge.concepts import Concept, concepts_of
from knowledge.expansion import NOTHING, Expansion, Linked
from knowledge.glossary import english
from knowledge.language import language_of
from knowledge.matching import Matcher
from knowledge.passages import Piece, Sentence
from knowledge.scope import Found, Scope, ranked
from knowledge.segment import Entry, Segment, entry_of
from knowledge.sentences import sentences
from knowledge.vocabulary import Vocabulary
from knowledge.words import words

MERGE_FACTOR = 4  # a segment is merged with the one before it until that is this many times larger
TITLE, TEXT = 1.0, 0.6  # what a word counts that is in the title, and one that is in the text alone
READ = 60  # words of a new text that are looked at; what comes after tells little of what it is about
INDEXED = 1000  # characters of a text that is there already
CANDIDATES = 12  # that are compared both ways
LEAST = 0.17  # of the likeness to itself: what is below that is like it by chance
BACK = 0.15  # how much it counts what share of the other's words is in the new one


@dataclass(frozen=True)
class Described:
    """Something with an id, and what it is about."""

    id: str
    title: str
    what: str = ""


@dataclass(frozen=True)
class Likeness:
    """One that is like it. `score` is from 0 to 1: 1 has all its words."""

    id: str
    score: float


class Alike:
    """An index of descriptions. A search reads a snapshot and holds no lock; a change swaps in new segments."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._scope = Scope(())
        self._writing = threading.Lock()

    def __len__(self) -> int:
        return self._scope.total

    def put(self, those: Sequence[Described]) -> None:
        """Adds or replaces descriptions."""
        with self._writing:
            entries = [self._entry(each) for each in those]
            kept = _without(self._scope.segments, {each.id for each in those})
            if entries:
                kept = _merged([*kept, Segment(entries)])
            self._scope = Scope(kept)

    def drop(self, ids: Collection[str]) -> None:
        """Takes descriptions out; nothing happens where they are not there."""
        with self._writing:
            self._scope = Scope(_without(self._scope.segments, frozenset(ids)))

    def search(self, title: str, what: str = "", k: int = 5, *, besides: str = "") -> list[Likeness]:
        """At most `k` that are like it, the likest first; none where nothing is. `besides`: not this one."""
        scope = self._scope
        if not scope.total:
            return []
        weighed = scope.weigh(self._concepts(title, what))
        matcher = Matcher([item for item in weighed if item.single or item.together])
        found = ranked(scope, matcher, CANDIDATES + 1)
        own = max(Matcher(weighed).total_worth, 1e-6)
        scored = [Likeness(each.piece.passage.document, self._score(scope, matcher, each, own)) for each in found]
        scored = [each for each in scored if each.id != besides and each.score >= LEAST]
        return sorted(scored, key=lambda each: -each.score)[:k]

    def _concepts(self, title: str, what: str) -> list[Concept]:
        language = language_of(f"{title}. {what}")
        in_title = list(concepts_of(words(title), self._vocabulary, language, set(), TITLE))
        known = {concept.word for concept in in_title}
        in_text = concepts_of(words(what)[:READ], self._vocabulary, language, known, TEXT)
        return [*in_title, *in_text]

    @staticmethod
    def _score(scope: Scope, matcher: Matcher, found: Found, own: float) -> float:
        held = found.wording.anywhere.union(*found.content)
        there = matcher.total(held) / own
        all_of_it = sum(map(scope.worth, held))
        back = sum(scope.worth(word) for word in held if matcher.knows(word)) / all_of_it if all_of_it else 0.0
        return min(1.0, (1 - BACK) * there + BACK * back)

    def _entry(self, described: Described) -> Entry:
        piece = _piece(described)
        return entry_of(described.id, "", [piece], [_in_dutch(piece.passage.text)], self._vocabulary)


def _piece(described: Described) -> Piece:
    """As a passage whose heading and first sentence are the title."""
    text = f"{described.title}\n{described.what[:INDEXED]}"
    spans = [(0, len(described.title)), *sentences(text, len(described.title) + 1)]
    passage = Passage(described.id, "", "", described.title, text, 0, len(text), "")
    said = tuple(Sentence("text", number, start, end, start, end, True) for number, (start, end) in enumerate(spans))
    return Piece(passage, said, (described.title,))


def _in_dutch(text: str) -> Linked:
    """The Dutch of an English text, as other words for it; nothing for a Dutch one."""
    if language_of(text) != "en":
        return NOTHING
    spoken, at, found = words(text), 0, list[str]()
    while at < len(spoken):
        renderings, length = english(spoken, at)
        found += renderings
        at += length
    return replace(NOTHING, expansion=Expansion(words=tuple(found)))


def _without(segments: Sequence[Segment], ids: Collection[str]) -> list[Segment]:
    kept: list[Segment] = []
    for segment in segments:
        if segment.by_document.keys().isdisjoint(ids):
            kept.append(segment)
        elif remaining := [entry for entry in segment.entries if entry.document not in ids]:
            kept.append(Segment(remaining))
    return kept


def _merged(segments: Sequence[Segment]) -> list[Segment]:
    """Few segments, little copying: the newest are merged into their elders while those are not much larger."""
    kept = list(segments)
    while len(kept) > 1 and kept[-2].size < MERGE_FACTOR * kept[-1].size:
        newest, elder = kept.pop(), kept.pop()
        kept.append(Segment((*elder.entries, *newest.entries)))
    return kept
