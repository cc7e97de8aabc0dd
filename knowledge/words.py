"""Words of a text as the index sees them: folded, stemmed, with numbers and function words told apart."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

import Stemmer  # pyright: ignore[reportMissingTypeStubs]
from simplemma import lemmatize

from knowledge.wordlists import wordlist


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


_TOKEN = re.compile(r"[%€]|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?\d*")
_SIGNS = {"%": "procent", "€": "euro"}
_HARD = {"v": "f", "z": "s"}  # initiatieven is more than one initiatief
ENGLISH = "="  # what an English stem begins with, so that it is never taken for a Dutch one
INFINITIVE = ("en", "aan", "oen", "ien")  # how an infinitive ends
LONGEST = 40  # letters; what is longer is no word, and the stemmer takes long over it
_PLURAL = re.compile(r"[a-z]{3}[bdfghklmnpt]es$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$")


class _Threads(threading.local):
    """A stemmer for each thread: a stemmer keeps the word it is working on in itself."""

    def __init__(self) -> None:
        self.stemmer = cast(_Stemmer, Stemmer.Stemmer("dutch_porter"))  # pyright: ignore[reportUnknownMemberType]
        self.english = cast(_Stemmer, Stemmer.Stemmer("english"))  # pyright: ignore[reportUnknownMemberType]


_THREADS = _Threads()

STOP_NL = wordlist("stop_nl")
STOP_EN = wordlist("stop_en")
NUMBERS = {
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9", "tien": "10", "elf": "11", "twaalf": "12", "vijftien": "15", "twintig": "20", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "drietal": "3", "tweetal": "2", "viertal": "4", "vijftal": "5", "tiental": "10",
}  # fmt: skip
ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "laatste": -1, "last": -1,
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of a text: as written, folded (no case, no accents), and its stem."""

    text: str
    folded: str
    stem: str
    start: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.folded[0].isdigit()


def fold(text: str) -> str:
    """Lower case without accents; the apostrophe is straight."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """The Dutch stem of a folded word. Numbers keep their digits, without dots between thousands."""
    if folded[0].isdigit():
        return folded.replace(".", "") if _GROUPED.match(folded) else folded
    if "'" in folded:
        folded = folded.split("'", 1)[0] or folded
    return _stemmed(folded)


@lru_cache(maxsize=65536)
def _stemmed(folded: str) -> str:
    if len(folded) > LONGEST:
        return folded
    folded = infinitive(folded)
    if _PLURAL.search(folded):
        folded = folded[:-1]  # methodes, which the stemmer leaves as it is
    found = _THREADS.stemmer.stemWord(folded)
    if found.endswith("ies"):
        return found[:-1]  # fracties, which the stemmer leaves as it is
    return found[:-1] + _HARD[found[-1]] if found[-1:] in _HARD and len(found) > 3 else found


def infinitive(folded: str) -> str:
    """The infinitive of a Dutch verb form: "besproken" is "bespreken"; any other word is itself.

    Only verbs: the stemmer knows plurals, and a dictionary would make a date of "data".
    """
    # Unpacked, the dictionary takes ten times the memory, and a fifth of a second more of each start.
    found = lemmatize(folded, lang="nl", low_memory=True).replace("_", "")  # it writes "uit_voeren"
    return found if found.endswith(INFINITIVE) and found.isalpha() else folded


def words(text: str) -> list[Word]:
    """The words and numbers of a text, in order."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        folded = _SIGNS.get(match.group()) or fold(match.group())
        if folded:
            found.append(Word(match.group(), folded, stem(folded), match.start()))
    return found


def is_stop(folded: str) -> bool:
    """Whether the word says nothing about the subject, in Dutch or English."""
    return folded in STOP_NL or folded in STOP_EN or (len(folded) == 1 and not folded.isdigit())


def index_stems(text: str) -> list[str]:
    """The stems under which a text is found: without function words, and number words as digits too."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found.extend(_indexed(token))
    return found


def english_stems(text: str) -> list[str]:
    """The stems under which an English text is found; numbers are the same as in Dutch."""
    found: list[str] = []
    for token in _TOKEN.findall(text):
        folded = _SIGNS.get(token) or fold(token)
        if folded and folded not in STOP_EN and len(folded) > 1:
            found.append(english_stem(folded))
        elif folded.isdigit():
            found.append(folded)
        if folded in NUMBERS:
            found.append(NUMBERS[folded])
    return found


@lru_cache(maxsize=16384)
def english_stem(folded: str) -> str:
    """The English stem of a folded word, marked as English; a number is as in Dutch."""
    if folded[0].isdigit():
        return folded.replace(",", "")
    folded = folded.split("'", 1)[0] or folded
    return ENGLISH + (folded if len(folded) > LONGEST else _THREADS.english.stemWord(folded))


@lru_cache(maxsize=32768)
def _indexed(token: str) -> tuple[str, ...]:
    folded = _SIGNS.get(token) or fold(token)
    if not folded:
        return ()
    kept = () if is_stop(folded) else (stem(folded),)
    return (*kept, NUMBERS[folded]) if folded in NUMBERS else kept
