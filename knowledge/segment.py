"""An immutable part of the index: the passages of some documents with their postings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from knowledge.expansion import Linked
from knowledge.passages import Piece
from knowledge.vocabulary import Vocabulary
from knowledge.wording import Wording, added_weights, wording_of
from knowledge.words import index_stems

HEADING = 1.5  # what a word in the passage's own heading adds
OUTER = 0.6  # in a heading above that
TITLE = 0.3  # in the title of the document
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Entry:
    """What the index keeps of one document: its passages and, per word and passage, a weight."""

    document: str
    organisation: str
    pieces: tuple[Piece, ...]
    terms: Ints
    places: Ints
    weights: Floats
    lengths: Floats
    content: tuple[tuple[frozenset[int], ...], ...]  # per passage, per sentence, the words that say something
    wordings: tuple[Wording, ...]  # per passage, its other words
    heads: tuple[frozenset[int], ...]  # per passage, the words of its own heading
    vectors: Floats | None = None  # per passage, its embedding of length 1


def entry_of(
    document: str, organisation: str, pieces: Sequence[Piece], expansions: Sequence[Linked], vocabulary: Vocabulary
) -> Entry:
    """Count the words of a document's passages. `expansions` has the other words for each passage."""
    terms: list[int] = []
    places: list[int] = []
    weights: list[float] = []
    lengths: list[float] = []
    content: list[tuple[frozenset[int], ...]] = []
    wordings: list[Wording] = []
    heads: list[frozenset[int]] = []
    for place, piece in enumerate(pieces):
        counts: Counter[str] = Counter()
        spoken: list[list[str]] = []
        text = piece.passage.text
        for sentence in piece.sentences:
            stems = index_stems(text[sentence.start : sentence.end])
            spoken.append(stems)
            counts.update(stems)
        length = float(sum(counts.values()))
        weighted = {stem: float(count) for stem, count in counts.items()}
        for share, line in _lines(piece):
            for stem in index_stems(line):
                weighted[stem] = weighted.get(stem, 0.0) + share
        added = added_weights(expansions[place].expansion)
        wordings.append(wording_of(expansions[place], spoken, frozenset(weighted), frozenset(added), vocabulary))
        for stem, share in added.items():
            weighted[stem] = weighted.get(stem, 0.0) + share
        numbers = vocabulary.add(weighted)
        terms.extend(numbers)
        places.extend([place] * len(numbers))
        weights.extend(weighted.values())
        lengths.append(max(length, 20.0))
        heads.append(frozenset(vocabulary.add(stem for line in piece.headings[-1:] for stem in index_stems(line))))
        content.append(tuple(frozenset(vocabulary.add(stems)) for stems in spoken))
    return Entry(
        document,
        organisation,
        tuple(pieces),
        np.asarray(terms, dtype=np.int32),
        np.asarray(places, dtype=np.int32),
        np.asarray(weights, dtype=np.float32),
        np.asarray(lengths, dtype=np.float32),
        tuple(content),
        tuple(wordings),
        tuple(heads),
    )


def _lines(piece: Piece) -> list[tuple[float, str]]:
    lines = [(HEADING, heading) for heading in piece.headings[-1:]]
    lines += [(OUTER, heading) for heading in piece.headings[:-1]]
    return [*lines, (TITLE, piece.passage.title)]


class Segment:
    """Postings of some documents. Never changes, so any number of searches may read it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.size = sum(len(entry.pieces) for entry in entries)
        self.pieces: list[Piece] = [piece for entry in entries for piece in entry.pieces]
        self.content: list[tuple[frozenset[int], ...]] = [words for entry in entries for words in entry.content]
        self.wordings: list[Wording] = [wording for entry in entries for wording in entry.wordings]
        self.heads: list[frozenset[int]] = [words for entry in entries for words in entry.heads]
        starts = np.cumsum([0, *(len(entry.pieces) for entry in entries)])
        terms = np.concatenate([entry.terms for entry in entries])
        order = np.argsort(terms, kind="stable")
        ordered = terms[order]
        places = np.concatenate([entry.places + start for entry, start in zip(entries, starts, strict=False)])
        self.places: Ints = places[order].astype(np.int32)
        self._weights: Floats = np.concatenate([entry.weights for entry in entries])[order]
        known, first = np.unique(ordered, return_index=True)
        bounds = [*first.tolist(), len(ordered)]
        self._spans = dict(zip(known.tolist(), pairwise(bounds), strict=True))
        self.by_document = {entry.document: entry for entry in entries}
        self.lengths: Floats = np.concatenate([entry.lengths for entry in entries])

    def likeness(self, vector: Floats) -> Floats | None:
        """For every passage how near its embedding is to that of a question; None where there are none to compare."""
        found = np.zeros(self.size, dtype=np.float32)
        start, compared = 0, False
        for entry in self.entries:
            end = start + len(entry.pieces)
            if entry.vectors is not None and entry.vectors.shape[1] == len(vector):
                found[start:end] = entry.vectors @ vector
                compared = True
            start = end
        return found if compared else None

    def span(self, term: int) -> slice:
        """Where in `places` the passages are that hold a word; ends at 0 when none does."""
        first, last = self._spans.get(term, (0, 0))
        return slice(first, last)

    def frequency(self, term: int) -> int:
        """In how many passages a word stands."""
        first, last = self._spans.get(term, (0, 0))
        return last - first

    def strengths(self, k1: float, b: float, average: float) -> Floats:
        """For every posting what it adds per unit of worth, by BM25 with passages of that average length."""
        norm = k1 * (1 - b + b * self.lengths / average)
        return (self._weights * (k1 + 1) / (self._weights + norm[self.places])).astype(np.float32)
