"""A follow-up that names nothing ("waarom?", "geef een voorbeeld") goes on where the last answer stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.answer import Question
from knowledge.question import Reading, item_of

_ONLY_ASKS = re.compile(
    r"voorbeeld\w*|examples?|meer|more|verder|toelicht\w*|uitleg\w*|explain\w*|else|anders?|geef|noem|details?"
)
_ASKS_WHY = re.compile(r"\b(?:waarom|waardoor|waartoe|hoezo|why|how come)\b", re.IGNORECASE)
_SAYS_WHY = re.compile(
    r"\b(?:omdat|daarom|want|doordat|zodat|hierdoor|daardoor|nodig|belangrijk|vraagt|aanleiding|reden\w*|om te"
    r"|because|therefore|vanwege)\b",
    re.IGNORECASE,
)
_ASKS_EXAMPLE = re.compile(r"\b(?:voorbeeld\w*|examples?|zoals)\b", re.IGNORECASE)
_SAYS_EXAMPLE = re.compile(
    r"\b(?:bijvoorbeeld|voorbeeld\w*|denk(?:en)? (?:hierbij |daarbij |bijvoorbeeld )?aan|onder andere|bijv|for example"
    r"|such as|zoals(?! (?:\w+d|\w+en|eerder|hier\w+|we|wij|men|je|dat|ook|het|in)\b))\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\[\d{1,2}\]")
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s")
BONUS = 0.3  # what a sentence gets that says why, or gives an example, where that is asked for
PICKED = 2.0  # and what the very item gets that is asked for by its place


@dataclass(frozen=True)
class GoingOn:
    """What was said already, and what a sentence must look like to go on from there. Empty: not such a follow-up.

    `item` is the item of the last answer that is asked for by its place ("en de derde?").
    """

    said: str = ""
    wanted: re.Pattern[str] | None = None
    item: str = ""

    def picks(self, text: str) -> bool:
        """Whether a sentence is the item that is asked for."""
        return bool(self.item) and _bare(text) == self.item

    def repeats(self, text: str) -> bool:
        """Whether a sentence was in the last answer."""
        return bool(self.said) and _bare(text) in self.said

    def bonus(self, text: str) -> float:
        """What a sentence gets for being of the kind that is asked for."""
        if self.picks(text):
            return PICKED
        return BONUS if self.wanted and self.wanted.search(text) else 0.0

    def is_wanted(self, text: str) -> bool:
        """Whether a quote is of the kind that is asked for, or no kind is."""
        return self.wanted is None or bool(self.wanted.search(text))


STANDS_ALONE = GoingOn()


def going_on(question: Question, reading: Reading) -> GoingOn:
    """How a question goes on from the last answer; STANDS_ALONE when it has a subject or a place of its own."""
    answers = [turn.text for turn in question.history if turn.role == "assistant"]
    if not reading.follows or not answers:
        return STANDS_ALONE
    if reading.ordinal is not None:
        return GoingOn(item=_bare(item_of(answers[-1], reading.ordinal)))
    asked = [concept.word for concept in reading.concepts if concept.asked]
    if reading.others or reading.compares or not all(map(_ONLY_ASKS.fullmatch, asked)):
        return STANDS_ALONE
    return GoingOn(_bare("\n".join(answers)), _wanted(question.text))


def _wanted(text: str) -> re.Pattern[str] | None:
    if _ASKS_WHY.search(text):
        return _SAYS_WHY
    return _SAYS_EXAMPLE if _ASKS_EXAMPLE.search(text) else None


def _bare(text: str) -> str:
    """Only the letters and digits of a text, with single spaces, without the number of a source or an item."""
    return " ".join(re.findall(r"[^\W_]+", _NUMBER.sub("", _MARKER.sub("", text)).lower()))
