"""Sentences of the passages found, and how much of a question's subject they hold: what a finding rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answer import Remark
from knowledge.matching import Matcher
from knowledge.passages import Piece, Sentence
from knowledge.scope import Found
from knowledge.values import Value, values_in
from knowledge.words import NUMBERS, Word, is_stop, words

FAINT = 0.35  # of a word's worth: likeness below this is none


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage that was found."""

    found: Found
    at: int

    @property
    def piece(self) -> Piece:
        """The passage that it is from."""
        return self.found.piece

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.piece.sentences[self.at]

    @property
    def text(self) -> str:
        """What it says."""
        return self.piece.passage.text[self.sentence.start : self.sentence.end]

    @property
    def values(self) -> tuple[Value, ...]:
        """The numbers, dates and amounts in it."""
        return values_of(self.text)

    @property
    def own(self) -> frozenset[int]:
        """Its own words."""
        return self.found.content[self.at]

    @property
    def content(self) -> frozenset[int]:
        """Its words, and those of what restates it."""
        return self.found.said(self.at)

    @property
    def around(self) -> frozenset[int]:
        """The words of its whole passage, and of what restates that."""
        return self.found.heads.union(self.found.wording.others, *self.found.content)

    @property
    def context(self) -> frozenset[int]:
        """Its words with those of the sentences beside it in its paragraph, and of the headings above it."""
        rows = self.piece.sentences
        near = [at for at in (self.at - 1, self.at, self.at + 1) if 0 <= at < len(rows)]
        near = [at for at in near if abs(rows[at].block - self.sentence.block) <= (self.sentence.kind == "item")]
        heads = [self.found.content[at] for at in range(self.at) if rows[at].kind == "heading"]
        return self.found.heads.union(*heads, *(self.found.said(at) for at in near))


@dataclass(frozen=True)
class Finding:
    """What the asker should know, with the sentences that it rests on, in the order in which the remark cites them.

    `doubt`: the question cannot be called answered, because it takes something for granted that is not so.
    """

    remark: Remark
    lines: tuple[Line, ...] = ()
    doubt: bool = True


def lines_of(found: Sequence[Found]) -> Iterator[Line]:
    """Every sentence of some passages, the best passage first."""
    return (Line(item, at) for item in found for at in range(len(item.piece.sentences)))


@lru_cache(maxsize=16384)
def values_of(text: str) -> tuple[Value, ...]:
    """The values of a sentence, read once."""
    return values_in(text)


def share(matcher: Matcher, content: frozenset[int], without: Collection[str] = ()) -> float:
    """The share of the question's subject, by worth, that some words hold; 1 when it has no subject but `without`."""
    total = held = 0.0
    for item, part in zip(matcher.weighed, matcher.row(content), strict=True):
        concept = item.concept
        if concept.number or not concept.asked or concept.light or concept.word in without or concept.word in NUMBERS:
            continue
        total += item.worth
        likeness = part / item.worth if item.worth else 1.0
        held += item.worth * (min(1.0, likeness / 0.6) if likeness >= FAINT else 0.0)
    return held / total if total else 1.0


def run_after(text: str, end: int) -> list[Word]:
    """The words of a noun group: those right after a place up to the first function word or the end of the clause."""
    run: list[Word] = []
    last = end
    for word in words(text[end : end + 120]):
        between = text[last : end + word.start]
        if between.strip(" ()") or (run and "\n" in between) or is_stop(word.folded) or word.is_number:
            break
        run.append(Word(word.text, word.folded, word.stem, end + word.start))
        last = end + word.start + len(word.text)
    return run


def spoken(amount: str, language: str) -> str:
    """A whole number as it is said: in a word when small, else in digits."""
    known = {"nl": DUTCH, "en": ENGLISH}[language]
    return known[int(amount)] if amount.isdigit() and int(amount) < len(known) else amount


DUTCH = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
ENGLISH = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
