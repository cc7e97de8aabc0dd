"""Tells Dutch from English, by the words and letters of the example sentences in locales/understanding/.

The one detector of the product: light to import and to use, it reads the examples once and trains nothing."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locales.texts import Language

FOLDER = Path(__file__).parent / "understanding"
_WORD = re.compile(r"[^\W\d_]+")
# Names and terms that are the same in a sentence of either language, and so say nothing about it.
_TERM = re.compile(
    r"\b(?:\w+(?:-\w+){2,}|just do it|werk ?hub|huis aan de markt|(?:fast|slow) lanes?|(?:fast|slow)lane|global goals?"
    r"|business ?cases?|check-?ins?|feed ?(?:forward|back)|open source|common ground|best practices?|smart city"
    r"|new public management|toss|oss|sittard(?:[- ]geleen)?|koers)\b"
)
_OPENS = 5.0  # how much the word that opens a question tells: "what is meant by werken vanuit de bedoeling" is English
LONGEST = 1000  # characters that are looked at
CLEAR, FEWEST = 3.5, 3  # how much has to tell, and how many words, before a text is clearly in a language
# Small words that the examples may miss, or have in both languages by accident.
_DUTCH = """aan als andere bij daar dan dat de deze die dit door een er geen had heb hebben heeft het hij hoe ik ja jij
kan kun kunnen maar mag me mee met mij moet naar niet nog nu om onder ons ook op over te toch tot uit van voor waar wat
we welke werd wie wij wil worden wordt zal ze zich zij zijn zo zou hoi hallo bedankt doei"""
_ENGLISH = """about all am an and are at be been but by can could did do does for from had has have he her
his how i if in is
it its let me my not of on or our she should so that the their them there these they this those to up us was we
were what when where which who why will with would you your yes hello thanks"""


# These open a request and decide with the small words when they come first; these say nothing at all.
_REQUESTS = "leg vertel geef noem boek beschrijf explain tell give describe name book"
_SAME = "start stop team project status menu plan board manager app bot chat data support hub is in we me"
_OPENINGS = frozenset(f"{_DUTCH} {_ENGLISH} {_REQUESTS}".split())
_NEUTRAL = frozenset(_SAME.split())


@dataclass(frozen=True)
class _Signs:
    """How much a word and three letters in a row speak for Dutch (above 0) or English (below 0)."""

    words: dict[str, float]
    letters: dict[str, float]


def detect_language(text: str, otherwise: Language = "nl") -> Language:
    """The language of a text; `otherwise` where nothing tells (a number, a name, an empty text)."""
    total = _tells(text)
    if abs(total) < 0.3:
        return otherwise
    return "nl" if total > 0 else "en"


def clear_language(text: str) -> Language | None:
    """The language of a text that is clearly in one; None where it is short, or has much of both."""
    total = _tells(text)
    if abs(total) < CLEAR or len(_WORD.findall(text[:LONGEST])) < FEWEST:
        return None
    return "nl" if total > 0 else "en"


def _tells(text: str) -> float:
    """How much a text speaks for Dutch (above 0) or English (below 0)."""
    signs = _signs()
    total = 0.0
    lowered = text[:LONGEST].lower().replace("'", "").replace("’", "")
    said = [word for word in _WORD.findall(_TERM.sub(" ", lowered)) if word not in _NEUTRAL]
    for at, word in enumerate(said):
        known = signs.words.get(word)
        lean = known if known is not None else 0.25 * sum(signs.letters.get(three, 0.0) for three in _threes(word))
        total += lean * (_OPENS if at == 0 and word in _OPENINGS else 1.0)
    return total


@cache
def _signs() -> _Signs:
    counts = {"nl": Counter(_DUTCH.split() * 3), "en": Counter(_ENGLISH.split() * 3)}
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            data: dict[str, dict[str, str]] = tomllib.load(file)
        for language, lists in counts.items():
            for lines in data.get(language, {}).values():
                lists.update(_WORD.findall(lines.lower().replace("'", "")))
    dutch, english = counts["nl"], counts["en"]
    words = {word: _lean(dutch[word], english[word], 0.3) for word in dutch.keys() | english.keys()}
    letters = {"nl": Counter[str](), "en": Counter[str]()}
    for language, lists in counts.items():
        for word in lists:
            letters[language].update(_threes(word))
    threes = {three: _lean(letters["nl"][three], letters["en"][three], 1.0) for three in letters["nl"] | letters["en"]}
    return _Signs(words, threes)


def _lean(dutch: int, english: int, smoothing: float) -> float:
    """The logarithm of the odds, held between -2 and 2."""
    return max(-2.0, min(2.0, math.log((dutch + smoothing) / (english + smoothing))))


def _threes(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[at : at + 3] for at in range(len(padded) - 2)]
