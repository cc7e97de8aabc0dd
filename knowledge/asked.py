"""Whether the sentences quoted give the very thing that is asked for: so many of these, the name of that, why it is so."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from knowledge.matching import Matcher, Weighed
from knowledge.premises import PRESUMES, TIMES, announced
from knowledge.question import Reading
from knowledge.saying import FAINT, Line, run_after, share, values_of
from knowledge.scope import Found
from knowledge.selection import Wants
from knowledge.values import Kind, Value
from knowledge.vocabulary import Vocabulary
from knowledge.words import NUMBERS, Word, is_stop, words

SUBJECT = 0.4  # share of the rest of the question that is said near the number, amount or name
ITSELF = 0.5  # of the worth of the word for what is asked for: from here on a sentence speaks of it
GUESSED = 0.76  # the same for a word that is only known by its letters
_HOW_MANY = re.compile(r"\b(?:hoeveel|welk aantal|how many|how much|number of|aantal)\b", re.IGNORECASE)
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
    if kind == "money" and not _gives_amount(reading, matcher, lines):
        return "amount"
    if kind in ("who", "name") and not _gives_name(reading, kind, matcher, lines):
        return "name"
    if (PRESUMES.search(reading.text) or _WHO_DOES.match(reading.text)) and not _holds_all(matcher, cited):
        return "claim"
    return ""


def _gives_count(reading: Reading, matcher: Matcher, vocabulary: Vocabulary, lines: Sequence[Line]) -> bool:
    """Whether a sentence counts what is asked for, or announces a list of it."""
    run = _counted_run(reading.text)
    times = {TIMES[word.folded] for word in run if word.folded in TIMES}
    asked = {word.folded for word in run}
    own = {value.amount for value in values_of(reading.text)}
    for line in lines:
        if share(matcher, line.context, asked) < SUBJECT:
            continue
        values = [value for value in line.values if value.kind in _AMOUNTS and value.amount not in own]
        for value in values:
            unit = {TIMES[word.folded] for word in run_after(line.text, value.end) if word.folded in TIMES}
            if unit & times or (not times and _is_of(line, value, asked, matcher, vocabulary)):
                return True
        if announced(line) and _speaks_of(matcher, asked, line.context):
            return True
    return False


def _counted_run(text: str) -> list[Word]:
    """The words for what is to be counted."""
    found = _HOW_MANY.search(text)
    return run_after(text, found.end())[:2] if found else []


def _is_of(line: Line, value: Value, asked: Collection[str], matcher: Matcher, vocabulary: Vocabulary) -> bool:
    """Whether a value counts what is asked for, and not something else in a sentence that has both."""
    if value.kind is not Kind.COUNT or not asked:
        return _speaks_of(matcher, asked, line.context)
    before = [word.stem for word in words(line.text[: value.start]) if not is_stop(word.folded)][-1:]
    numbers = (vocabulary.number(item) for item in (*value.unit, *before))
    if _speaks_of(matcher, asked, frozenset(number for number in numbers if number is not None)):
        return True
    return not _speaks_of(matcher, asked, line.found.content[line.at]) and _speaks_of(matcher, asked, line.context)


def _gives_amount(reading: Reading, matcher: Matcher, lines: Sequence[Line]) -> bool:
    asked = {word.folded for word in _counted_run(reading.text)}
    amounts = (line for line in lines for value in line.values if value.kind is Kind.MONEY)
    return any(share(matcher, line.context, asked) >= SUBJECT for line in amounts)


def _gives_name(reading: Reading, kind: Wants, matcher: Matcher, lines: Sequence[Line]) -> bool:
    """Whether a sentence speaks of whom or what is asked for, and of a name gives one."""
    found = _WHO.search(reading.text)
    asked = {word.folded for word in run_after(reading.text, found.end())[:1]} if found else set[str]()
    named = [line for line in lines if kind != "name" or _NAMED.search(line.text)]
    return any(_speaks_of(matcher, asked, line.context) for line in named)


def _holds_all(matcher: Matcher, cited: Sequence[Found]) -> bool:
    """Whether a passage, or the passages together in their own words, have every subject word of the question."""
    together = frozenset[int]().union(*(item.wording.anywhere.union(item.heads, *item.content) for item in cited))
    return any(
        all(
            part >= FAINT * item.worth
            for item, part in zip(matcher.weighed, matcher.row(held), strict=True)
            if _is_subject(item)
        )
        for held in (together, *(item.heads | some for item in cited for some in item.evidence(matcher)))
    )


def _is_subject(item: Weighed) -> bool:
    concept = item.concept
    return concept.asked and not concept.light and not concept.number and concept.word not in NUMBERS


def _speaks_of(matcher: Matcher, asked: Collection[str], content: frozenset[int]) -> bool:
    """Whether words speak of each thing asked for; a word that only asks, or is in no document by itself, aside."""
    for item, part in zip(matcher.weighed, matcher.row(content), strict=True):
        least = GUESSED if item.concept.guessed else ITSELF
        if item.concept.word in asked and _is_subject(item) and part < least * item.worth:
            return False
    return True
