"""Chooses the capability and the intent of a sentence: rules for what is certain, the classifier for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dialogs.understanding.classifier import classifier
from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.model import Choice
from dialogs.understanding.words import Sentence

CLOSE = 0.1  # two readings nearer than this are both named
FLOOR = 0.3  # a reading under this is a question about the vision
ASK: Choice = ("vision", "ask")
_SEPARATORS = frozenset(",:;&+!-?")
_FILLERS = frozenset(
    ["koers", "daar", "there", "allemaal", "all", "bot", "everyone", "iedereen", "jij", "je", "you", "en", "and", "hoor", "zeg", "weer", "again", "lieve", "beste", "dear", "team", "met", "alles", "goed", "so", "very", "much", "veel", "heel", "erg", "super", "top", "fijn", "prima", "perfect", "great", "wel", "u", "jou", "voor", "je", "hulp", "for", "your", "help", "collega", "alvast", "hoe", "is", "het", "ook", "een", "a", "nog"]
)
_SMALLTALK = ("how_are_you", "who_are_you", "greeting", "thanks", "goodbye")
_LETTERS = re.compile(r"[^\W\d_]")
_SOURCE = re.compile(
    r"^(?:(?:toon|open|laat|show|bekijk|me|zien|see|geef) )*(?:de |the )?(?:bron|source|voetnoot|footnote|citaat) (?:nummer |number |nr )?\d+(?: zien| please| graag)?$"
)
_GO_ON = re.compile(
    r"^(?:en|and|maar|but) (?:in|bij|voor|hoe|wat|for|at|how|what|waarom|why|de|het|the|wie|who|dan|then|als|if)\b"
)
_MESSAGE_ABOUT = re.compile(r"^(?:stuur|maak|plaats|schrijf|verstuur|send|post|write|make|publish|publiceer)\b")


@dataclass(frozen=True)
class Decision:
    """What the sentence is for, and what else it may be for."""

    choice: Choice
    confidence: float
    others: tuple[Choice, ...] = ()


def decide(sentence: Sentence, has_day: bool, has_hours: bool) -> Decision:
    """The reading of a sentence. `has_day`, `has_hours`: whether a day or an hour was found in it."""
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
    if _SOURCE.match(line):
        return Decision(("vision", "source"), 1.0)
    scores = _adjusted(classifier().scores(kept), kept, has_day, has_hours)
    return _best(scores)


def is_nonsense(sentence: Sentence) -> bool:
    """Whether nothing in it can be read: no letters, or only keys hit at random."""
    words = [word.text for word in sentence.words if _LETTERS.search(word.text)]
    return all(_is_garble(word) for word in words)


def _is_garble(word: str) -> bool:
    if word in vocabulary().known or word in vocabulary().targets:
        return False
    if len(word) == 1:
        return True
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
    if not kinds or not all(covered[at] or word in _FILLERS for at, word in enumerate(words)):
        return None
    return next(kind for kind in _SMALLTALK if kind in kinds)


def _covered(words: list[str]) -> tuple[list[bool], set[str]]:
    covered, kinds = [False] * len(words), set[str]()
    index = vocabulary().meanings
    for at, word in enumerate(words):
        for phrase, meaning in index.get(word, ()):
            if meaning in _SMALLTALK and tuple(words[at : at + len(phrase)]) == phrase:
                covered[at : at + len(phrase)] = [True] * len(phrase)
                kinds.add(meaning)
    return covered, kinds


def _without_courtesy(words: list[str]) -> list[str]:
    """The words without the greeting before and the thanks after."""
    covered, _ = _covered(words)
    skipped = _FILLERS | _SEPARATORS
    start, end = 0, len(words)
    while start < end and (covered[start] or (start and words[start] in _SEPARATORS | {"koers", "daar", "there"})):
        start += 1
    while end > start and (covered[end - 1] or (end < len(words) and words[end - 1] in skipped)):
        end -= 1
    return words[start:end] if end - start >= 1 else words


def _adjusted(scores: dict[Choice, float], words: list[str], has_day: bool, has_hours: bool) -> dict[Choice, float]:
    """Adds what is known for certain about the two languages to what the examples say."""
    plain = [word for word in words if word not in _SEPARATORS]
    found = meanings_in(plain)
    first: dict[str, int] = {}
    for at, meaning in found:
        first.setdefault(meaning, at)
    bonus = _Bonus(scores)
    line = " ".join(plain)
    acts = any(
        first.get(name, 9) <= 3
        for name in (
            "book",
            "start",
            "send",
            "submit",
            "cancel",
            "change",
            "register_day",
            "wish",
            "export",
            "approve",
            "close_it",
            "remind",
            "pause",
            "go_on",
        )
    )
    asks = first.get("define", 9) <= 2
    if asks and "my" not in first and not has_day:
        bonus.add(ASK, 0.25)
    if "vision" in first and not (acts and not asks and "define" not in first) and not _MESSAGE_ABOUT.match(line):
        bonus.add(ASK, 0.35)
    if "rules_for" in first and not has_day and "book" not in first:
        bonus.add(ASK, 0.3)
    if "compare" in first and ("change" not in first):
        bonus.add(("vision", "compare"), 0.25)
    if has_day and not asks:
        bonus.add(ASK, -0.2)
        for choice in (("workdays", "set_day"), ("workspaces", "book_desk"), ("workspaces", "book_room")):
            bonus.add(choice, 0.05)
    if has_hours and ("room" in first or "booth" in first):
        bonus.add(("workspaces", "book_room"), 0.1)
    if len(plain) <= 7 and _GO_ON.match(line) and not acts and not has_day:
        bonus.add(("vision", "follow_up"), 0.4)
    return scores


class _Bonus:
    def __init__(self, scores: dict[Choice, float]) -> None:
        self._scores = scores

    def add(self, choice: Choice, amount: float) -> None:
        self._scores[choice] = self._scores.get(choice, 0.0) + amount


def _best(scores: dict[Choice, float]) -> Decision:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, score), *rest = ranked
    if score < FLOOR and best[0] != "vision":
        return Decision(ASK, max(score, 0.0), ())
    close = tuple(
        choice
        for choice, value in rest[:1]
        if score - value < CLOSE and value > FLOOR and choice != ASK and best != ASK
    )
    return Decision(best, min(max(score, 0.0), 1.0), close)
