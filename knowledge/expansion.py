"""Other words for passages: which restated sections say the same as a passage, and which sentence as which."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.passages import Piece
from knowledge.restatement import RestatedSection, Restatement, folded_heading
from knowledge.sentences import sentences
from knowledge.words import index_stems

LEAST = 3  # words that a restated paragraph shares at least with the passage it is about
SURE = 0.2  # and what they are worth at least, of all its words
AS_GOOD = 0.85  # passages as good as this beside the best get the paragraph too
ELSEWHERE = 1.6  # how much better a passage of another section must fit than those of the section that is named
ABOUT = 0.4  # of a question's words a paragraph holds at least what makes it the question's own
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_HEAD = "### "
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Expansion:
    """What else may be said for a passage: plain words, English, other words for its terms and questions it answers.

    `words` holds "term: other words, comma separated", or other words alone. Texts are markdown.
    """

    plain: str = ""
    english: str = ""
    words: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Linked:
    """An expansion of one passage with the restated sections that it comes from."""

    expansion: Expansion = Expansion()
    sections: tuple[RestatedSection, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()  # paragraphs, each in plain words and in English

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Sentences and list items, each in plain words and in English; '' where one is missing."""
        return tuple(pair for plain, english in self.blocks for pair in paired(lines_of(plain), lines_of(english)))


NOTHING = Linked()


def linked_to(expansion: Expansion) -> Linked:
    """An expansion that was made for the passage itself."""
    return Linked(expansion, (), tuple(paired(blocks_of(expansion.plain), blocks_of(expansion.english))))


def blocks_of(text: str) -> list[str]:
    """The paragraphs of a text; a list is one."""
    return [block.strip() for block in _BLANK.split(text) if block.strip()]


def lines_of(block: str) -> list[str]:
    """The sentences and list items of a paragraph, as they are written."""
    lines: list[str] = []
    for line in block.splitlines():
        if _ITEM.match(line) or not lines:
            lines.append(line.strip())
        else:
            lines[-1] += " " + line.strip()
    return [
        line[start:end]
        for line in lines
        for start, end in (_spans(line) if not _ITEM.match(line) else [(0, len(line))])
    ]


def _spans(line: str) -> list[tuple[int, int]]:
    return sentences(line) or [(0, len(line))]


def is_heading(line: str) -> bool:
    """Whether a paragraph or line is a heading."""
    return line.startswith("#")


def paired(plain: Sequence[str], english: Sequence[str]) -> list[tuple[str, str]]:
    """Each of the one with what of the other says the same: by number when there are as many, else by length."""
    if len(plain) == len(english):
        return list(zip(plain, english, strict=True))
    if not plain or not english:
        return [*((text, "") for text in plain), *(("", text) for text in english)]
    pairs = [(text, "") for text in plain]
    ends = _ends(plain)
    total = max(1, sum(map(len, english)))
    for text, end in zip(english, _ends(english), strict=True):
        middle = end - len(text) / (2 * total)
        at = min(bisect_left(ends, middle), len(plain) - 1)
        pairs[at] = (pairs[at][0], f"{pairs[at][1]}\n{text}".strip())
    return pairs


def _ends(texts: Sequence[str]) -> list[float]:
    total = max(1, sum(map(len, texts)))
    done = 0
    found: list[float] = []
    for text in texts:
        done += len(text)
        found.append(done / total)
    return found


def expansions_for(pieces: Sequence[Piece], restatements: Sequence[Restatement]) -> tuple[Linked, ...]:
    """For every passage of an official document what restates it.

    Of a section that is cut into several passages each gets the paragraphs that share most words with it, with the
    English, the other words and the questions that go with those.
    """
    sections = [section for restatement in restatements for section in restatement.sections]
    if not sections:
        return (NOTHING,) * len(pieces)
    keys = {section.key for section in sections}
    groups: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        own = next((key for heading in reversed(piece.headings) if (key := folded_heading(heading)) in keys), None)
        if own is not None:
            groups[own].append(number)
    shared = Shared(pieces)
    gathered = _Gathered(len(pieces))
    for section in sections:
        _Linker(section, shared, groups.get(section.key, ()), gathered).link()
    return gathered.linked()


def own_expansions(pieces: Sequence[Piece], restatement: Restatement) -> tuple[Linked, ...]:
    """For every passage of a restatement itself what its own comments add."""
    shared = Shared(pieces)
    gathered = _Gathered(len(pieces))
    for section in restatement.sections:
        own = [at for at, piece in enumerate(pieces) if section.start <= piece.passage.start < section.end]
        if own:
            _Linker(section, shared, own, gathered, closed=True).link()
    return gathered.linked()


