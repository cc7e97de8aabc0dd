"""The days that a sentence takes out of a week or a pattern: "volgende week behalve woensdag"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dialogs.understanding.day_found import Day, Found, Period
from dialogs.understanding.day_links import AND
from dialogs.understanding.model import WEEKDAYS
from dialogs.understanding.when import FRIDAY, When

_EXCEPT = re.compile(
    r"\b(?:behalve|uitgezonderd|except(?: for)?|excluding|excl|apart from|but not|maar niet|m u v|muv"
    r"|met uitzondering van)(?: op| on| de| the)* $"
)
_NOT_ON = re.compile(r"\b(?:niet|not)(?: op| on| de| the)* $")
_NOT_THEN = re.compile(r"^ (?:dan )?(?:niet|not)(?= ?,|$)")


def without_excepted(line: str, every_day: bool, found: list[Found]) -> tuple[list[Found], list[Found]]:
    """The days that are meant, and those that are not: "volgende week behalve woensdag"."""
    left, excepted = list[Found](), list[Found]()
    many = every_day or any(isinstance(item, Period) for item in found)
    for item in found:
        listed = excepted and excepted[-1].end <= item.start and AND.match(line[excepted[-1].end : item.start])
        single = isinstance(item, Day)
        said = _EXCEPT.search(line[: item.start]) or (many and single and _NOT_ON.search(line[: item.start]))
        after = many and single and _NOT_THEN.match(line[item.end :])
        (excepted if listed or said or after else left).append(item)
    return (left, excepted) if left or every_day else (found, [])


def less(when: When, excepted: list[Found]) -> When:
    """Without the days that were excepted; a period becomes the days that are left of it."""
    if not excepted:
        return when
    weekdays = {item.weekday for item in excepted if isinstance(item, Day) and item.weekday is not None}
    single = {item.day for item in excepted if isinstance(item, Day) and item.weekday is None}
    periods = [item for item in excepted if isinstance(item, Period)]

    def stays(day: date) -> bool:
        inside = any(item.first <= day <= item.last for item in periods)
        return day.weekday() not in weekdays and day not in single and not inside

    when = replace(when, spans=(*when.spans, *((item.start, item.end) for item in excepted)))
    if when.weekly:
        return replace(when, weekly=tuple(name for name in when.weekly if WEEKDAYS.index(name) not in weekdays))
    days = when.dates
    if when.period and when.from_date and when.until_date:
        length = (when.until_date - when.from_date).days
        days = tuple(when.from_date + timedelta(days=step) for step in range(length + 1))
        when = replace(when, from_date=None, until_date=None, period=False)
    left = tuple(day for day in days if stays(day) and day.weekday() <= FRIDAY)
    return replace(when, date=left[0], dates=()) if len(left) == 1 else replace(when, dates=left)
