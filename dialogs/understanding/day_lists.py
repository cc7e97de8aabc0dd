"""Days that were said by half: a number without its month, a weekday of a week that is named, a day said twice."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from dialogs.understanding.day_found import Day, Found, Period
from dialogs.understanding.day_links import UNTIL
from dialogs.understanding.when import FRIDAY

_NUMBER_RANGE = re.compile(
    rf"\b(?P<a>\d{{1,2}})(?:e|de|ste|st|nd|rd|th)? ?(?P<word>{UNTIL}|en|and|,|of|or) ?(?:de |the )?$"
)
# The numbers of "dec: 1, 3, 8 en 10" after the first.
_LISTED = re.compile(
    r"(?: ?, ?\d{1,2})*(?: ?,)? (?:en|and|&) \d{1,2}(?= ?(?:,|$)| (?!\d|uur|u\b|h\b|am|pm|p\b|pers|man|mensen|people))"
)
_PART_BETWEEN = re.compile(r"^ ?(?:ochtend|middag|avond|morning|afternoon|evening)?(?: op| on)? ?,? ?$")


def once(line: str, found: list[Found]) -> list[Found]:
    """Without the weekday of "dinsdagavond 15 december", which is said once more with its number."""
    kept = list[Found]()
    for item in found:
        last = kept[-1] if kept else None
        if (
            isinstance(last, Day)
            and isinstance(item, Day)
            and last.weekday == item.day.weekday()
            and item.weekday is None
            and _PART_BETWEEN.match(line[last.end : item.start])
        ):
            kept.pop()
        kept.append(item)
    return kept


def with_number_ranges(line: str, found: list[Found]) -> list[Found]:
    """Gives the "7" of "van 7 tot en met 11 december" its month."""
    full = list[Found]()
    for item in found:
        earlier = list[Found]()
        at = item.start
        while isinstance(item, Day) and _says_number(line, item):
            before = _NUMBER_RANGE.search(line, 0, at)
            if not before or not 1 <= int(before["a"]) < item.day.day or (full and before.start() < full[-1].end):
                break
            earlier.insert(0, Day(before.start(), before.end("a"), item.day.replace(day=int(before["a"]))))
            at = before.start()
        full.extend([*earlier, item])
        if isinstance(item, Day) and line[item.start].isalpha() and (listed := _LISTED.match(line, item.end)):
            numbers = (number for number in re.finditer(r"\d+", listed.group()) if int(number.group()) > item.day.day)
            for number in numbers:
                with suppress(ValueError):
                    at = listed.start() + number.start(), listed.start() + number.end()
                    full.append(Day(*at, item.day.replace(day=int(number.group()))))
    return full


def in_named_week(found: list[Found]) -> list[Found]:
    """Puts "maandag" of "volgende week maandag en dinsdag" and "volgende week ben ik maandag thuis" in that week."""
    weeks = [item for item in found if isinstance(item, Period) and (item.last - item.first).days <= 4]
    anchors = [item for item in found if isinstance(item, Day) and item.in_week]
    plain = [item for item in found if isinstance(item, Day) and item.weekday is not None and not item.repeats]
    if not plain or len(weeks) + len(anchors) != 1:
        return found
    said = weeks[0].first if weeks else anchors[0].day
    monday = said - timedelta(days=said.weekday())
    first = plain[0]
    if weeks and first.weekday is not None and monday + timedelta(days=first.weekday) < said:
        # "vanaf maandag de hele week", said on a Wednesday
        whole = Period(first.start, weeks[0].end, first.day, first.day + timedelta(days=max(0, FRIDAY - first.weekday)))
        return [item for item in found if item not in (first, weeks[0])] + [whole]
    moved = [
        replace(item, day=monday + timedelta(days=item.weekday), weekday=None)
        if isinstance(item, Day) and item in plain and item.weekday is not None
        else item
        for item in found
    ]
    return [item for item in moved if item not in weeks]


def _says_number(line: str, item: Day) -> bool:
    return any(character.isdigit() for character in line[item.start : item.end]) and item.weekday is None
