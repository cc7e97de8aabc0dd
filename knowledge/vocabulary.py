"""Every word of the corpus, searchable by shape: parts of compounds, relatives and likely spellings."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from simplemma import is_known

from knowledge.glossary import synonyms
from knowledge.words import STOP_NL, infinitive
from knowledge.words import stem as stemmed

REMEMBERED = 20_000  # stems whose relatives are kept at hand
SLIP = 5  # letters of the shortest word in which one wrong letter tells what was meant
ONE_SLIP = 0.9
SAME_SOUND = 0.95
BRIEF = 5  # letters of a word that so many others are like that only one letter of it, and of its sound, may differ
MIN_PART = 3  # letters of the shortest part of a compound
_LINKS = ("", "s", "e", "en", "n")  # what Dutch puts between the parts of a compound
_SOUNDS = (
    (re.compile(r"sch(?=e|$)"), "s"), (re.compile(r"tie"), "si"), (re.compile(r"ti(?=[eoa])"), "si"),
    (re.compile(r"sj|sh"), "si"), (re.compile(r"ij|ei|y"), "i"), (re.compile(r"ie"), "i"), (re.compile(r"ph"), "f"),
    (re.compile(r"ou|au"), "au"), (re.compile(r"oe"), "u"), (re.compile(r"x"), "ks"), (re.compile(r"qu?"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"ch"), "g"), (re.compile(r"c"), "k"), (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"), (re.compile(r"th"), "t"), (re.compile(r"b$"), "p"), (re.compile(r"d$"), "t"),
    (re.compile(r"dt$"), "t"), (re.compile(r"(.)\1"), r"\1"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")


def sound(word: str) -> str:
    """Roughly how a Dutch word sounds: what people write who spell by ear comes out the same."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=4096)
def sounds_like_stop(folded: str) -> bool:
    """Whether a word that no document has is a function word in another form, or written with a letter wrong."""
    if infinitive(folded) in STOP_NL:
        return True
    return len(folded) > 4 and bool(process.extractOne(folded, STOP_NL, scorer=fuzz.ratio, score_cutoff=88))


def _slip(written: str, word: str) -> float:
    """How likely a word is another with one letter wrong, missing, added or two swapped; 0 when that is not all."""
    if min(len(written), len(word)) < SLIP:
        return 0.0
    return ONE_SLIP if OSA.distance(written, word, score_cutoff=1) <= 1 else 0.0


def _near_enough(written: str, word: str) -> bool:
    """Whether a word can be another misspelt: of a short one no more than a letter, and hardly its sound, differs."""
    if len(written) > BRIEF:
        return abs(len(word) - len(written)) <= 3
    heard = OSA.distance(sound(written), sound(word), score_cutoff=1)
    return heard <= 1 and OSA.distance(written, word, score_cutoff=1) <= 1


@lru_cache(maxsize=16384)
def is_real(folded: str) -> bool:
    """Whether a dictionary of Dutch or English has the word, or the product's synonyms: it is no typing error then."""
    return bool(synonyms(stemmed(folded))) or is_known(folded, ("nl", "en"), low_memory=True)


Terms = tuple[tuple[int, float], ...]  # words by their number, each with how much it counts


