"""Chooses the capability and the intent of a sentence: rules for what is certain, the classifier for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dialogs.understanding.classifier import classifier
from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.model import ASK, Choice
from dialogs.understanding.numbers import ORDINALS
from dialogs.understanding.rules import adjusted
from dialogs.understanding.signs import Signs
from dialogs.understanding.words import Sentence

CLOSE = 0.1  # two readings nearer than this are both named
FLOOR = 0.3  # a reading under this is a question about the vision
LONG = 28  # words; a longer text is read in parts
SMALLTALK_FLOOR = 0.4
LOW_FLOOR = 0.15  # the same, for a sentence that names a day and asks for no explanation
_SEPARATORS = frozenset(",:;&+!-?")
_AFTER_GREETING = _SEPARATORS | {"koers", "daar", "there"}
_SMALLTALK = ("how_are_you", "who_are_you", "greeting", "thanks", "goodbye")
_LETTERS = re.compile(r"[^\W\d_]")
_SOURCE = re.compile(
    r"^(?:(?:toon|open|laat|show|bekijk|me|zien|see|geef|eens|even|mij) )*(?:de |the )?"
    r"(?:(?:bron|source|voetnoot|footnote|citaat) (?:nummer |number |nr )?\d+"
    rf"|(?:\d+e|{'|'.join(ORDINALS)}) (?:bron|source|voetnoot|footnote|citaat))(?: zien| please| graag| eens| even)*$"
)


@dataclass(frozen=True)
class Decision:
    """What the sentence is for, and what else it may be for."""

    choice: Choice
    confidence: float
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Said:
    """Whether a sentence says a day, an hour, and a location where there are desks."""

    day: bool
    hours: bool
    desks: bool


def known_whole(sentence: Sentence) -> Decision | None:
    """The reading of a sentence of which every word is known beforehand; None where it has to be weighed."""
    words = [word.text for word in sentence.words]
    if is_nonsense(sentence):
        return Decision(("none", "none"), 1.0)
    plain = [word for word in words if word not in _SEPARATORS]
    courtesy = _courtesy(plain)
    if courtesy:
        return Decision(("smalltalk", courtesy), 1.0)
    kept = _without_courtesy(words)
    exact = classifier().exact.get(" ".join(words)) or classifier().exact.get(
        " ".join(w for w in kept if w not in _SEPARATORS)
    )
    if exact:
        return Decision(exact[0], 1.0, exact[1:])
    line = " ".join(word for word in kept if word not in _SEPARATORS)
    return Decision(("vision", "source"), 1.0) if _SOURCE.match(line) else None


def weighed(sentence: Sentence, said: Said) -> Decision:
    """The likeliest reading of a sentence, with what was found in it already."""
    kept = _without_courtesy([word.text for word in sentence.words])
    readings = [_read(part, sentence, said) for part in _parts(kept)]
    return max(readings, key=lambda reading: (reading.choice != ASK, reading.confidence))


def _parts(words: list[str]) -> list[list[str]]:
    """The words, or the overlapping parts of a long story: the wish is in one of them."""
    if len(words) <= LONG:
        return [words]
    return [words[at : at + LONG] for at in range(0, len(words) - LONG // 4, LONG * 3 // 4)]


def _read(words: list[str], sentence: Sentence, said: Said) -> Decision:
    first: dict[str, int] = {}
    unbroken = [word for word in words if word not in _SEPARATORS]
    for at, meaning in meanings_in(unbroken):
        first.setdefault(meaning, at)
    signs = Signs(first, unbroken, " ".join(unbroken), sentence.written.strip(), said.day, said.hours, said.desks)
    return _best(adjusted(classifier().scores(words), signs), signs.is_wish)


def is_nonsense(sentence: Sentence) -> bool:
    """Whether nothing in it can be read: no letters, or only keys hit at random."""
    words = [word.text for word in sentence.words if _LETTERS.search(word.text)]
    return all(_is_garble(word) for word in words)


def _is_garble(word: str) -> bool:
    if word in vocabulary().known or word in vocabulary().targets:
        return False
    if len(word) == 1:
        return True
    if len(word) < 5 and word[0].isdigit() and word[-1].isdigit():  # "3x3"
        return False
    known = _letter_threes()
    padded = f"^{word}$"
    threes = [padded[at : at + 3] for at in range(len(padded) - 2)]
    seen = sum(three in known for three in threes) / len(threes)
    return seen < 0.5 or (not re.search(r"[aeiouy]", word) and len(word) > 3)


@cache
def _letter_threes() -> frozenset[str]:
    return frozenset(
        padded[at : at + 3] for word in vocabulary().known for padded in [f"^{word}$"] for at in range(len(padded) - 2)
    )


def _courtesy(words: list[str]) -> str | None:
    """The kind of small talk, when the words are nothing else."""
    covered, kinds = _covered(words)
    if not kinds or not all(covered[at] or word in vocabulary().fillers for at, word in enumerate(words)):
        return None
    return next(kind for kind in _SMALLTALK if kind in kinds)


def _covered(words: list[str], kinds: tuple[str, ...] = _SMALLTALK) -> tuple[list[bool], set[str]]:
    """Which words are small talk of those kinds, and which kinds there are."""
    covered, found = [False] * len(words), set[str]()
    index = vocabulary().meanings
    for at, word in enumerate(words):
        for phrase, meaning in index.get(word, ()):
            if meaning in kinds and tuple(words[at : at + len(phrase)]) == phrase:
                covered[at : at + len(phrase)] = [True] * len(phrase)
                found.add(meaning)
    return covered, found


def _without_courtesy(words: list[str]) -> list[str]:
    """The words without the greeting before and the thanks after."""
    before, _ = _covered(words, ("greeting", "how_are_you"))
    after, _ = _covered(words, ("thanks", "goodbye"))
    start, end = 0, len(words)
    while start < end and (before[start] or (start and words[start] in _AFTER_GREETING)):
        start += 1
    while end > start and (after[end - 1] or (end < len(words) and words[end - 1] in _SEPARATORS)):
        end -= 1
    return words[start:end] or words


def _best(scores: dict[Choice, float], is_wish: bool) -> Decision:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, score), *rest = ranked
    floor = SMALLTALK_FLOOR if best[0] == "smalltalk" else LOW_FLOOR if is_wish else FLOOR
    if score < floor and best[0] != "vision":
        return Decision(ASK, max(score, 0.0), ())
    close = tuple(
        choice
        for choice, value in rest[:1]
        if score - value < CLOSE and value > FLOOR and choice != ASK and best != ASK
    )
    return Decision(best, min(max(score, 0.0), 1.0), close)