class Shared:
    """What texts have in common with the passages of a document: rare words count for more."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.stems = [
            frozenset(index_stems(piece.passage.text)).union(*(index_stems(line) for line in piece.headings[-1:]))
            for piece in pieces
        ]
        counts = Counter(stem for stems in self.stems for stem in stems)
        self._worths = {stem: math.log(1 + len(pieces) / count) for stem, count in counts.items()}
        self._unknown = math.log(1 + max(1, len(pieces)))
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self.stems):
            for stem in stems:
                self._places[stem].append(number)

    def worth(self, stems: frozenset[str]) -> float:
        """What some words are worth together."""
        return sum(self._worths.get(stem, self._unknown) for stem in stems)

    def held(self, stems: frozenset[str]) -> dict[int, float]:
        """For every passage that has any of some words the share of them, by worth, that it has."""
        whole = self.worth(stems) or 1.0
        found: dict[int, float] = defaultdict(float)
        for stem in stems:
            for number in self._places.get(stem, ()):
                found[number] += self._worths[stem] / whole
        return found


@dataclass
class _Gathered:
    """What the passages of a document were given so far."""

    count: int
    blocks: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    words: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    questions: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    sections: dict[int, list[RestatedSection]] = field(default_factory=lambda: defaultdict(list))

    def linked(self) -> tuple[Linked, ...]:
        return tuple(self._one(number) for number in range(self.count))

    def _one(self, number: int) -> Linked:
        if number not in self.sections:
            return NOTHING
        blocks = tuple(self.blocks.get(number, ()))
        expansion = Expansion(
            plain="\n\n".join(plain for plain, _ in blocks if plain),
            english="\n\n".join(english for _, english in blocks if english),
            words=tuple(dict.fromkeys(self.words.get(number, ()))),
            questions=tuple(dict.fromkeys(self.questions.get(number, ()))),
        )
        return Linked(expansion, tuple(self.sections.get(number, ())), blocks)


class _Linker:
    """Finds the passages that one restated section is about, part by part."""

    def __init__(
        self,
        section: RestatedSection,
        shared: Shared,
        named: Sequence[int],
        gathered: _Gathered,
        *,
        closed: bool = False,
    ) -> None:
        """`named` are the passages under the heading it names. `closed`: it can be about no others."""
        self._section = section
        self._shared = shared
        self._gathered = gathered
        stems = frozenset(index_stems(f"{section.heading}\n{section.text}"))
        self._candidates = list(named) if closed else self._possible(stems, named)
        self._all = self._best(stems, self._candidates) or self._candidates

    def _possible(self, stems: frozenset[str], named: Sequence[int]) -> list[int]:
        """The passages under the heading named; those that fit best of all when it names none, or the wrong one."""
        fits = self._shared.held(stems)
        best = max(fits.values(), default=0.0)
        inside = max((fits.get(number, 0.0) for number in named), default=0.0)
        if named and (best < ELSEWHERE * inside or best < SURE):
            return list(named)
        enough = [number for number, fit in fits.items() if fit >= AS_GOOD * best and self._sure(stems, number, fit)]
        return [*named, *sorted(number for number in enough if number not in named)]

    def _sure(self, stems: frozenset[str], number: int, share: float) -> bool:
        return share >= SURE and len(stems & self._shared.stems[number]) >= LEAST

    def _best(self, stems: frozenset[str], among: Sequence[int]) -> list[int]:
        """The passages that some words are about; none when they share too little to tell."""
        fits = self._shared.held(stems)
        best = max(among, key=lambda number: fits.get(number, 0.0), default=None)
        if best is None or not self._sure(stems, best, fits.get(best, 0.0)):
            return []
        return [number for number in among if fits.get(number, 0.0) >= AS_GOOD * fits[best]]

    def link(self) -> None:
        """Give the passages their paragraphs, English, words and questions."""
        section = self._section
        pairs = paired(blocks_of(section.text), blocks_of(section.english))
        places = [self._best(frozenset(index_stems(plain)), self._candidates) or self._all for plain, _ in pairs]
        used = sorted({number for numbers in places for number in numbers} or self._all)
        for number in used:
            self._gathered.blocks[number].append((_HEAD + section.heading, _HEAD + section.english_heading))
            self._gathered.sections[number].append(section)
        for pair, numbers in zip(pairs, places, strict=True):
            for number in numbers:
                self._gathered.blocks[number].append(pair)
        for line in section.words:
            for number in self._with_term(line, used):
                self._gathered.words[number].append(line)
        texts = [frozenset(index_stems(f"{plain}\n{english}")) for plain, english in pairs]
        for line in section.questions:
            for number in self._answering(line, texts, places, used):
                self._gathered.questions[number].append(line)

    def _with_term(self, line: str, used: Sequence[int]) -> Sequence[int]:
        """The passages that have the term of a line with other words; all when none has."""
        term = frozenset(index_stems(line.partition(":")[0]))
        return [number for number in used if term and term <= self._shared.stems[number]] or used

    def _answering(
        self, question: str, texts: Sequence[frozenset[str]], places: Sequence[list[int]], used: Sequence[int]
    ) -> Sequence[int]:
        """The passages of the paragraph that a question is most about; all of the section's when that is not clear."""
        stems = frozenset(index_stems(question))
        worth = self._shared.worth(stems) or 1.0
        shares = [self._shared.worth(stems & text) / worth for text in texts]
        best = max(shares, default=0.0)
        if best < ABOUT:
            return used
        return sorted(
            {number for share, numbers in zip(shares, places, strict=True) if share == best for number in numbers}
        )


def meanings(line: str) -> tuple[str, str]:
    """The term of a line of other words, and those words; no term when it has none."""
    term, colon, others = line.partition(":")
    return (term.strip(), others.strip()) if colon else ("", line.strip())


def numbered(expansions: Mapping[int, Expansion], count: int) -> tuple[Linked, ...]:
    """Expansions by the number of a passage, as one for each of `count` passages."""
    return tuple(linked_to(expansions[number]) if number in expansions else NOTHING for number in range(count))
