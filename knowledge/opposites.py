"""Finds that a question takes for granted the opposite of what the passages say: obliged where they say voluntary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.answer import Aspect, Remark
from knowledge.matching import Matcher
from knowledge.premises import KNOWN, PRESUMES
from knowledge.question import Reading
from knowledge.saying import Finding, Line, lines_of, share
from knowledge.scope import Found
from knowledge.words import Word, fold, is_stop, words

READ = 4  # passages that are looked at
SAME_SUBJECT = 0.5  # share of the rest of the question that the sentence with the opposite and those beside it hold
NEARLY_ALL = 0.75  # share of the question that a sentence holds of which only the "not" differs
LONGEST = 22  # words of such a sentence
REACH = 3  # words between "not" and what it denies
LEAST_DENIED = 2  # words of the question that "not this, but that" denies
_NOT_BUT = re.compile(
    r"\b(?:niet|geen|not)\b(?! (?:alleen|enkel|slechts|zozeer|only|just|merely))(?P<denied>[^.;:]{5,120}?),? "
    r"(?:maar|but)\b(?! (?:ook|also))(?P<put>[^.;]{3,200})",
    re.IGNORECASE,
)
_NO_LONGER = frozenset(("meer", "more"))  # "not any more" compares nothing
_NOT = frozenset(
    ("niet", "geen", "nooit", "zonder", "zelden", "nergens", "niemand", "not", "no", "never", "without", "nobody")
)


def check(reading: Reading, matcher: Matcher, found: Sequence[Found]) -> list[Finding]:
    """At most one finding; none where the question does not take anything for granted, or is a follow-up."""
    if reading.follows or not PRESUMES.search(reading.text):
        return []
    spoken = words(reading.text)
    for word in spoken:
        opposite = _opposites().get(word.folded)
        if opposite and not (word.folded in _NO_LONGER and _is_denied(spoken, word)):
            finding = _opposed(spoken, word, opposite, matcher, found)
            if finding:
                return [finding]
    return _denied(spoken, matcher, found) or _not_but(spoken, matcher, found)


def _opposed(
    spoken: Sequence[Word], word: Word, opposite: frozenset[str], matcher: Matcher, found: Sequence[Found]
) -> Finding | None:
    """The opposite of a word of the question in a sentence about the same; nothing when the word stands there too."""
    alike = _sides()[word.folded]
    denied = _is_denied(spoken, word)
    against: Finding | None = None
    for line in lines_of(found[:READ]):
        if share(matcher, line.context, {word.folded}) < SAME_SUBJECT:
            continue
        said = words(line.text)
        for other in _of_the_same(spoken, word, said, alike | opposite):
            if (other.folded in alike) == (_is_denied(said, other) == denied):
                return None
            if against is None:
                against = Finding(Remark(Aspect.PREMISE, "", _phrase(spoken, word), (_phrase(said, other),)), (line,))
    return against


def _of_the_same(spoken: Sequence[Word], word: Word, said: Sequence[Word], wanted: frozenset[str]) -> list[Word]:
    """The words wanted in a sentence; where some belong to the noun after the word of the question, only those."""
    found = [other for other in said if other.folded in wanted]
    noun = _after(spoken, word)
    close = [other for other in found if noun and _after(said, other) == noun]
    return close or found


def _after(spoken: Sequence[Word], word: Word) -> str:
    """The stem of the word right after one; '' for a function word or the end."""
    at = next(number for number, other in enumerate(spoken) if other is word)
    following = spoken[at + 1 : at + 2]
    return following[0].stem if following and not is_stop(following[0].folded) else ""


def _denied(spoken: Sequence[Word], matcher: Matcher, found: Sequence[Found]) -> list[Finding]:
    """A short sentence that says nearly all that the question does, but for the "not"."""
    asked = any(word.folded in _NOT for word in spoken)
    if not asked or any(item.asked >= KNOWN for item in found[:READ]):
        return []
    best: Line | None = None
    for line in lines_of(found[:READ]):
        said = words(line.text)
        if line.sentence.kind == "heading" or len(said) > LONGEST or share(matcher, line.own) < NEARLY_ALL:
            continue
        if any(word.folded in _NOT for word in said):
            return []
        best = best or line
    return [Finding(Remark(Aspect.PREMISE), (best,))] if best else []


def _not_but(spoken: Sequence[Word], matcher: Matcher, found: Sequence[Found]) -> list[Finding]:
    """A sentence "not this, but that" in which the question has only words of "this", and no "not" of its own."""
    if any(word.folded in _NOT for word in spoken):
        return []
    asked = {word.stem for word in spoken if not is_stop(word.folded)}
    for line in lines_of(found[:READ]):
        span = _NOT_BUT.search(line.text)
        if span is None or share(matcher, line.context) < SAME_SUBJECT:
            continue
        denied, put = (_stems(span.group(name)) for name in ("denied", "put"))
        if len(asked & denied) >= LEAST_DENIED and not asked & put - denied:
            return [Finding(Remark(Aspect.PREMISE), (line,))]
    return []


def _stems(text: str) -> set[str]:
    return {word.stem for word in words(text) if not is_stop(word.folded)}


def _is_denied(spoken: Sequence[Word], word: Word) -> bool:
    at = next(number for number, other in enumerate(spoken) if other is word)
    return any(other.folded in _NOT for other in spoken[max(0, at - REACH) : at])


def _phrase(spoken: Sequence[Word], word: Word) -> str:
    """The word, with the "not" before it."""
    at = next(number for number, other in enumerate(spoken) if other is word)
    before = [other for other in spoken[max(0, at - REACH) : at] if other.folded in _NOT]
    return f"{before[-1].text} {word.text}" if before else word.text


@cache
def _lines() -> list[tuple[frozenset[str], frozenset[str]]]:
    text = (Path(__file__).parent / "opposites.txt").read_text(encoding="utf-8")
    rows = [re.split(r"\s*/\s*", line) for line in text.splitlines() if line and not line.startswith("#")]
    return [(frozenset(fold(one).split()), frozenset(fold(other).split())) for one, other in rows]


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, other in _lines():
        found.update(dict.fromkeys(one, other) | dict.fromkeys(other, one))
    return found


@cache
def _sides() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, other in _lines():
        found.update(dict.fromkeys(one, one) | dict.fromkeys(other, other))
    return found
