"""Cuts a sentence into words that remember where they stood, written as the lists of words know them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST = 700  # characters that are looked at; of a longer text the first HEAD and the last, the wish is in one of them
HEAD = 450
LONGEST_WORD = 40  # letters; no word of either language is longer
_TOKEN = re.compile(
    r"\d{1,2}[uh]\d\d\b|\d{1,2}x\d{1,2}\b|2mor+ow?\b|\d+(?:[.:/\-]\d+)*(?:(?:ste|de|e|st|nd|rd|th|uur|u|h|am|pm)\b)?(?:\d\d\b)?"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]+|[?,:;\-&+!]"
)
_WEEKDAY = r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_DAY_WORD = re.compile(
    rf"{_WEEKDAY}|ma|di|wo|do|vr|za|zo|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?"
)
_GLUED = re.compile(
    rf"({_WEEKDAY}|morgen|overmorgen)(ochtend|morgen|middag|namiddag|avond|nacht|vroeg|plek|plekje|bureau)(?:en|s)?$"
)
_POSSESSIVE = re.compile(rf"({_WEEKDAY}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow)'s")
_PARTLY = re.compile(r"(gister|van)(ochtend|morgen|middag|avond)$")
_THIS_PART = re.compile(  # "vd middag" is this afternoon, "vd 3e" is not
    r"vd(?= (?:ochtend|middag|avond|nog|om|vanaf|even|ff|aub|een|graag|tot|in|op|naar|thuis|kantoor|ook)\b|$)"
)
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True)
class Word:
    """A word as compared (`text`), and its place in the sentence as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence, its words, and `line`: the words with single spaces, for the grammars."""

    written: str
    words: tuple[Word, ...]
    line: str


def fold(text: str) -> str:
    """Lower case without accents and with straight quotes and dashes; keeps the length of the text."""
    return "".join(_folded(character) for character in text)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in "’‘`´":
        return "'"
    if character in "–—−":
        return "-"
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def read(text: str, known: Collection[str], targets: tuple[str, ...], short: Mapping[str, str]) -> Sentence:
    """The sentence in words, with what `short` says written out ("vlg wk").

    A word that is not `known` becomes the nearest of `targets` if it is a slip away.
    """
    written = text if len(text) <= LONGEST else _ends(text)
    words: list[Word] = []
    folded = fold(written)
    for match in _TOKEN.finditer(folded):
        if match.group() == "-" and _only_joins(folded, match.start(), words):
            continue
        token = match.group()[:LONGEST_WORD]
        if token == "ish" and words and words[-1].end == match.start():  # "9ish"
            continue
        whole = "vandaag" if _THIS_PART.match(folded, match.start()) else short.get(token)
        if whole is not None:
            words.extend(Word(word, match.start(), match.end()) for word in whole.split())
            continue
        words.extend(_unglued(_mended(token, known, targets), match.start(), match.end()))
    return Sentence(written, tuple(words), " ".join(word.text for word in words))


def starts(sentence: Sentence) -> list[int]:
    """Where each word stands in the line."""
    found, at = list[int](), 0
    for word in sentence.words:
        found.append(at)
        at += len(word.text) + 1
    return found


def _ends(text: str) -> str:
    head, tail = text[:HEAD], text[HEAD - LONGEST :]
    return head.rsplit(" ", 1)[0] + " … " + tail.split(" ", 1)[-1]


def _only_joins(folded: str, at: int, words: list[Word]) -> bool:
    """Whether the dash at `at` joins two words ("check-in") and is not a range of days ("ma-wo") or hours."""
    around = folded[max(at - 1, 0) : at + 2]
    if len(around) < 3 or not (around[0].isalpha() and around[2].isalpha()):
        return False
    return not (words and (_DAY_WORD.fullmatch(words[-1].text) or words[-1].text[0].isdigit()))


def _unglued(text: str, start: int, end: int) -> list[Word]:
    glued = _GLUED.fullmatch(text)
    if glued:
        part = "ochtend" if glued.group(2) in ("morgen", "vroeg") else glued.group(2)
        return [Word(glued.group(1), start, end), Word(part, start, end)]
    partly = _PARTLY.fullmatch(text)
    if partly:
        day = "gisteren" if partly.group(1) == "gister" else "vandaag"
        part = "ochtend" if partly.group(2) == "morgen" else partly.group(2)
        return [Word(day, start, end), Word(part, start, end)]
    return [Word(text, start, end)]


def _mended(token: str, known: Collection[str], targets: tuple[str, ...]) -> str:
    if possessive := _POSSESSIVE.fullmatch(token):  # "Thursday's desk"
        return possessive.group(1)
    if token[0].isdigit() or len(token) < 2 or token in known:
        return token
    shorter = _REPEATED.sub(r"\1", token)
    if shorter in known:
        return shorter
    return _nearest(shorter, targets)


@lru_cache(maxsize=8192)
def _nearest(token: str, targets: tuple[str, ...]) -> str:
    if len(token) < 5:
        return token
    allowed = 1 if len(token) < 9 else 2
    likely = [target for target in targets if target[0] == token[0]]  # people hardly ever miss the first letter
    best = process.extractOne(token, likely, scorer=OSA.distance, score_cutoff=allowed)
    return str(best[0]) if best else token
