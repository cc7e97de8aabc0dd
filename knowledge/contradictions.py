"""Finds what says the same as a quoted sentence with another number or date: both are shown, neither is settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answer import Aspect, Remark
from knowledge.concepts import LIGHT_WORDS
from knowledge.matching import Matcher
from knowledge.periods import compatible
from knowledge.premises import TIMES
from knowledge.saying import Finding, Line, lines_of, run_after, share
from knowledge.scope import Found
from knowledge.selection import Wants
from knowledge.values import MONTHS, Kind, Value, same
from knowledge.words import is_stop, words

ABOUT = 0.5  # share of the question that the sentence quoted and those around it hold
MOST = 0.9  # of what the sentence with a value that is nearest to the question holds
ALIKE = 0.25  # share of its words that two sentences have in common besides the value
LEAST = 3  # and how many
LARGE = 20  # from here on two counts of the same thing need have less in common
_ASKS_DATE = re.compile(
    r"\b(?:wanneer|datum|maand|jaar|start\w*|begin\w*|ingang|vanaf|when|date|month|year|begins?|since)\b", re.I
)
_ASKS_YEAR = re.compile(r"\b(?:welk jaar|which year|what year)\b", re.IGNORECASE)  # dates compared are of one year
_ASKS_COUNT = re.compile(r"\b(?:hoeveel|aantal|how many|number of|hoe vaak)\b", re.I)
_PART = re.compile(
    r"\b(?:eerste|laatste|extra|minimaal|minstens|maximaal|hooguit|of|tot|elke|per|eens|first|last|at least|at most|"
    r"or|to|every|de|deze|beide|een van de|nog)\s+$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^\s*(?:-|à|of meer|or more|tot|to|of|or)\b", re.IGNORECASE)


def check(
    text: str,
    kind: Wants,
    matcher: Matcher,
    quoted: Sequence[Line],
    found: Sequence[Found],
    alike: Callable[[Line, bool], Sequence[Found]],
) -> list[Finding]:
    """At most one contradiction that the question is about.

    `quoted` are the sentences of the answer, `found` the passages to compare them with. `alike` finds more passages
    like a sentence; True: in the documents of other municipalities, of which only a large count is compared, because
    that is of something outside both.
    """
    asks_date = (kind == "time" or bool(_ASKS_DATE.search(text))) and not _ASKS_YEAR.search(text)
    counted = _ASKS_COUNT.search(text)
    if not asks_date and not counted:
        return []
    asked = {word.stem for word in run_after(text, counted.end())} if counted else set[str]()
    told = list(_told(quoted, asks_date=asks_date, asked=asked))
    best = max((share(matcher, line.own) for line in _dated(quoted)), default=0.0)
    for line, value in told:
        if share(matcher, line.context) < ABOUT or share(matcher, line.own) < MOST * best:
            continue
        outside = value.kind is Kind.COUNT and _large(value)
        for other in lines_of([*found, *alike(line, outside)]):
            if other.piece is line.piece and other.at == line.at:
                continue
            against = _against(line, value, other)
            if against is not None:
                subject = " ".join(word.text for word in run_after(line.text, value.end))
                remark = Remark(Aspect.CONTRADICTION, subject, found=(_said(line, value), _said(other, against)))
                return [Finding(remark, (line, other), doubt=False)]
    return []


def _dated(quoted: Sequence[Line]) -> list[Line]:
    """The sentences with a number or date, one of which answers the question best."""
    return [line for line in quoted if line.values]


def _told(quoted: Sequence[Line], *, asks_date: bool, asked: set[str]) -> Iterator[tuple[Line, Value]]:
    """The values of the sentences quoted that may be what was asked for."""
    for line in quoted:
        for value in line.values:
            dated = value.kind is Kind.DATE and asks_date and _exact(value)
            if dated or (value.kind is Kind.COUNT and asked & _unit(line, value) and not _partial(line.text, value)):
                yield line, value


def _against(line: Line, value: Value, other: Line) -> Value | None:
    """The value in another sentence that says the same of the same thing, and differs; none when one agrees."""
    against: Value | None = None
    for item in other.values:
        if item.kind is not value.kind:
            continue
        if same(item, value) or compatible_with(item, value):
            return None
        if against is None and _comparable(line, value, other, item) and _same_matter(line, value, other, item):
            against = item
    return against


def compatible_with(one: Value, other: Value) -> bool:
    """Whether two values may both hold: dates of which one is less exact."""
    return one.kind is Kind.DATE and compatible(one, other)


def _comparable(line: Line, value: Value, other: Line, item: Value) -> bool:
    """Dates of one year, or counts of one thing."""
    if value.kind is Kind.DATE:
        return _exact(item) and value.amount.split("-")[0] == item.amount.split("-")[0]
    return not _partial(other.text, item) and bool(_unit(line, value) & _unit(other, item))


def _exact(value: Value) -> bool:
    """A date that names the day."""
    return not value.amount.endswith("?") and not value.amount.startswith("?")


def _unit(line: Line, value: Value) -> set[str]:
    """The stems of what a count is of, also in the words of what restates the sentence; none for years and the like."""
    run = run_after(line.text, value.end)
    linked = line.found.wording.linked
    if run and run[0].folded in TIMES and value.text not in " ".join(linked.expansion.words):
        return set()
    stems = {word.stem for word in run}
    places = re.compile(rf"(?<!\w){re.escape(value.text)}(?!\w)")
    for plain, _ in linked.lines:
        stems.update(word.stem for match in places.finditer(plain) for word in run_after(plain, match.end()))
    for term in linked.expansion.words:
        stems.update(word.stem for word in words(term) if places.search(term) and not is_stop(word.folded))
    return stems


def _partial(text: str, value: Value) -> bool:
    return bool(_PART.search(text[: value.start]) or _RANGE.match(text[value.end :]))


def _same_matter(line: Line, value: Value, other: Line, item: Value) -> bool:
    """Whether two sentences, each with those around it, have enough words in common to be about one thing."""
    if value.kind is Kind.COUNT and _large(value) and _large(item):
        return _near(value, item)
    mine, theirs = _stems(line), _stems(other)
    common = mine & theirs
    return len(common) >= LEAST and len(common) >= ALIKE * min(len(mine), len(theirs))


def _stems(line: Line) -> set[str]:
    """The words of a sentence, and of an item also those of the sentence before it."""
    rows = line.piece.sentences
    text = line.text
    if line.sentence.kind == "item" and line.at:
        first = max(0, line.at - 2)
        text = line.piece.passage.text[rows[first].start : line.sentence.end]
    found = [word for word in words(text) if not is_stop(word.folded) and not word.is_number]
    return {word.stem for word in found if word.folded not in MONTHS and word.folded not in LIGHT_WORDS}


def _large(value: Value) -> bool:
    return value.amount.isdigit() and int(value.amount) >= LARGE


def _near(one: Value, other: Value) -> bool:
    """Whether two large counts are of one size, as two counts of one thing are."""
    small, large = sorted((int(one.amount), int(other.amount)))
    return large <= 1.5 * small


def _said(line: Line, value: Value) -> str:
    """The value with what it counts."""
    run = run_after(line.text, value.end) if value.kind is Kind.COUNT else []
    return line.text[value.start : run[-1].start + len(run[-1].text)] if run else value.text
