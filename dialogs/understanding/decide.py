"""Chooses the capability and the intent of a sentence: rules for what is certain, the classifier for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dialogs.understanding.classifier import classifier
from dialogs.understanding.lexicon import meanings_in, vocabulary
from dialogs.understanding.model import Choice
from dialogs.understanding.words import Sentence

CLOSE = 0.1  # two readings nearer than this are both named
FLOOR = 0.3  # a reading under this is a question about the vision
LONG = 28  # words; a longer text is read in parts
LOW_FLOOR = 0.15  # the same, for a sentence that names a day and asks for no explanation
ASK: Choice = ("vision", "ask")
_SEPARATORS = frozenset(",:;&+!-?")
_AFTER_GREETING = _SEPARATORS | {"koers", "daar", "there"}
_ACTS = ("book", "start", "send", "submit", "cancel", "change", "register_day", "wish", "export", "approve", "close_it")
_THINGS = (
    *("idea", "desk", "room", "booth", "booking", "project_document", "message", "check_in", "submit", "join_in"),
    *("project", "status", "results", "draft", "delivered", "scan", "allowance", "days_overview"),
)
_DAYS = ("home", "office", "elsewhere", "work", "who", "colleague", "cancel", "change", "team_day", "meeting", "book")
_SMALLTALK = ("how_are_you", "who_are_you", "greeting", "thanks", "goodbye")
_LETTERS = re.compile(r"[^\W\d_]")
_SOURCE = re.compile(
    r"^(?:(?:toon|open|laat|show|bekijk|me|zien|see|geef) )*(?:de |the )?(?:bron|source"
    r"|voetnoot|footnote|citaat) (?:nummer |number |nr )?\d+(?: zien| please| graag)?$"
)
_GO_ON = re.compile(
    r"^(?:en|and|maar|but) (?:in|bij|voor|hoe|wat|for|at|how|what|waarom|why|de|het|the|wie|who|dan|then|als|if)\b"
)
_TWO_SIDES = re.compile(
    r"\b(?:oss|toss|hub|huis|sittard|geleen|gemeenten|municipalities|visies|visions|beide|both"
    r"|document\w*|begroting|bestuursopdracht"
    r"|missie|mission|budget|met|with|twee|two)\b"
)
_LET_KNOW = re.compile(
    r"\b(?:laat|let|wil|want to|graag|moet|kun je|can you) (?!(?:me|mij|us|ons|het me"
    r"|it)\b)(?:[\w']+ ){1,5}(?:laten )?(?:weten|know) (?:dat|that|over|about|wanneer|when"
    r"|of)\b"
    r"|\b(?:vertel|tell|inform|informeer) (?!(?:me|mij|us|ons)\b)(?:\w+ ){1,4}(?:dat|that|over|about)\b"
)
_IMPERSONAL = re.compile(
    r"(?:en |and |maar |but )?(?:wat|welke?|wie|wiens|waar\w*|wanneer|hoe\w*|in welke?"
    r"|in hoeverre|op welke?|door wie|bij welke?|uit welke?|met welke?|voor wie|aan welke?"
    r"|van welke?|what|which|who|whose|where|when|why|how|in which|in what|by whom"
    r"|is|zijn|was|were|are|does|do|did|has|have|heeft|hebben|komt|komen|wordt|worden|krijgt"
    r"|krijgen|gaat|gaan|moet|moeten|mogen|mag|will|should|zal|zullen|blijft|blijven|wil"
    r"|willen|kunnen|klopt)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:ik|mij|mijn|mn|m'n|me|i|my|mine|je|jij|you|i'm|i'd|kun je|can you)\b")
_LISTED = frozenset(
    {"idea", "portfolio", "message", "busy", "free", "check_in", "who", "present", "colleague", "booking"}
)
_SOMEONE = re.compile(
    r"^(?:en |and )?(?:is|komt|werkt|zit|zie|will|does|wanneer|when|waar|where|zijn|are|hoeveel|how)\b"
)
_WHERE_IS = re.compile(
    r"(?:(?i:waar|where|wanneer|when)) (?:(?i:is|werkt|zit|does|komt|will)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
MOVES = re.compile(r"\b(?:mijn|die|de) .*\bvan\b.*\bnaar\b")
A_PROJECT = re.compile(r"\b[Pp]roject (?!Start|Bureau|Document)[A-ZÀ-Ý]\w+")
_IS_SOMEONE = re.compile(
    r"(?:(?i:is|komt|werkt|zit|will|wanneer is|when is|waar is|where is|waar werkt"
    r"|zie ik)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
_FROM_VISION = re.compile(
    r"\b(?:volgens|according to|in|uit|zegt|zeggen|staat in|by) (?:de |het |the |our "
    r"|onze )?(?:visie|vision|beleid|policy|documenten|documents)\b"
)
_SENDS = re.compile(r"^(?:stuur|maak|plaats|schrijf|verstuur|send|post|write|make|publish|publiceer)\b")


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
    readings = [_read(part, sentence, has_day, has_hours) for part in _parts(kept)]
    return max(readings, key=lambda reading: (reading.choice != ASK, reading.confidence))


def _parts(words: list[str]) -> list[list[str]]:
    """The words, or the overlapping parts of a long story: the wish is in one of them."""
    if len(words) <= LONG:
        return [words]
    return [words[at : at + LONG] for at in range(0, len(words) - LONG // 2, LONG // 2)]


def _read(words: list[str], sentence: Sentence, has_day: bool, has_hours: bool) -> Decision:
    first: dict[str, int] = {}
    unbroken = [word for word in words if word not in _SEPARATORS]
    for at, meaning in meanings_in(unbroken):
        first.setdefault(meaning, at)
    signs = _Signs(first, unbroken, " ".join(unbroken), sentence.written.strip(), has_day, has_hours)
    return _best(_adjusted(classifier().scores(words), signs), signs.is_wish)


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


@dataclass(frozen=True)
class _Signs:
    """What the rules look at: the meanings with where each starts, and the words in a row."""

    first: dict[str, int]
    words: list[str]
    line: str
    written: str
    has_day: bool
    has_hours: bool

    def any(self, *meanings: str) -> bool:
        """Whether one of these is meant somewhere."""
        return any(meaning in self.first for meaning in meanings)

    @property
    def acts(self) -> bool:
        """Whether it opens with something to do or to want."""
        return any(self.first.get(name, 9) <= 3 for name in _ACTS)

    @property
    def is_wish(self) -> bool:
        """Whether it names a day and is no question about how things are."""
        how_things_are = self.defines or (_IMPERSONAL.match(self.line) and not _FIRST_PERSON.search(self.line))
        return self.has_day and not how_things_are and self.any(*_THINGS, *_DAYS)

    @property
    def defines(self) -> bool:
        """Whether it opens as a question for an explanation."""
        return self.first.get("define", 9) <= 2


def _adjusted(scores: dict[Choice, float], signs: _Signs) -> dict[Choice, float]:
    """Adds what is known for certain about the two languages to what the examples say."""
    changed = dict(scores)
    for choice, amount in (*_toward_vision(signs), *_toward_doing(signs), *_toward_people(signs)):
        changed[choice] = changed.get(choice, 0.0) + amount
    return changed


def _toward_vision(signs: _Signs) -> Iterator[tuple[Choice, float]]:
    if _FROM_VISION.search(signs.line) and not any(signs.first.get(name, 9) == 0 for name in _ACTS):
        yield ASK, 0.5
    if signs.any("injection"):
        yield ASK, 0.6
    if signs.any("help") and signs.defines and len(signs.words) < 7:
        yield ("help", "help"), 0.3
    elif signs.defines and not signs.any("my") and not signs.has_day and not A_PROJECT.search(signs.written):
        yield ASK, 0.25
    if signs.any("compare") and _TWO_SIDES.search(signs.line):
        yield ("vision", "compare"), 0.9 if signs.defines else 0.5
    elif signs.any("vision") and not (signs.acts and not signs.any("define")) and not _SENDS.match(signs.line):
        yield ASK, 0.35
    if signs.any("rules_for") and not signs.has_day and not signs.any(*_THINGS):
        yield ASK, 0.3
    timeless = not signs.has_day and not signs.has_hours and not A_PROJECT.search(signs.written)
    if timeless and _IMPERSONAL.match(signs.line) and not _FIRST_PERSON.search(signs.line):
        yield ASK, 0.1 if signs.any(*_LISTED) else 0.3
    if len(signs.words) <= 7 and _GO_ON.match(signs.line) and not signs.acts and not signs.has_day:
        yield ("vision", "follow_up"), 0.4


def _toward_doing(signs: _Signs) -> Iterator[tuple[Choice, float]]:
    if signs.any("my") and signs.any(*_THINGS) and not signs.any("vision"):
        yield ASK, -0.2
    if signs.any("later") and signs.any("meeting", "booking"):
        yield ("workspaces", "change"), 0.4
    if signs.any("recall", "stop") and signs.any("booking"):
        yield ("workspaces", "cancel"), 0.4
    if signs.any("have_i") and signs.any("idea"):
        yield ("initiatives", "mine"), 0.3
    if MOVES.search(signs.line) and signs.has_day and signs.any("desk", "room", "booking", "meeting"):
        yield ("workspaces", "change"), 0.5
    if signs.any("cancel") and signs.any("desk", "room", "booth", "booking"):
        yield ("workspaces", "cancel"), 0.2
    about_project = A_PROJECT.search(signs.written) and not signs.any("progress_report", "start", "close_it")
    if about_project and not signs.acts:
        yield ("projects", "status"), 0.4
    if _LET_KNOW.search(signs.line):
        yield ("announcements", "new"), 0.5
    if signs.has_day and not (signs.defines and signs.any("vision")):
        yield ASK, -0.2 if not signs.defines else 0.0
        for intent in ("book_desk", "book_room"):
            yield ("workspaces", intent), 0.05
        yield ("workdays", "set_day"), 0.05
    if signs.has_hours and signs.any("room", "booth"):
        yield ("workspaces", "book_room"), 0.1


def _toward_people(signs: _Signs) -> Iterator[tuple[Choice, float]]:
    who_is_in: Choice = ("workdays", "who_is_in")
    if _IS_SOMEONE.match(signs.written) and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.6
    if signs.first.get("who") == 0 and signs.has_day and signs.any("office", "home", "present", "work"):
        yield who_is_in, 0.3
    if signs.has_day and _WHERE_IS.match(signs.written):
        yield who_is_in, 0.4
    if not signs.any("who", "colleague", "team") and not _SOMEONE.search(signs.line):
        yield who_is_in, -0.25


def _best(scores: dict[Choice, float], is_wish: bool) -> Decision:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (best, score), *rest = ranked
    if score < (LOW_FLOOR if is_wish else FLOOR) and best[0] != "vision":
        return Decision(ASK, max(score, 0.0), ())
    close = tuple(
        choice
        for choice, value in rest[:1]
        if score - value < CLOSE and value > FLOOR and choice != ASK and best != ASK
    )
    return Decision(best, min(max(score, 0.0), 1.0), close)
