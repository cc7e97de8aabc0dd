"""The numbers, dates and amounts that a text gives, each in one form whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import cast

from text_to_num import text2num  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from knowledge.words import NUMBERS, is_stop, words

MONTHS = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12, "january": 1, "february": 2, "march": 3, "may": 5,
    "june": 6, "july": 7, "august": 8, "october": 10,
}  # fmt: skip
UNIT_WORDS = 3  # content words after a number among which the thing that it counts is looked for
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|e)?(?: of)? )?(?P<month>{_MONTH})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b)?(?:,? (?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.,€/-])(?:19|20)\d\d(?![\w/]|[.,]\d)")
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))? (?:uur|o'clock)\b(?! per\b)", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?<![\w.,/-])(?P<euro>€ ?)?(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?P<part>,\d{1,6})?"
    r"(?![\w/]|[.,]\d)(?P<percent> ?%)?"
)
_NUMBERING = re.compile(r"[\s(•-]*\d{1,2}[.)]\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_PERCENT = re.compile(r"\s*(?:procent|percent)\b", re.IGNORECASE)
_EURO = re.compile(r"\s*(?:(?:miljoen|million) )?euro", re.IGNORECASE)
_AMBIGUOUS = frozenset(
    ("een", "één", "one", "acht", "elf", "ones", "second", "may")
)  # also an article, a verb, a creature


class Kind(StrEnum):
    """What a value is of; two values can only differ within one kind."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"  # a month, perhaps with its day and year
    YEAR = "year"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Value:
    """One value. `amount` is the same for every way of writing it; `unit` are the stems of what follows a count.

    `start` and `end` are offsets in the text.
    """

    kind: Kind
    amount: str
    text: str
    start: int
    end: int
    unit: tuple[str, ...] = ()


def values_in(text: str) -> tuple[Value, ...]:
    """The values of a text, in order. "Een" and "acht" alone count nothing: they are an article and a verb as well."""
    found: list[Value] = []
    taken: list[tuple[int, int]] = []
    for value in (*_dates(text), *_clocks(text), *_years(text), *_digits(text), *_spoken(text)):
        if not any(value.start < end and start < value.end for start, end in taken):
            taken.append((value.start, value.end))
            found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))


def same(one: Value, other: Value) -> bool:
    """Whether two values of a kind do not exclude each other: "september" and "1 september 2021" do not."""
    if one.kind is not other.kind:
        return False
    if one.kind is not Kind.DATE:
        return one.amount == other.amount
    parts = zip(one.amount.split("-"), other.amount.split("-"), strict=True)
    return all(mine == theirs or "?" in (mine, theirs) for mine, theirs in parts)


def _dates(text: str) -> Iterator[Value]:
    for found in _DATE.finditer(text):
        day = found["day"] or found["after"]
        if day is None and found["year"] is None and found["month"].lower() in _AMBIGUOUS:
            continue
        amount = f"{found['year'] or '?'}-{MONTHS[found['month'].lower()]}-{int(day) if day else '?'}"
        yield Value(Kind.DATE, amount, found.group(), found.start(), found.end())


def _clocks(text: str) -> Iterator[Value]:
    for found in _CLOCK.finditer(text):
        if int(found["hour"]) < 25:
            amount = f"{int(found['hour'])}:{found['minute'] or '00'}"
            yield Value(Kind.CLOCK, amount, found.group(), found.start(), found.end())


def _years(text: str) -> Iterator[Value]:
    for found in _YEAR.finditer(text):
        yield Value(Kind.YEAR, found.group(), found.group(), found.start(), found.end())


def _digits(text: str) -> Iterator[Value]:
    for found in _DIGITS.finditer(text):
        if _NUMBERING.match(text) and not text[: found.start()].strip(" (•-"):
            continue
        amount = found["whole"].replace(".", "") + (found["part"] or "").rstrip("0").rstrip(",")
        kind, end = _kind_after(text, found.end())
        if found["percent"]:
            kind, end = Kind.PERCENT, found.end()
        elif found["euro"]:
            kind = Kind.MONEY
        unit = _unit(text, end) if kind is Kind.COUNT else ()
        yield Value(kind, amount.lstrip("0") or "0", text[found.start() : end], found.start(), end, unit)


def _spoken(text: str) -> Iterator[Value]:
    for found in _WORD.finditer(text):
        amount = _number(found.group().lower()) or _eight(text, found)
        if amount is None:
            continue
        kind, end = _kind_after(text, found.end())
        unit = _unit(text, end) if kind is Kind.COUNT else ()
        if unit or kind is not Kind.COUNT:
            yield Value(kind, amount, text[found.start() : end], found.start(), end, unit)


@lru_cache(maxsize=16384)
def _number(word: str) -> str | None:
    """The number that a Dutch or English word says; None for any other word."""
    if word in _AMBIGUOUS or len(word) > 60:
        return None
    if word in NUMBERS:
        return NUMBERS[word]
    for language in ("nl", "en"):
        try:
            amount = cast(int, text2num(word, language))
        except ValueError:
            continue
        return str(amount) if amount > 1 else None  # "oss" would be 0
    return None


def _eight(text: str, found: re.Match[str]) -> str | None:
    """Eight or eleven, where a plural follows and nobody takes something into account ("in acht nemen")."""
    amount = {"acht": "8", "elf": "11"}.get(found.group().lower())
    following = re.match(r"\s+(?:\w+e\s+)?\w{2,}(?:en|s)\b", text[found.end() :])
    apart = re.search(r"\b(?:in|op|geeft?|een|de elf)\s+$", text[: found.start()], re.IGNORECASE)
    return amount if amount and following and not apart else None


def _kind_after(text: str, end: int) -> tuple[Kind, int]:
    """What a bare number is of by the word after it, and where that word ends."""
    for kind, pattern in ((Kind.PERCENT, _PERCENT), (Kind.MONEY, _EURO)):
        found = pattern.match(text, end)
        if found:
            return kind, found.end()
    return Kind.COUNT, end


def _unit(text: str, end: int) -> tuple[str, ...]:
    """The stems of the first content words after a number, up to the end of the clause."""
    clause = re.split(r"[.;:!?()\n]|, ", text[end : end + 120], maxsplit=1)[0]
    return tuple(word.stem for word in words(clause) if not is_stop(word.folded) and not word.is_number)[:UNIT_WORDS]
