"""Puts the days of a sentence together: one day, several, a range, a weekly pattern, or a choice to ask about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogs.understanding.dates import Days
from dialogs.understanding.day_exceptions import less, without_excepted
from dialogs.understanding.day_found import Day, Found, Period
from dialogs.understanding.day_links import link
from dialogs.understanding.day_lists import in_named_week, once, with_number_ranges
from dialogs.understanding.day_patterns import PAST
from dialogs.understanding.model import WEEKDAYS
from dialogs.understanding.numbers import CLEAR_DAY
from dialogs.understanding.when import LONGEST_RANGE, When

_EVERY = re.compile(
    r"\b(?:elke|iedere|elk|ieder|every|each|wekelijks op|wekelijks|weekly on|weekly|alle|all)(?: week)?(?: op| on)? $"
)
_EVERY_AFTER = re.compile(r"^ (?:every week|elke week|iedere week|each week|wekelijks|weekly)\b")
_OTHER = re.compile(
    r"\b(?:om de week|om de andere week|every other|every second|every two weeks"
    r"|elke (?:twee|2) weken|om de (?:twee|2) weken|every 2 weeks|tweewekelijks|biweekly|fortnightly"
    r"|(?:on)?even (?:week|weken)"
    rf"|om de (?=(?:{CLEAR_DAY})\b))"
)
_PARITY = re.compile(r"\b(?:on)?even(?= (?:week|weken)\b)")
_AS_BEFORE = re.compile(rf"\b(?:als|zoals|as|like)(?: in)?(?: de| the)? (?:{PAST} \w+|gisteren|yesterday)\b")
# Between the days of one pattern: "elke maandag thuis en woensdag op kantoor".
_GOES_ON = re.compile(
    r"(?!.*\b(?:behalve|except|niet|not|maar|but|vanaf|from|tot|until|till|of|or|deze|this|volgende|next)\b)"
    r"(?: \w+){0,4} ?(?:,|en|and|&|\+|, en|, and)(?: ook| also)?(?: op| on)? "
)
_ALWAYS = re.compile(
    r"\b(?:altijd|voortaan|from now on|standaard|structureel|vast|vaste|normaal|normaal gesproken|meestal|doorgaans"
    r"|always|normally|usually|by default"
    r"|elke week|every week|wekelijks|weekly|weekpatroon|weekly pattern|thuiswerkdagen zijn|home days are|op vaste)\b"
)
_EVERY_DAY = re.compile(
    r"\b(?:elke dag|iedere dag|elke werkdag|iedere werkdag|every day|each day|dagelijks|daily"
    r"|every workday|every weekday|alle werkdagen)\b"
)
_EVERY_PART = re.compile(r"\b(?:elke|iedere|every|each)(?= (?:ochtend|middag|morning|afternoon)\b)")
_FROM = re.compile(
    r"\b(?:vanaf|te beginnen|beginnend|te starten|startend|met ingang van|per|ingaande|starting"
    r"|starting from|beginning|as of|from"
    r"|effective)(?: op| on)?(?: de| the)? $"
)
_TILL = re.compile(
    r"\b(?:tot en met|t m|t/m|tm|tot|until|till|through|up to)(?: aan| op| and including)?(?: de| the| het)? $"
)
_TOWARDS = re.compile(r"\b(?:naar|to|wordt|into|worden)(?: op| de| the)* $")
_INSTEAD = re.compile(r"\b(?:in plaats van|ipv|i p v|instead of|niet op|niet|not on|not)(?: op| on| de| the)* $")


@dataclass(frozen=True)
class _Group:
    """Neighbouring days that belong together."""

    kind: str  # "list", "range", "or", "move"
    items: tuple[Found, ...]

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end


def read_days(line: str, today: date, changing: bool = False) -> When:
    """The days said in `line`. `changing`: the sentence is about moving something, so "van A naar B" is a move."""
    line = _AS_BEFORE.sub(lambda match: "_" * len(match.group()), line)
    found = once(line, with_number_ranges(line, Days(today).find(line)))
    found, excepted = without_excepted(line, bool(_EVERY_DAY.search(line)), found)
    found = found if changing else in_named_week(found)
    every_day = _EVERY_DAY.search(line)
    if every_day is None and any(isinstance(item, Period) for item in found):
        every_day = _EVERY_PART.search(line)
    when = When(spans=tuple((item.start, item.end) for item in found))
    if every_day:
        when = replace(when, weekly=WEEKDAYS[:5], spans=(*when.spans, every_day.span()))
    if _OTHER.search(line):
        when = replace(when, every_weeks=2)
    span = next((item for item in found if isinstance(item, Period) and (item.last - item.first).days > 6), None)
    weekly_until: int | None = None  # where the last pattern that began ("elke maandag") ends
    for group in _groups(line, found):
        named = all(isinstance(item, Day) and item.weekday is not None for item in group.items)
        goes_on = weekly_until is not None and _GOES_ON.fullmatch(line, weekly_until, group.start)
        weekly = (span or goes_on) and named and not changing  # "de komende drie weken op dinsdag"
        joined = _with_weekly(when, group) if weekly else _joined(line, when, group, changing)
        weekly_until = group.end if joined.weekly != when.weekly else None
        when = joined
    if every_day and when.period and not when.dates:
        when = _every_day_of(when)
    if when.every_weeks and not when.weekly and (when.date or when.dates):
        numbers = {day.weekday() for day in (when.date, *when.dates) if day}
        when = replace(when, weekly=tuple(WEEKDAYS[at] for at in sorted(numbers)), date=None, dates=())
    when = when if when.weekly else replace(when, every_weeks=None)
    return less(_from_parity(line, when, today), excepted)


def _from_parity(line: str, when: When, today: date) -> When:
    """Lets "elke even week op dinsdag" begin in a week with such a number."""
    said = _PARITY.search(line)
    if not said or not when.weekly or when.from_date:
        return when
    odd = int(said.group() == "oneven")
    days = (today + timedelta(days=step) for step in range(1, 22))
    first = next(day for day in days if day.isocalendar().week % 2 == odd and WEEKDAYS[day.weekday()] in when.weekly)
    return replace(when, every_weeks=2, from_date=first)


def _every_day_of(when: When) -> When:
    """The days of a week that was named beside "elke dag"; a longer period stays a weekly pattern."""
    first, last = when.from_date, when.until_date
    if first is None or last is None or (last - first).days > 6:
        return when
    days = tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
    return replace(when, weekly=(), dates=days, from_date=None, until_date=None, period=False)


def _groups(line: str, found: list[Found]) -> list[_Group]:
    groups = list[_Group]()
    for item in found:
        between = line[groups[-1].end : item.start] if groups else ""
        kind = link(between) if groups else None
        last = groups[-1] if groups else None
        if last and kind == "range" and _ends_pattern(line, last, item):
            kind = None
        if (
            last
            and kind
            and (last.kind == kind or len(last.items) == 1)
            and not (kind == "range" and len(last.items) > 1)
        ):
            groups[-1] = _Group(kind, (*last.items, item))
        else:
            groups.append(_Group("list", (item,)))
    return groups


def _ends_pattern(line: str, last: _Group, item: Found) -> bool:
    """Whether `item` is where a weekly pattern ends ("elke vrijdag tot kerst") and not the end of a range of days."""
    weekly = all(isinstance(day, Day) and day.weekday is not None for day in last.items)
    return (
        weekly
        and not (isinstance(item, Day) and item.weekday is not None)
        and _is_weekly(line, line[: last.start], line[last.end :], last)
    )


def _joined(line: str, when: When, group: _Group, changing: bool) -> When:
    before, after = line[: group.start], line[group.end :]
    first = group.items[0]
    if _is_weekly(line, before, after, group):
        return _with_weekly(when, group)
    if (
        group.kind in ("move", "range")
        and changing
        and len(group.items) == 2
        and not re.search(r"\b(?:tot en met|t m|through)\b", line)
    ):
        return replace(when, old_date=_day_of(first), date=_day_of(group.items[1]))
    if group.kind in ("range", "move"):
        return _with_range(when, group)
    if group.kind == "or":
        days = tuple(sorted(_day_of(item) for item in group.items))
        return replace(when, choice=days)
    if isinstance(first, Period):
        return (
            replace(when, from_date=first.first, until_date=first.last, period=True)
            if not (_bound(before, when) or (when.weekly and _FROM.search(before)))
            else (
                replace(when, from_date=first.first) if _FROM.search(before) else replace(when, until_date=first.last)
            )
        )
    if len(group.items) == 1 and _TILL.search(before) and not changing:
        return replace(when, until_date=first.day)
    if (
        len(group.items) == 1
        and _FROM.search(before)
        and (
            when.weekly
            or _ALWAYS.search(line)
            or "vanaf" in before[-8:]
            or "beginnen" in before[-14:]
            or "elke" in line
            or "every" in line
        )
    ):
        return replace(when, from_date=first.day)
    if _INSTEAD.search(before) and len(group.items) == 1:
        return replace(when, old_date=first.day)
    return _with_days(line, when, group, changing)


def _bound(before: str, when: When) -> bool:
    return bool(
        _TILL.search(before) or re.search(r"\bvanaf (?:de |the )?$|\bstarting (?:from )?$|\bingang van $", before)
    )


def _is_weekly(line: str, before: str, after: str, group: _Group) -> bool:
    if not all(isinstance(item, Day) and item.weekday is not None for item in group.items):
        return False
    if any(isinstance(item, Day) and item.repeats for item in group.items):
        return True
    return bool(_EVERY.search(before) or _EVERY_AFTER.search(after) or _ALWAYS.search(line))


def _with_weekly(when: When, group: _Group) -> When:
    numbers = [item.weekday for item in group.items if isinstance(item, Day) and item.weekday is not None]
    if group.kind == "range":
        first, last = numbers[0], numbers[-1]
        numbers = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    days = tuple(WEEKDAYS[number] for number in sorted({*numbers, *(WEEKDAYS.index(day) for day in when.weekly)}))
    return replace(when, weekly=days)


def _with_range(when: When, group: _Group) -> When:
    first, last = group.items[0], group.items[-1]
    start, end = _day_of(first), last.last if isinstance(last, Period) else last.day
    if isinstance(last, Day) and last.weekday is not None and end <= start:
        end = start + timedelta(days=(last.weekday - start.weekday()) % 7)
    if end < start:
        end, start = start, end
    if when.weekly:
        return replace(when, from_date=start, until_date=end)
    days = tuple(start + timedelta(days=step) for step in range((end - start).days + 1))
    working = tuple(day for day in days if day.weekday() < 5) or days
    if len(days) > LONGEST_RANGE:
        return replace(when, from_date=start, until_date=end)
    return replace(when, dates=tuple(sorted({*when.dates, *working})), from_date=None, until_date=None)


def _with_days(line: str, when: When, group: _Group, changing: bool) -> When:
    days = sorted({*(_day_of(item) for item in group.items), *when.dates, *([when.date] if when.date else [])})
    if changing and when.date and when.old_date is None and len(group.items) == 1:
        first_is_new = when.spans and _TOWARDS.search(line[: when.spans[0][0]])
        second = _day_of(group.items[0])
        new, old = (when.date, second) if first_is_new else (second, when.date)
        return replace(when, date=new, old_date=old)
    only = group.items[0]
    if len(days) == 1 and isinstance(only, Day):
        choice = tuple(sorted((only.day, only.or_else))) if only.or_else else when.choice
        return replace(when, date=days[0], choice=choice)
    return replace(when, date=None, dates=tuple(days))


def _day_of(item: Found) -> date:
    return item.first if isinstance(item, Period) else item.day
