"""Finds the passages that fit a question: immutable segments per municipality, swapped whole when documents change."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.expansion import Linked
from knowledge.matching import Matcher
from knowledge.nearness import of_length_one
from knowledge.passages import Piece
from knowledge.question import Reading
from knowledge.scope import Found, Scope, ranked
from knowledge.segment import Segment, entry_of
from knowledge.vocabulary import Vocabulary

MERGE_FACTOR = 4  # a segment is merged with the one before it until that is this many times larger
SECOND = 0.5  # of the best score: what the other side of a comparison needs to be put second


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

    def put(self, document: str, organisation: str, pieces: Sequence[Piece], expansions: Sequence[Linked]) -> None:
        """Add or replace a document. `expansions` gives other words for each passage."""
        with self._writing:
            entry = entry_of(document, organisation, pieces, expansions, self.vocabulary)
            segments = dict(self._without(document))
            if pieces:
                segments[organisation] = _merged((*segments.get(organisation, ()), Segment([entry])))
            self._swap(segments)

    def vectors(self, document: str, rows: Sequence[Sequence[float]]) -> None:
        """Give the passages of a document their embeddings, one each. Raises ValueError when there are not as many."""
        with self._writing:
            segments = dict(self._segments)
            for organisation, several in segments.items():
                for at, segment in enumerate(several):
                    entry = segment.by_document.get(document)
                    if entry is not None:
                        changed = replace(entry, vectors=of_length_one(rows, len(entry.pieces)))
                        entries = [changed if other is entry else other for other in segment.entries]
                        segments[organisation] = (*several[:at], Segment(entries), *several[at + 1 :])
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
            return ranked(scope, matcher, k, reading.vector)
        if len(reading.organisations) > 1:
            own = [self.scope((name,)) for name in reading.organisations]
            lists = [ranked(side, Matcher(side.weigh(reading.concepts)), k, reading.vector) for side in own]
            lists.sort(key=lambda found: -found[0].score if found else 0.0)
            return in_turn(lists)[:k]
        return _two_documents_first(ranked(scope, matcher, k, reading.vector))


def _two_documents_first(found: list[Found]) -> list[Found]:
    """The best passage of a second document in second place, when it is not far behind."""
    for at, item in enumerate(found[1:], start=1):
        if item.piece.passage.document != found[0].piece.passage.document:
            near = item.score >= SECOND * found[0].score
            return [found[0], item, *found[1:at], *found[at + 1 :]] if near else found
    return found


def in_turn(lists: Sequence[Sequence[Found]]) -> list[Found]:
    """The first of every list, then the second of every list, and so on."""
    longest = max(map(len, lists), default=0)
    return [items[at] for at in range(longest) for items in lists if at < len(items)]


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Merge the newest segments into their elders while those are not much larger: few segments, little copying."""
    kept = list(segments)
    while len(kept) > 1 and kept[-2].size < MERGE_FACTOR * kept[-1].size:
        newest, elder = kept.pop(), kept.pop()
        kept.append(Segment((*elder.entries, *newest.entries)))
    return tuple(kept)
