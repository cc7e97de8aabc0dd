"""Tells whether a text has a word that means something here: of either language's lists, or like one of a document."""

from __future__ import annotations

from itertools import islice

from knowledge.glossary import english, synonyms
from knowledge.vocabulary import Vocabulary
from knowledge.wordlists import wordlist
from knowledge.words import NUMBERS, ORDINALS, Word, english_stem, is_stop, words

LOOKED_AT = 40  # words of a text; in a longer one a word that means something comes earlier
SPELLED = 0.85  # a word this like one of a document is that word, misspelt
SHORTEST = 5  # letters of a word that can be told to be misspelt: shorter ones resemble many
PART = 4  # letters of a part of a compound
_LISTED = wordlist("light") | wordlist("relational") | NUMBERS.keys() | ORDINALS.keys()


def any_known(text: str, vocabulary: Vocabulary) -> bool:
    """Whether one of the words is known, perhaps misspelt or as a part of a compound."""
    spoken = words(text)
    return any(_known(spoken, at, vocabulary) for at in islice(range(len(spoken)), LOOKED_AT))


def _known(spoken: list[Word], at: int, vocabulary: Vocabulary) -> bool:
    word = spoken[at]
    if len(word.folded) > 1 and _in_lists(word, spoken, at):
        return True
    if word.stem in vocabulary or english_stem(word.folded) in vocabulary:
        return len(word.folded) > 1
    if len(word.folded) < SHORTEST:
        return False
    if any(likeness >= SPELLED for _, likeness in vocabulary.spellings(word.stem)):
        return True
    return bool(vocabulary.partly(word.stem) or vocabulary.compounds(word.stem))


def _in_lists(word: Word, spoken: list[Word], at: int) -> bool:
    listed = is_stop(word.folded) or word.folded in _LISTED
    return listed or bool(synonyms(word.stem)) or bool(english(spoken, at)[0])
