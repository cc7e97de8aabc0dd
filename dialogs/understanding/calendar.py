"""Puts the days of a sentence together: one day, several, a range, a weekly pattern, or a choice to ask about."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogs.understanding.day_patterns import PAST
from dialogs.understanding.dates import Day, Days, Found, Period
from dialogs.understanding.model import WEEKDAYS, Weekday
from dialogs.understanding.numbers import CLEAR_DAY, MONTH

FRIDAY = 4
LONGEST_RANGE = 62  # days that are spelled out; a longer range stays a first and a last day
_UNTIL = r"(?:tot en met|tot aan|t m|t/m|tm|tot|through|thru|until|till|til|to|up to|en met|-)"
_RANGE = re.compile(
    rf"^ ?(?:ochtend |middag |avond |morning |afternoon )?,? ?{_UNTIL}(?: op| en met| and including)? ?(?:de |the )?$"
)
_AND = re.compile(
    r"^ ?(?:ochtend|middag|avond|morning|afternoon)? ?(?:,|en|and|&|\+|, en|, and|en ook"
    r"|and also|plus|en op|and on)? ?(?:de |the )?$"
)
_OR = re.compile(r"^ ?(?:,? ?of|,? ?or)(?: op| on| anders| else)? ?$")
_TO = re.compile(r"^ ?(?:ochtend |middag |morning |afternoon )?(?:naar|to|op|wordt|moet)(?: de| the)? ?$")
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
_ALWAYS = re.compile(
    r"\b(?:altijd|standaard|structureel|vast|vaste|normaal|normaal gesproken|meestal|doorgaans"
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
_OLD = re.compile(r"\b(?:van|from|mijn|my|de|the|op|on|boeking|booking|reservering)(?: de| the)? $")
_TOWARDS = re.compile(r"\b(?:naar|to|wordt|into|worden)(?: op| de| the)* $")
_INSTEAD = re.compile(r"\b(?:in plaats van|ipv|i p v|instead of|niet op|niet|not on|not)(?: op| on| de| the)* $")
_PART_BETWEEN = re.compile(r"^ ?(?:ochtend|middag|avond|morning|afternoon|evening)?(?: op| on)? ?,? ?$")
_EXCEPT = re.compile(
    r"\b(?:behalve|uitgezonderd|except(?: for)?|excluding|excl|apart from|but not|maar niet|m u v|muv"
    r"|met uitzondering van)(?: op| on| de| the)* $"
)
_NOT_ON = re.compile(r"\b(?:niet|not)(?: op| on| de| the)* $")
_NOT_THEN = re.compile(r"^ (?:dan )?(?:niet|not)(?= ?,|$)")
_NUMBER_RANGE = re.compile(
    rf"\b(?P<a>\d{{1,2}})(?:e|de|ste|st|nd|rd|th)? ?(?P<word>{_UNTIL}|en|and|,|of|or) ?(?:de |the )?$"
)
# The numbers of "dec: 1, 3, 8 en 10" after the first.
_LISTED = re.compile(
    r"(?: ?, ?\d{1,2})*(?: ?,)? (?:en|and|&) \d{1,2}(?= ?(?:,|$)| (?!\d|uur|u\b|h\b|am|pm|p\b|pers|man|mensen|people))"
)
_GLUED_RANGE = re.compile(rf"\b(?P<a>\d{{1,2}})-(?P<b>\d{{1,2}}) (?P<month>{MONTH})\b")


@dataclass(frozen=True)
class When:
    """The days of a sentence. `spans` are the stretches of `line` they were said in."""

    date: date | None = None
    dates: tuple[date, ...] = ()
    weekly: tuple[Weekday, ...] = ()
    every_weeks: int | None = None
    from_date: date | None = None
    until_date: date | None = None
    old_date: date | None = None
    choice: tuple[date, ...] = ()  # days between which the sentence leaves a choice
    period: bool = False  # from and until are a week or a month that was named as a whole
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> bool:
        """Whether any day was said."""
        return bool(self.date or self.dates or self.weekly or self.from_date or self.until_date or self.old_date)


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
    found = _once(line, _with_number_ranges(line, Days(today).find(line)))
    found, excepted = _without_excepted(line, found)
    found = found if changing else _in_named_week(found)
    every_day = _EVERY_DAY.search(line)
    if every_day is None and any(isinstance(item, Period) for item in found):
        every_day = _EVERY_PART.search(line)
    when = When(spans=tuple((item.start, item.end) for item in found))
    if every_day:
        when = replace(when, weekly=WEEKDAYS[:5], spans=(*when.spans, every_day.span()))
    if _OTHER.search(line):
        when = replace(when, every_weeks=2)
    span = next((item for item in found if isinstance(item, Period) and (item.last - item.first).days > 6), None)
    for group in _groups(line, found):
        named = all(isinstance(item, Day) and item.weekday is not None for item in group.items)
        weekly = span and named and not changing  # "de komende drie weken op dinsdag"
        when = _with_weekly(when, group) if weekly else _joined(line, when, group, changing)
    if every_day and when.period and not when.dates:
        when = _every_day_of(when)
    if when.every_weeks and not when.weekly and when.date:
        when = replace(when, weekly=(WEEKDAYS[when.date.weekday()],), date=None)
    when = when if when.weekly else replace(when, every_weeks=None)
    return _less(_from_parity(line, when, today), excepted)


def _from_parity(line: str, when: When, today: date) -> When:
    """Lets "elke even week op dinsdag" begin in a week with such a number."""
    said = _PARITY.search(line)
    if not said or not when.weekly or when.from_date:
        return when
    odd = int(said.group() == "oneven")
    days = (today + timedelta(days=step) for step in range(1, 22))
    first = next(day for day in days if day.isocalendar().week % 2 == odd and WEEKDAYS[day.weekday()] in when.weekly)
    return replace(when, every_weeks=2, from_date=first)


def _once(line: str, found: list[Found]) -> list[Found]:
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


def _without_excepted(line: str, found: list[Found]) -> tuple[list[Found], list[Found]]:
    """The days that are meant, and those that are not: "volgende week behalve woensdag"."""
    left, excepted = list[Found](), list[Found]()
    many = bool(_EVERY_DAY.search(line)) or any(isinstance(item, Period) for item in found)
    for item in found:
        listed = excepted and excepted[-1].end <= item.start and _AND.match(line[excepted[-1].end : item.start])
        single = isinstance(item, Day)
        said = _EXCEPT.search(line[: item.start]) or (many and single and _NOT_ON.search(line[: item.start]))
        after = many and single and _NOT_THEN.match(line[item.end :])
        (excepted if listed or said or after else left).append(item)
    return (left, excepted) if left or _EVERY_DAY.search(line) else (found, [])


def _less(when: When, excepted: list[Found]) -> When:
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


def _every_day_of(when: When) -> When:
    """The days of a week that was named beside "elke dag"; a longer period stays a weekly pattern."""
    first, last = when.from_date, when.until_date
    if first is None or last is None or (last - first).days > 6:
        return when
    days = tuple(first + timedelta(days=step) for step in range((last - first).days + 1))
    return replace(when, weekly=(), dates=days, from_date=None, until_date=None, period=False)


def _with_number_ranges(line: str, found: list[Found]) -> list[Found]:
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


def _in_named_week(found: list[Found]) -> list[Found]:
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


def _groups(line: str, found: list[Found]) -> list[_Group]:
    groups = list[_Group]()
    for item in found:
        between = line[groups[-1].end : item.start] if groups else ""
        kind = _link(between) if groups else None
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


def _link(between: str) -> str | None:
    if _RANGE.match(between):
        return "range"
    if _OR.match(between):
        return "or"
    if _AND.match(between):
        return "list"
    return "move" if _TO.match(between) else None


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