class Vocabulary:
    """The stems of all documents. Grows only; numbers stand for stems in the postings."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sorted: list[str] = []
        self._reversed: list[str] = []
        self._sounds: dict[str, dict[str, str]] = {}  # first letter of the sound -> stem -> sound
        self._by_sound: dict[str, list[str]] = {}
        self._related: dict[tuple[str, int], tuple[Terms, ...]] = {}

    def __contains__(self, stem: str) -> bool:
        return stem in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, stem: str) -> int | None:
        """The number of a stem, or None when no document has it."""
        return self._numbers.get(stem)

    def add(self, stems: Iterable[str]) -> list[int]:
        """The numbers of the stems; new ones get the next."""
        numbers: list[int] = []
        fresh: list[str] = []
        for stem in stems:
            number = self._numbers.get(stem)
            if number is None:
                number = len(self._numbers)
                self._numbers[stem] = number
                fresh.append(stem)
            numbers.append(number)
        self._index([stem for stem in fresh if stem[0].isalpha()])
        return numbers

    def _index(self, fresh: list[str]) -> None:
        if len(fresh) > 500:
            self._sorted = sorted([*self._sorted, *fresh])
            self._reversed = sorted([*self._reversed, *(stem[::-1] for stem in fresh)])
        else:
            for stem in fresh:
                insort(self._sorted, stem)
                insort(self._reversed, stem[::-1])
        for stem in fresh:
            if len(stem) >= MIN_PART:
                heard = sound(stem)
                self._sounds.setdefault(heard[:1], {})[stem] = heard
                self._by_sound.setdefault(heard, []).append(stem)

    def begins(self, letters: str) -> bool:
        """Whether a word of the corpus begins with these letters."""
        at = bisect_left(self._sorted, letters)
        return at < len(self._sorted) and self._sorted[at].startswith(letters)

    def split(self, stem: str) -> tuple[str, ...]:
        """The parts of a compound, all of them words of the corpus; empty when there is no such split.

        Of several splits the one with the longest shortest part is taken.
        """
        best: tuple[str, ...] = ()
        if len(stem) <= 2 * MIN_PART:
            return ()  # six letters are two words of three by chance: "par" and "ker" in "parkeren"
        for cut in range(MIN_PART, len(stem) - MIN_PART + 1):
            tail = stem[cut:]
            if tail not in self._numbers:
                continue
            head = self._head(stem[:cut])
            if head and (not best or min(len(head), len(tail)) > min(map(len, best))):
                best = (head, tail)
        if best or len(stem) < 3 * MIN_PART:
            return best
        for cut in range(MIN_PART, len(stem) - 2 * MIN_PART + 1):
            head = self._head(stem[:cut])
            rest = self._split_two(stem[cut:]) if head and len(head) > MIN_PART else ()
            if head and rest:
                return (head, *rest)
        return ()

    def _split_two(self, stem: str) -> tuple[str, ...]:
        for cut in range(MIN_PART, len(stem) - MIN_PART + 1):
            head = self._head(stem[:cut])
            if head and stem[cut:] in self._numbers:
                return (head, stem[cut:])
        return ()

    def _head(self, text: str) -> str:
        for link in _LINKS:
            if text.endswith(link):
                bare = text[: len(text) - len(link)] if link else text
                if len(bare) >= MIN_PART and bare in self._numbers:
                    return bare
        return ""

    def partly(self, stem: str) -> tuple[str, ...]:
        """Known words of at least four letters that the stem begins or ends with, longest first."""
        found: list[str] = []
        for cut in range(len(stem) - 2, 3, -1):
            head = self._head(stem[:cut])
            if len(head) > 3:
                found.append(head)
                break
        for cut in range(2, len(stem) - 3):
            if stem[cut:] in self._numbers:
                found.append(stem[cut:])
                break
        return tuple(found)

    def compounds(self, stem: str, limit: int = 40) -> list[str]:
        """Words of the corpus that begin or end with this one, the remainder being a word too."""
        if len(stem) < 4:
            return []
        found: list[str] = []
        for word in self._range(self._sorted, stem, limit * 4):
            rest = word[len(stem) :]
            if any(rest.startswith(link) and rest[len(link) :] in self._numbers for link in _LINKS if len(rest) > 2):
                found.append(word)
        for backwards in self._range(self._reversed, stem[::-1], limit * 4):
            word = backwards[::-1]
            if self._head(word[: len(word) - len(stem)]):
                found.append(word)
        return found[:limit]

    def related(self, stem: str) -> tuple[Terms, ...]:
        """What may stand for a stem besides itself: compounds, relatives, and its own parts together."""
        key = (stem, len(self._numbers))  # words may come in meanwhile: then this is worked out again
        known = self._related.get(key)
        if known is None:
            if len(self._related) >= REMEMBERED:
                self._related = {}
            known = self._related[key] = tuple(self._worked_out(stem))
        return known

    def _worked_out(self, stem: str) -> Iterator[Terms]:
        for compound in self.compounds(stem):
            yield ((self._numbers[compound], 0.6),)
        for relative, likeness in self.family(stem):
            yield ((self._numbers[relative], 0.5 * likeness),)
        parts = self.split(stem)
        if parts:
            yield tuple((self._numbers[part], 0.8 / len(parts)) for part in parts)

    def family(self, stem: str, limit: int = 12) -> list[tuple[str, float]]:
        """Words that share their first letters with this one (participatie, participeren), with how much (0 to 1)."""
        if len(stem) < 6:
            return []
        shared = max(5, int(len(stem) * 0.7))
        found: list[tuple[str, float]] = []
        for word in self._range(self._sorted, stem[:shared], 60):
            if word != stem:
                common = shared
                while common < min(len(stem), len(word)) and stem[common] == word[common]:
                    common += 1
                likeness = 2 * common / (len(stem) + len(word))
                if likeness >= 0.6:
                    found.append((word, likeness))
        return sorted(found, key=lambda pair: -pair[1])[:limit]

    def spellings(self, stem: str, limit: int = 4, *, real: bool = False) -> list[tuple[str, float]]:
        """Words that a misspelt one may stand for, with how likely (0 to 1), likeliest first.

        A real word that no document has is only taken for one that sounds the same, but for a letter.
        """
        heard = sound(stem)
        same = self._by_sound.get(heard, [])
        if real:
            single = _DOUBLED.sub(r"\1", stem)
            same = [word for word in same if OSA.distance(single, _DOUBLED.sub(r"\1", word), score_cutoff=1) <= 1]
        found = dict.fromkeys(same[:limit], SAME_SOUND)
        if len(stem) >= 4 and not real:
            cutoff = 70 if len(stem) < 6 else 76
            close = process.extract(
                heard, dict(self._sounds.get(heard[:1], {})), scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit * 2
            )
            for sounds, score, word in close:
                if _near_enough(stem, word):
                    found.setdefault(word, max(score / 100, _slip(stem, word), _slip(heard, sounds)))
        return sorted(found.items(), key=lambda pair: -pair[1])[:limit]

    @staticmethod
    def _range(ordered: list[str], prefix: str, limit: int) -> list[str]:
        first = bisect_left(ordered, prefix)
        found: list[str] = []
        for word in ordered[first : first + limit]:
            if not word.startswith(prefix):
                break
            if word != prefix:
                found.append(word)
        return found
