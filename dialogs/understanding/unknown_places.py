"""Finds a place that a sentence names and that this municipality does not have ("in de bibliotheek")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import itemgetter

from dialogs.understanding.persons import is_word
from dialogs.understanding.words import Sentence, Word, fold, starts

_IN = ("in", "at", "naar")
_NEAR = (*_IN, "op", "bij")
_THE = ("de", "het", "the", "t", "'t")
# What the names of buildings end in, in both languages.
_BUILDINGS = (
    *("hub", "huis", "gebouw", "kantoor", "toren", "bibliotheek", "kazerne", "werf", "centrum", "loods", "plein"),
    *("building", "library", "house", "tower", "hall", "office", "centre", "center"),
)
# By themselves these say no more than "inside", or are known everywhere.
_NO_NAMES = (
    *("huis", "gebouw", "kantoor", "centrum", "plein", "thuis", "building", "house", "hall", "office", "centre"),
    *("center", "werf", "thuiskantoor"),
)
_NOT_IN_NAMES = (*_NEAR, "een", "a", "an", "met", "with", "voor", "for")
_AT = ("aan", "op", "on", "at")
MOST_WORDS = 3  # of a name, before "aan de Markt"


def unknown_place(sentence: Sentence, counted: str, own: str) -> str | None:
    """The place in the person's own words; None where all that is named is known, or no building.

    `counted`: the line without days, hours, and the places and zones that are known. `own`: the name of the
    municipality, which is no place in it.
    """
    words, at = sentence.words, starts(sentence)
    left = [counted[at[n] : at[n] + len(word.text)] == word.text for n, word in enumerate(words)]
    for number, word in enumerate(words):
        if word.text not in _NEAR:
            continue
        first = number + 1
        while first < len(words) and words[first].text in _THE:
            first += 1
        some = [each for each, _ in takewhile(itemgetter(1), zip(words[first:], left[first:], strict=True))]
        found = _building(some) or (_by_capital(some[:MOST_WORDS], sentence, own) if word.text in _IN else [])
        if found:
            return sentence.written[found[0].start : found[-1].end]
    return None


def _building(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to one that is a building, where they are a name, with what follows as in "Huis aan de Markt"."""
    for count, word in enumerate(words[:MOST_WORDS], 1):
        if not word.text.isalpha() or word.text in _NOT_IN_NAMES:
            return ()
        if word.text.endswith(_BUILDINGS):
            tail = [each.text for each in words[count : count + 3]]
            if len(tail) == 3 and tail[0] in _AT and tail[1] in _THE and tail[2].isalpha():
                return words[: count + 3]
            return words[:count] if count > 1 or word.text not in _NO_NAMES else ()
    return ()


def _by_capital(words: Sequence[Word], sentence: Sentence, own: str) -> Sequence[Word]:
    """The first words that are written with a capital, where no list knows the first."""
    found = list[Word]()
    for word in words:
        name = sentence.written[word.start : word.end]
        if not name[:1].isupper() or (not found and (is_word(name) or word.text in fold(own))):
            break
        found.append(word)
    return found
