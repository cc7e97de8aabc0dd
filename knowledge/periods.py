"""Compares a year or date in a question with those that the passages found give for its subject."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Aspect, Remark
from knowledge.matching import Matcher
from knowledge.saying import Finding, Line, lines_of, share
from knowledge.scope import Found
from knowledge.values import Kind, Value, same
from knowledge.words import words

TIGHT = 0.6  # share of the rest of the question that what surrounds a date holds, or a count of years and the like
CLEARLY = 0.2  # what is found instead is that much nearer to the question than what agrees with it
KINDS = frozenset((Kind.DATE, Kind.YEAR))


def check(asked: Value, matcher: Matcher, found: Sequence[Found]) -> Finding | None:
    """A year or date that the passages do not give for the subject of the question; what they give instead."""
    own = {word.folded for word in words(asked.text)}
    others: list[tuple[float, Line, Value]] = []
    agrees = -1.0
    for line in lines_of(found):
        for value in line.values:
            if value.kind not in KINDS:
                continue
            about, itself = share(matcher, line.context, own), share(matcher, line.content, own)
            if compatible(asked, value):
                agrees = max(agrees, about + itself)
            elif about >= TIGHT and line.sentence.kind != "heading" and not value.amount.startswith("?"):
                others.append((about + itself, line, value))
    best = max(others, key=lambda item: item[0], default=None)
    if best is not None and best[0] > agrees + 2 * CLEARLY:
        return Finding(Remark(Aspect.DATE, "", asked.text, (best[2].text,)), (best[1],))
    return Finding(Remark(Aspect.DATE, "", asked.text)) if agrees < 0 else None


def compatible(one: Value, other: Value) -> bool:
    """Whether two dates do not exclude each other; a year holds the dates in it."""
    if one.kind is other.kind:
        return same(one, other)
    date, year = (one, other) if one.kind is Kind.DATE else (other, one)
    return date.amount.split("-")[0] == year.amount
