"""Finds the single days in a sentence: "morgen", "volgende week dinsdag", "Dec 3rd", "de 15e"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dialogs.understanding import feasts
from dialogs.understanding.day_found import (
    Day,
    Found,
    Match,
    Period,
    day_at,
    month_at,
    nth_weekday,
    said_at,
    stretch_at,
)
from dialogs.understanding.day_patterns import PAST, PATTERNS
from dialogs.understanding.numbers import DAY_NUMBER, MONTHS, ORDINALS, number

_NOW = re.compile(r"(?:right )?now|nu(?: meteen| direct)?")
# Words that English does not have: in a line with one of them, "do" is a Thursday and no verb.
_DUTCH = re.compile(
    r"\b(?:de|het|een|ik|naar|voor|van|op|er|wie|werkplek|plek|bureau|thuis|kantoor|graag|mijn|mn|ff|met|om|tot|ben|kom"
    r"|werk|zit|zaal|kamer|ruimte|belcel|wijk|druk|bij|aub|ochtend|middag|nog|ook|toch|niet|mag|kan|wij)\b"
)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d|\.\d\d|u|h|am|pm| uur| am| pm)")
FARTHEST_DAYS = 3660  # a day further away than ten years is a misreading


class Days:
    """The grammar of days, relative to one `today`."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._rules: tuple[tuple[re.Pattern[str], Callable[[Match], Found | None]], ...] = tuple(
            (pattern, getattr(self, "_" + name)) for name, pattern in PATTERNS
        )

    def find(self, line: str) -> list[Found]:
        """Every day and period in `line`, in order, none overlapping another."""
        found: list[Found] = []
        taken = [False] * (len(line) + 1)
        for pattern, make in self._rules:
            for match in pattern.finditer(line):
                item = self._made(make, match)
                if item is not None and not any(taken[item.start : item.end]):
                    found.append(item)
                    taken[item.start : item.end] = [True] * (item.end - item.start)
        found = found if len(found) < 2 else [item for item in found if not _NOW.fullmatch(line[item.start : item.end])]
        return sorted(found, key=lambda item: item.start)

    def _made(self, make: Callable[[Match], Found | None], match: Match) -> Found | None:
        try:
            item = make(match)
        except (ValueError, OverflowError):  # 31 February, 45-13, over 99999999 dagen
            return None
        day = item.day if isinstance(item, Day) else item.first if item else None
        return item if day and abs((day - self.today).days) <= FARTHEST_DAYS else None

    def coming(self, weekday: int) -> date:
        """The next such weekday, never today."""
        return self.today + timedelta(days=(weekday - self.today.weekday() - 1) % 7 + 1)

    def _monday(self, weeks: int = 0) -> date:
        return self.today + timedelta(days=7 * weeks - self.today.weekday())

    def _iso(self, m: Match) -> Found:
        return day_at(m, date(int(m[1]), int(m[2]), int(m[3])))

    def _figures(self, m: Match) -> Found:
        day, month, year = int(m["day"]), int(m["month"]), int(m["year"])
        if month > 12 >= day:
            day, month = month, day
        return said_at(m, date(year + 2000 if year < 100 else year, month, day))

    def _short_figures(self, m: Match) -> Found | None:
        first, second = int(m["day"]), int(m["month"])
        if second > 12 or first > 31:
            return None
        return said_at(m, self._rolled(first, second))

    def _agreeing_figures(self, m: Match) -> Found | None:
        """The "do 3-12" that is a Thursday, where the hours are said elsewhere; else it is from 3 until 12."""
        found = self._short_figures(m)
        elsewhere = _CLOCK.search(m.string[: m.start()] + m.string[m.end() :])
        return found if isinstance(found, Day) and found.or_else is None and elsewhere else None

    def _rolled(self, day: int, month: int) -> date:
        """That day this year, or in the first year to come that has it."""
        for year in range(self.today.year, self.today.year + 9):
            if day <= monthrange(year, month)[1] and date(year, month, day) >= self.today:
                return date(year, month, day)
        raise ValueError(day)

    def _day_month(self, m: Match) -> Found:
        return self._named(m, m["day"], m["month"], m["year"])

    def _month_day(self, m: Match) -> Found:
        return self._named(m, m["day"], m["month"], m["year"])

    def _named(self, m: Match, day: str, month: str, year: str | None) -> Found:
        return said_at(m, self._named_day(day, month, year))

    def _named_day(self, day: str, month: str, year: str | None) -> date:
        at = int(day) if day.isdigit() else ORDINALS[day]
        return date(int(year), MONTHS[month], at) if year else self._rolled(at, MONTHS[month])

    def _day_of_relative_month(self, m: Match) -> Found:
        months = 0 if m["which"] in ("deze", "this") else 1
        first = self.today.replace(day=1) + relativedelta(months=months)
        return day_at(m, first.replace(day=int(m["day"])))

    def _day_of_month(self, m: Match) -> Found:
        day = int(m["day"])
        month = self.today.replace(day=1)
        while day > monthrange(month.year, month.month)[1] or month.replace(day=day) < self.today:
            month += relativedelta(months=1)
            if day > 31 or day < 1:
                raise ValueError(day)
        return said_at(m, month.replace(day=day))

    def _today(self, m: Match) -> Found:
        return day_at(m, self.today)

    def _yesterday(self, m: Match) -> Found:
        return day_at(m, self.today - timedelta(days=2 if m[0].startswith(("eer", "the day")) else 1))

    def _tomorrow_later(self, m: Match) -> Found:
        return day_at(m, self.today + timedelta(days=1 + 7 * (number(m["n"]) if m["n"] else 1)))

    def _overmorgen(self, m: Match) -> Found:
        return day_at(m, self.today + timedelta(days=2))

    def _tomorrow(self, m: Match) -> Found:
        return day_at(m, self.today + timedelta(days=1))

    def _in_days(self, m: Match) -> Found:
        return day_at(m, self._later(number(m["n"]), m["unit"]))

    def _later(self, count: int, unit: str) -> date:
        if count > 600:
            raise ValueError(count)
        if unit.startswith("d"):
            return self.today + timedelta(days=count)
        if unit.startswith("w"):
            return self.today + timedelta(weeks=count)
        return self.today + relativedelta(months=count)

    def _today_later(self, m: Match) -> Found:
        return day_at(m, self._later(number(m["n"]), m["unit"]))

    def _weekday_later(self, m: Match) -> Found:
        weeks = number(m["n"]) if m["n"] else 1
        if weeks > 60:
            raise ValueError(weeks)
        return day_at(m, self.coming(DAY_NUMBER[m["wd"]]) + timedelta(weeks=weeks))

    def _weekday_in_week(self, m: Match) -> Found:
        weeks = 1 if not m["n"] else number(m["n"])
        return day_at(m, self._monday(min(weeks, 500)) + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_next_week(self, m: Match) -> Found:
        return day_at(m, self._monday(1) + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_this_week(self, m: Match) -> Found:
        return day_at(m, self._monday() + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_past(self, m: Match) -> Found:
        back = (self.today.weekday() - DAY_NUMBER[m["wd"]] - 1) % 7 + 1
        return day_at(m, self.today - timedelta(days=back))

    def _weekday_soon(self, m: Match) -> Found:
        return day_at(m, self.coming(DAY_NUMBER[m["wd"]]))

    def _weekday_this(self, m: Match) -> Found:
        return day_at(m, self.today + timedelta(days=(DAY_NUMBER[m["wd"]] - self.today.weekday()) % 7))

    def _weekday_next(self, m: Match) -> Found:
        following = self._monday(1) + timedelta(days=DAY_NUMBER[m["wd"]])
        return day_at(m, following)

    def _weekday(self, m: Match) -> Found:
        name = m["wd"]
        at = DAY_NUMBER[name]
        repeats = len(name) > 5 and name.endswith(("s", "gen"))
        return Day(m.start("wd"), m.end("wd"), self.coming(at), weekday=at, repeats=repeats)

    def _dutch_thursday(self, m: Match) -> Found | None:
        return Day(m.start(), m.end(), self.coming(3), weekday=3) if _DUTCH.search(m.string) else None

    def _now(self, m: Match) -> Found:
        return day_at(m, self.today)

    def _week(self, m: Match) -> Found:
        which = m[0]
        if which.startswith(("deze", "this", "de hele", "hele", "rest", "the rest", "de rest", "the whole", "all")):
            first = self.today if self.today.weekday() < 5 else self._monday(1)
            if which.startswith(("deze", "this")) and self.today.weekday() > 4:
                return Period(m.start(), m.end(), self._monday(), self._monday() + timedelta(days=4))
            return Period(m.start(), m.end(), first, first + timedelta(days=4 - first.weekday()))
        weeks = -1 if re.match(PAST, which) else 1
        return Period(m.start(), m.end(), self._monday(weeks), self._monday(weeks) + timedelta(days=4))

    def _weeks_ahead(self, m: Match) -> Found:
        count = number(m["n"])
        first = self._monday(1)
        return Period(m.start(), m.end(), first, first + timedelta(days=7 * min(count, 52) - 3))

    def _weekend(self, m: Match) -> Found:
        saturday = self._monday(1 if m["next"] else 0) + timedelta(days=5)
        return Period(m.start(), m.end(), saturday, saturday + timedelta(days=1))

    def _relative_month(self, m: Match) -> Found:
        which = m["which"]
        months = -1 if re.match(PAST, which) else 0 if which in ("deze", "this") else 1
        return month_at(m, self.today.replace(day=1) + relativedelta(months=months))

    def _named_month(self, m: Match) -> Found:
        month = MONTHS[m["month"]]
        year = int(m["year"]) if m["year"] else self.today.year + (month < self.today.month)
        first = date(year, month, 1)
        return Period(m.start("month"), m.end(), first, first + relativedelta(months=1, days=-1))

    def _nth_weekday(self, m: Match) -> Found:
        unit, weekday = m["unit"], DAY_NUMBER[m["wd"]]
        nth = -1 if m["nth"] in ("laatste", "last") else ORDINALS[m["nth"]]
        first = self.today.replace(day=1)
        if unit in MONTHS:
            first = date(self.today.year, MONTHS[unit], 1)
            found = nth_weekday(first, weekday, nth)
            return day_at(
                m, found if found >= self.today else nth_weekday(first + relativedelta(years=1), weekday, nth)
            )
        if unit.endswith(("jaar", "year")):
            return day_at(m, nth_weekday(date(self.today.year + 1, 1, 1), weekday, nth))
        found = nth_weekday(first, weekday, nth)
        ahead = unit.startswith(("volgende", "next")) or found < self.today
        return day_at(m, nth_weekday(first + relativedelta(months=1), weekday, nth) if ahead else found)

    def _week_of(self, m: Match) -> Found:
        day = self._named_day(m["day"], m["month"], m["year"])
        monday = day - timedelta(days=day.weekday())
        return Period(m.start(), m.end(), monday, monday + timedelta(days=4))

    def _week_number(self, m: Match) -> Found:
        monday = date.fromisocalendar(self.today.year, int(m["n"]), 1)
        if monday + timedelta(days=6) < self.today:
            monday = date.fromisocalendar(self.today.year + 1, int(m["n"]), 1)
        return Period(m.start(), m.end(), monday, monday + timedelta(days=4))

    def _end_of(self, m: Match) -> Found:
        if "week" in m["unit"]:
            return day_at(
                m, self._monday(1 if "volgend" in m["unit"] or "next" in m["unit"] else 0) + timedelta(days=4)
            )
        if "jaar" in m["unit"] or "year" in m["unit"]:
            return day_at(m, date(self.today.year, 12, 31))
        if m["unit"] in MONTHS:
            first = date(self.today.year + (MONTHS[m["unit"]] < self.today.month), MONTHS[m["unit"]], 1)
        else:
            ahead = 1 if "volgend" in m["unit"] or "next" in m["unit"] else 0
            first = self.today.replace(day=1) + relativedelta(months=ahead)
        return day_at(m, first + relativedelta(months=1, days=-1))

    def _start_of(self, m: Match) -> Found:
        if "week" in m["unit"]:
            return day_at(m, self._monday(1))
        if m["unit"] in MONTHS:
            return day_at(m, date(self.today.year + (MONTHS[m["unit"]] < self.today.month), MONTHS[m["unit"]], 1))
        return day_at(m, self.today.replace(day=1) + relativedelta(months=1))

    def _between_years(self, m: Match) -> Found:
        return Period(m.start(), m.end(), *feasts.between_years(self.today))

    def _beside_feast(self, m: Match) -> Found:
        return stretch_at(m, feasts.beside(m["feast"], m["side"], m["unit"] or "", m["wd"], m["n"], self.today))

    def _feast(self, m: Match) -> Found:
        return stretch_at(m, feasts.coming(m[0], self.today))
