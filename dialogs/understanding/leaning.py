"""Tells a sentence that means nothing by itself ("en de derde?") from one that names what it is about."""

from __future__ import annotations

import re
from functools import cache

from dialogs.understanding.lexicon import vocabulary
from domain.organisation import organisation_names
from knowledge.wordlists import wordlist
from knowledge.words import NUMBERS, ORDINALS, fold, is_stop, words

# What people say around a question: it is about nothing.
_AROUND = frozenset({
    "alsjeblieft", "bedoel", "begrijp", "begrijpen", "begrijpt", "betekent", "echt", "eens", "explain", "explained",
    "explains", "hoezo", "koers", "klopt", "leg", "nummer", "number", "ok", "okay", "oke", "please", "precies",
    "simpel", "snap", "snapt", "sure", "svp", "true", "uit", "uitleg", "uitleggen", "understand", "verder", "weet",
    "zeker",
})  # fmt: skip
# "Is dat verplicht?": what it says of "dat" is no subject.
_OF_THAT = re.compile(
    r"(?:en |and |maar |but |dus |so )*(?:is|was|zijn|waren|are|were|geldt|gelden|klopt|mag|mogen|moet|moeten|kan"
    r"|kunnen|hoort|werkt|lukt|does|do|did|can|could|must|may|should|will|zal|gaat|wordt|worden)"
    r" (?:dat|dit|die|deze|het|ze|it|that|this|these|those|they)\b"
)
_WHAT_WAS_MEANT = re.compile(
    r"(?:en |and |maar |but )?(?:(?:wat|hoe) bedoel(?:en|t)? (?:je|jij|u|jullie)|(?:wat|what) (?:betekent|houdt|is|was)"
    r"(?: dit| dat)(?: in)?|(?:what|how) do you mean|what does (?:that|this|it) mean"
    r"|(?:ik )?(?:begrijp|snap) (?:het|dit|dat) niet|dat (?:begrijp|snap) ik niet"
    r"|i (?:don't|do not) (?:get|understand)(?: it| that| this)?)"
    r"(?: (?:daarmee|hiermee|precies|nou|nu|eigenlijk|dan|by that|with that|exactly|by this))*\s*[?.!]*"
)
_GOES_ON = re.compile(r"(?:en|and|maar|but|dus|so|what about|how about|hoe zit)\b")
_RELATIONAL = wordlist("relational")
_POINTING = wordlist("pointing")


def only_leans(text: str) -> bool:
    """Whether a sentence cannot be understood without what was said before it, in Dutch or English."""
    subjects = _subjects(text)
    return not subjects or (len(subjects) == 1 and bool(_OF_THAT.match(fold(text).strip())))


def asks_what_was_meant(text: str) -> bool:
    """Whether a sentence says that the last answer was not clear, and nothing else."""
    return bool(_WHAT_WAS_MEANT.fullmatch(" ".join(fold(text).split())))


def has_subject(text: str) -> bool:
    """Whether a sentence names something that documents could be about."""
    return bool(_subjects(text))


def has_known_word(text: str) -> bool:
    """Whether one of its words is one that Koers is spoken to with."""
    return any(word.folded in vocabulary().known for word in words(text))


def _subjects(text: str) -> list[str]:
    """The words that say what a sentence is about; the name of a municipality alone is no subject."""
    said = [word.folded for word in words(text)]
    goes_on = bool(_GOES_ON.match(fold(text).strip()))
    return [
        word
        for word in said
        if not is_stop(word)
        and word not in _POINTING
        and word not in ORDINALS
        and word not in NUMBERS
        and word not in _AROUND
        and word not in _RELATIONAL
        and not (goes_on and word in _places())
        and not word[0].isdigit()
    ]


@cache
def _places() -> frozenset[str]:
    """The parts of the names of the municipalities."""
    return frozenset(part for name in organisation_names() for part in fold(name).split("-"))
