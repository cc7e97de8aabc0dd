"""Whether the sentences quoted give the very thing that is asked for: so many of these, the name of that, a year."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from knowledge.concepts import LIGHT_WORDS
from knowledge.matching import Matcher, Weighed
from knowledge.premises import PRESUMES, TIMES, announced
from knowledge.question import Reading
from knowledge.saying import FAINT, Line, run_after, share, values_of
from knowledge.scope import Found
from knowledge.selection import Wants
from knowledge.values import Kind, Value
from knowledge.vocabulary import Vocabulary
from knowledge.wording import question_stems
from knowledge.words import NUMBERS, Word, is_stop, words

SUBJECT = 0.4  # share of the rest of the question that is said near the number, amount or name
ITSELF = 0.5  # of the worth of the word for what is asked for: from here on a sentence speaks of it
GUESSED = 0.76  # the same for a word that is only known by its letters
SHORT = 7  # letters of a word that many others are like
KNOWN = 0.75  # how like a question is to one that a passage is known to answer: then it has the claim
SURELY = 0.9  # how like such a word must be
_HOW_MANY = re.compile(r"\b(?:hoeveel|welk aantal|how many|how much|number of|aantal)\b", re.IGNORECASE)
_HOW_LONG = re.compile(r"\b(?:hoe lang|how long)\b", re.IGNORECASE)
_WHICH_YEAR = re.compile(
    r"\b(?:welk(?:e)? (?:jaar|datum|maand|dag)|(?:which|what) (?:year|date|month|day))\b", re.IGNORECASE
)
_COSTS = re.compile(
    r"\b(?:wat|hoeveel) (?:kost\w*|(?:zou|zal|gaat|heeft|moet) .{1,60}\b(?:kosten|gekost))\b|"
    r"\b(?:what|how much) (?:does|do|did|will|would|has|have) .{1,60}\bcost\b",
    re.IGNORECASE,
)
# "Not any more" takes for granted that it ended, which a sentence then says with words like these.
_NO_LONGER = re.compile(r"\b(?:geen|niet)\b.{0,60}\bmeer\b|\bno longer\b|\bany ?more\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:niet|geen|nooit|zonder|minder|stop\w*|gestopt|voorbij|vervall\w*|verdwijn\w*|eindig\w*|beëindig\w*|afgeschaft|"
    r"los\w*|vroeger|voorheen|no|not|never|without|less|ended?|ends|former\w*)\b",
    re.IGNORECASE,
)
_DATES = frozenset((Kind.DATE, Kind.YEAR))
_WHO = re.compile(
    r"\b(?:wie|who|hoe (?:heet|heten)|wat is de naam van|what is the name of)\b(?:\s+(?:is|zijn|was|waren|are|were))?"
    r"(?:\s+(?:de|het|een|onze|the|our|an?))?",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r"\W*(?:wie|who)\b(?!\s+(?:is|zijn|was|waren|are|were)\b)", re.IGNORECASE)
_NAMED = re.compile(r"[‘“\"'][A-ZÀ-Þ]|(?<=[a-zà-ÿ,(] )[A-ZÀ-Þ]")
_AMOUNTS = frozenset((Kind.COUNT, Kind.PERCENT, Kind.MONEY))


def missing(
    reading: Reading,
    kind: Wants,
    matcher: Matcher,
    vocabulary: Vocabulary,
    lines: Sequence[Line],
    cited: Sequence[Found],
) -> str:
    """What is asked for and the quotes do not give, in a word; '' when nothing is missing.

    `lines` are the sentences quoted, `cited` the passages that they stand in.
    """
    if reading.follows or reading.compares:
        return ""
    if kind == "number" and not _gives_count(reading, matcher, vocabulary, lines):
        return "number"
    if kind == "time" and not _gives_time(reading, matcher, lines):
        return "time"
    if (kind == "money" or _COSTS.search(reading.text)) and not _gives_amount(reading, matcher, lines):
        return "amount"
    if kind in ("who", "name") and not _gives_name(reading, kind, matcher, lines):
        return "name"
    if PRESUMES.search(reading.text) and not _holds_all(matcher, cited):
        return "claim"
    if _NO_LONGER.search(reading.text) and not any(_ENDS.search(line.text) for line in lines):
        return "end"
    if _WHO_DOES.match(reading.text) and not _holds_deed(reading.text, matcher, cited):
        return "deed"
    return ""


def _gives_count(reading: Reading, matcher: Matcher, vocabulary: Vocabulary, lines: Sequence[Line]) -> bool:
    """Whether a sentence counts what is asked for, or announces a list of it."""
    run = counted_run(reading.text)
    times = {TIMES[word.folded] for word in run if word.folded in TIMES}
    asked = {word.folded for word in run}
    own = {value.amount for value in values_of(reading.text)}
    for line in lines:
        values = [value for value in line.values if value.kind in _AMOUNTS and value.amount not in own]
        if values and _known_to_count(line.found, matcher, vocabulary):
            return True
        if share(matcher, line.context, asked) < SUBJECT:
            continue
        for value in values:
            unit = {TIMES[word.folded] for word in run_after(line.text, value.end) if word.folded in TIMES}
            if unit & times or (not times and _is_of(line, value, asked, matcher, vocabulary)):
                return True
        if announced(line) and speaks_of(matcher, asked, line.context):
            return True
    return False


def _known_to_count(found: Found, matcher: Matcher, vocabulary: Vocabulary) -> bool:
    """Whether a passage is known to answer a question like this one that asks how many."""
    if found.asked < KNOWN:
        return False
    for question in found.wording.linked.expansion.questions:
        numbers = (vocabulary.number(stem) for stem in question_stems(question))
        content = frozenset(number for number in numbers if number is not None)
        if _HOW_MANY.search(question) and share(matcher, content) >= KNOWN:
            return True
    return False


def counted_run(text: str) -> list[Word]:
    """The words for what is to be counted."""
    found = _HOW_MANY.search(text)
    run = run_after(text, found.end())[:2] if found else []
    return [word for word in run if word.folded not in LIGHT_WORDS] or run[:1]


def _is_of(line: Line, value: Value, asked: Collection[str], matcher: Matcher, vocabulary: Vocabulary) -> bool:
    """Whether a value counts what is asked for, and not something else in a sentence that has both."""
    if value.kind is not Kind.COUNT or not asked:
        return speaks_of(matcher, asked, line.context)
    before = [word.stem for word in words(line.text[: value.start]) if not is_stop(word.folded)][-1:]
    stems = {word.stem for word in words(" ".join(asked))}
    others = {unit for unit in value.unit if any(_only_begins(unit, item) for item in stems)}
    numbers = (vocabulary.number(item) for item in (*value.unit, *before) if item not in others)
    if speaks_of(matcher, asked, frozenset(number for number in numbers if number is not None)):
        return True
    return not speaks_of(matcher, asked, line.own) and speaks_of(matcher, asked, line.context)


def _only_begins(unit: str, asked: str) -> bool:
    """Whether a compound begins with what is asked for: a project leader is no project."""
    return len(unit) > len(asked) + 2 and unit.startswith(asked) and not unit.endswith(asked)


def _gives_time(reading: Reading, matcher: Matcher, lines: Sequence[Line]) -> bool:
    """Whether a sentence about the subject has a year or date, where just that is asked for, or how long it takes."""
    if _HOW_LONG.search(reading.text):
        kinds = _AMOUNTS | _DATES
    elif _WHICH_YEAR.search(reading.text):
        kinds = _DATES
    else:
        return True
    return any(
        value.kind in kinds and share(matcher, line.context) >= SUBJECT for line in lines for value in line.values
    )


def _gives_amount(reading: Reading, matcher: Matcher, lines: Sequence[Line]) -> bool:
    asked = {word.folded for word in counted_run(reading.text)}
    amounts = (line for line in lines for value in line.values if value.kind is Kind.MONEY)
    return any(share(matcher, line.context, asked) >= SUBJECT for line in amounts)


def _gives_name(reading: Reading, kind: Wants, matcher: Matcher, lines: Sequence[Line]) -> bool:
    """Whether a sentence speaks of whom or what is asked for, and of a name gives one."""
    found = _WHO.search(reading.text)
    asked = {word.folded for word in run_after(reading.text, found.end())[:1]} if found else set[str]()
    named = [line for line in lines if kind != "name" or _NAMED.search(line.text)]
    return any(
        speaks_of(matcher, asked, line.content if kind == "name" else line.context)
        and share(matcher, line.context, asked) >= SUBJECT
        for line in named
    )


def _holds_all(matcher: Matcher, cited: Sequence[Found]) -> bool:
    """Whether one passage has every subject word of the question, in its own words or in those that restate it."""
    if any(item.asked >= KNOWN for item in cited):
        return True
    several = (item.heads | held for item in cited for held in item.evidence(matcher))
    return any(all(map(_holds, matcher.weighed, matcher.row(held))) for held in several)


def _holds_deed(text: str, matcher: Matcher, cited: Sequence[Found]) -> bool:
    """Whether a passage has what was done by whom is asked for: the first word that says something after "who"."""
    said = {word.folded for word in words(text)}
    deed = next((item for item in matcher.weighed if item.concept.word in said and _is_subject(item)), None)
    held = (item.heads | some for item in cited for some in item.evidence(matcher))
    return deed is None or any(_holds(deed, _part(deed, matcher, some)) for some in held)


def _part(wanted: Weighed, matcher: Matcher, content: frozenset[int]) -> float:
    return next(part for item, part in zip(matcher.weighed, matcher.row(content), strict=True) if item is wanted)


def _holds(item: Weighed, part: float) -> bool:
    """Whether a word of the question is held, or is none to look for. Short words resemble too much by chance."""
    chance = item.concept.guessed and len(item.concept.word) < SHORT
    return not _is_subject(item) or part >= (SURELY if chance else FAINT) * item.worth


def _is_subject(item: Weighed) -> bool:
    concept = item.concept
    return concept.asked and not concept.light and not concept.number and concept.word not in NUMBERS


def speaks_of(matcher: Matcher, asked: Collection[str], content: frozenset[int]) -> bool:
    """Whether words speak of each thing asked for; a word that only asks, or is in no document by itself, aside."""
    for item, part in zip(matcher.weighed, matcher.row(content), strict=True):
        least = GUESSED if item.concept.guessed else ITSELF
        if item.concept.word in asked and not item.concept.number and part < least * item.worth:
            return False
    return True
