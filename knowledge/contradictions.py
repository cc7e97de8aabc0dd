"""Finds what says the same as a quoted sentence with another number or date: both are shown, neither is settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answer import Aspect, Remark
from knowledge.matching import Matcher
from knowledge.premises import compatible
from knowledge.saying import Finding, Line, lines_of, run_after, share
from knowledge.scope import Found
from knowledge.selection import Wants
from knowledge.values import Kind, Value, same
from knowledge.words import is_stop, words

ABOUT = 0.5  # share of the question that the sentence quoted and those around it hold
NEARLY = 0.75  # of what the quoted one holds, that the other holds
LOOSELY = 0.4  # the same for a large count
ALIKE = 0.25  # share of its words that two sentences have in common besides the value
LEAST = 2  # and how many
LARGE = 20  # from here on two counts of the same thing need have less in common
_ASKS_DATE = re.compile(
    r"\b(?:wanneer|datum|maand|jaar|start\w*|begin\w*|ingang|vanaf|when|date|month|year|begins?|since)\b", re.I
)
_ASKS_COUNT = re.compile(r"\b(?:hoeveel|aantal|how many|number of|hoe vaak)\b", re.I)
_PART = re.compile(
    r"\b(?:eerste|laatste|extra|minimaal|minstens|maximaal|hooguit|of|tot|elke|per|eens|first|last|at least|at most|"
    r"or|to|every|de|deze|beide|een van de|nog)\s+$",
    re.IGNORECASE,
)
_AMOUNTS = frozenset((Kind.COUNT, Kind.PERCENT, Kind.MONEY))
_RANGE = re.compile(r"^\s*(?:-|à|of meer|or more|tot|to|of|or)\b", re.IGNORECASE)


def check(
    text: str,
    kind: Wants,
    matcher: Matcher,
    quoted: Sequence[Line],
    found: Sequence[Found],
    elsewhere: Callable[[], Sequence[Found]],
) -> list[Finding]:
    """At most one contradiction that the question is about.

    `quoted` are the sentences of the answer, `found` the passages to compare them with, `elsewhere` those of other
    municipalities: of these only a large count is compared, which is of something outside both.
    """
    asks_date = kind == "time" or bool(_ASKS_DATE.search(text))
    asks_count = kind == "number" or bool(_ASKS_COUNT.search(text))
    if not asks_date and not asks_count:
        return []
    for line, value in _told(quoted, asks_date=asks_date, asks_count=asks_count):
        about = share(matcher, line.context)
        if about < ABOUT:
            continue
        outside = value.kind is Kind.COUNT and _large(value)
        nearly = LOOSELY if outside else NEARLY
        for other in lines_of([*found, *(elsewhere() if outside else ())]):
            if other.piece is line.piece and other.at == line.at:
                continue
            against = _against(line, value, other)
            if against is not None and share(matcher, other.context) >= nearly * about:
                subject = " ".join(word.text for word in run_after(line.text, value.end))
                remark = Remark(Aspect.CONTRADICTION, subject, found=(_said(line, value), _said(other, against)))
                return [Finding(remark, (line, other), doubt=False)]
    return []


def _told(quoted: Sequence[Line], *, asks_date: bool, asks_count: bool) -> Iterator[tuple[Line, Value]]:
    """The values of the sentences quoted that may be what was asked for."""
    for line in quoted:
        for value in line.values:
            if (value.kind is Kind.DATE and asks_date and _exact(value)) or (
                value.kind in (Kind.COUNT, Kind.PERCENT, Kind.MONEY) and asks_count and not _partial(line.text, value)
            ):
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
    if value.kind is Kind.DATE:
        mine, theirs = value.amount.split("-"), item.amount.split("-")
        return _exact(item) and mine[0] == theirs[0]
    if _partial(other.text, item):
        return False
    if value.kind is not Kind.COUNT:
        return True
    run, their_run = _unit(line, value), _unit(other, item)
    return bool(run & their_run)


def _exact(value: Value) -> bool:
    """A date that names the day."""
    return not value.amount.endswith("?") and not value.amount.startswith("?")


def _unit(line: Line, value: Value) -> set[str]:
    """The stems of what a count is of, also in the words of what restates the sentence."""
    stems = {word.stem for word in run_after(line.text, value.end)}
    for plain, _ in line.found.wording.linked.lines:
        if value.text in plain:
            for match in re.finditer(rf"(?<!\w){re.escape(value.text)}(?!\w)", plain):
                stems |= {word.stem for word in run_after(plain, match.end())}
    return stems


def _partial(text: str, value: Value) -> bool:
    return bool(_PART.search(text[: value.start]) or _RANGE.match(text[value.end :]))


def _same_matter(line: Line, value: Value, other: Line, item: Value) -> bool:
    """Whether two sentences have enough words in common, besides the values, to be about one thing."""
    mine, theirs = _stems(line, value), _stems(other, item)
    common = mine & theirs
    if value.kind is Kind.COUNT and _large(value) and _large(item):
        return bool(common) and _near(value, item)
    return len(common) >= LEAST and len(common) >= ALIKE * min(len(mine), len(theirs))


def _stems(line: Line, value: Value) -> set[str]:
    kept = line.text[: value.start] + " " + line.text[value.end :]
    return {word.stem for word in words(kept) if not is_stop(word.folded) and not word.is_number}


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
