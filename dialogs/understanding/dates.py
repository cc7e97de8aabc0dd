"""Finds the single days in a sentence: "morgen", "volgende week dinsdag", "Dec 3rd", "de 15e"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from dialogs.understanding.numbers import (
    CLEAR_DAY,
    CLEAR_MONTH,
    DAY_NUMBER,
    MONTH,
    MONTHS,
    NUMBER,
    ORDINALS,
    UNCLEAR_DAY,
    number,
)

FARTHEST_DAYS = 3660  # a day further away than ten years is a misreading


@dataclass(frozen=True)
class Day:
    """One day in `line`. `weekday` is set when only its name was said;"""

    start: int
    end: int
    day: date
    weekday: int | None = None
    repeats: bool = False  # "maandags", "on Mondays"
    in_week: bool = False  # the week was said: "volgende week dinsdag"; weekdays named beside it are in that week too


@dataclass(frozen=True)
class Period:
    """A week, a month or a weekend in `line`, both days included."""

    start: int
    end: int
    first: date
    last: date


Found = Day | Period
_Match = re.Match[str]
_ND = r"(?:st|nd|rd|th|e|ste|de)"
_DAYNAME = rf"(?:{CLEAR_DAY}|{UNCLEAR_DAY})"
_NEXT_WEEK = r"(?:(?:volgende|komende|aankomende) week|next week|the week after|week daarop)"
_SOON = r"(?:komende|aankomende|aanstaande|eerstvolgende|a s|eerste|this coming|coming|upcoming)"
_PAST = r"(?:afgelopen|vorige|voorbije|last|past|previous)"
_BEFORE_SHORT = (
    r"(?:^|\b(?:op|of|en|on|and|or|van|tot|elke|iedere|deze|each|this|next|from|till|until|naar|every|vanaf|met|komende"
    r"|volgende|tm|t|alleen|only|altijd) |[,-] )"
)
_AFTER_SHORT = r"(?=$| (?:en|,|tot|t|tm|-|and|\d+|ochtend|middag|avond|thuis|kantoor|home|of|or|ma|di|wo|do|vr) ?)"


class Days:
    """The grammar of days, relative to one `today`."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._rules: tuple[tuple[re.Pattern[str], Callable[[_Match], Found | None]], ...] = tuple(
            (pattern, getattr(self, "_" + name)) for name, pattern in _PATTERNS
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
        return sorted(found, key=lambda item: item.start)

    def _made(self, make: Callable[[_Match], Found | None], match: _Match) -> Found | None:
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

    def _iso(self, m: _Match) -> Found:
        return _day(m, date(int(m[1]), int(m[2]), int(m[3])))

    def _figures(self, m: _Match) -> Found:
        day, month, year = int(m[1]), int(m[2]), int(m[3])
        if month > 12 >= day:
            day, month = month, day
        return _day(m, date(year + 2000 if year < 100 else year, month, day))

    def _short_figures(self, m: _Match) -> Found | None:
        first, second = int(m[1]), int(m[2])
        if second > 12 or first > 31:
            return None
        return _day(m, self._rolled(first, second))

    def _rolled(self, day: int, month: int) -> date:
        """That day this year, or next year when it has been."""
        this_year = date(self.today.year, month, min(day, 29) if month == 2 else day)
        if this_year < self.today:
            return date(self.today.year + 1, month, day)
        return date(self.today.year, month, day)

    def _day_month(self, m: _Match) -> Found:
        return self._named(m, m["day"], m["month"], m["year"])

    def _month_day(self, m: _Match) -> Found:
        return self._named(m, m["day"], m["month"], m["year"])

    def _named(self, m: _Match, day: str, month: str, year: str | None) -> Found:
        at = int(day) if day.isdigit() else ORDINALS[day]
        if year:
            return _day(m, date(int(year), MONTHS[month], at))
        return _day(m, self._rolled(at, MONTHS[month]))

    def _day_of_relative_month(self, m: _Match) -> Found:
        months = 0 if m["which"] in ("deze", "this") else 1
        first = self.today.replace(day=1) + relativedelta(months=months)
        return _day(m, first.replace(day=int(m["day"])))

    def _day_of_month(self, m: _Match) -> Found:
        day = int(m["day"])
        month = self.today.replace(day=1)
        while day > monthrange(month.year, month.month)[1] or month.replace(day=day) < self.today:
            month += relativedelta(months=1)
            if day > 31 or day < 1:
                raise ValueError(day)
        return _day(m, month.replace(day=day))

    def _today(self, m: _Match) -> Found:
        return _day(m, self.today)

    def _yesterday(self, m: _Match) -> Found:
        return _day(m, self.today - timedelta(days=2 if m[0].startswith(("eer", "the day")) else 1))

    def _tomorrow_later(self, m: _Match) -> Found:
        return _day(m, self.today + timedelta(days=1 + 7 * (number(m["n"]) if m["n"] else 1)))

    def _overmorgen(self, m: _Match) -> Found:
        return _day(m, self.today + timedelta(days=2))

    def _tomorrow(self, m: _Match) -> Found:
        return _day(m, self.today + timedelta(days=1))

    def _in_days(self, m: _Match) -> Found:
        return _day(m, self._later(number(m["n"]), m["unit"]))

    def _later(self, count: int, unit: str) -> date:
        if count > 600:
            raise ValueError(count)
        if unit.startswith("d"):
            return self.today + timedelta(days=count)
        if unit.startswith("w"):
            return self.today + timedelta(weeks=count)
        return self.today + relativedelta(months=count)

    def _today_later(self, m: _Match) -> Found:
        return _day(m, self._later(number(m["n"]), m["unit"]))

    def _weekday_later(self, m: _Match) -> Found:
        weeks = number(m["n"]) if m["n"] else 1
        if weeks > 60:
            raise ValueError(weeks)
        return _day(m, self.coming(DAY_NUMBER[m["wd"]]) + timedelta(weeks=weeks))

    def _weekday_in_week(self, m: _Match) -> Found:
        weeks = 1 if not m["n"] else number(m["n"])
        return _day(m, self._monday(min(weeks, 500)) + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_next_week(self, m: _Match) -> Found:
        return _day(m, self._monday(1) + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_this_week(self, m: _Match) -> Found:
        return _day(m, self._monday() + timedelta(days=DAY_NUMBER[m["wd"]]), in_week=True)

    def _weekday_past(self, m: _Match) -> Found:
        back = (self.today.weekday() - DAY_NUMBER[m["wd"]] - 1) % 7 + 1
        return _day(m, self.today - timedelta(days=back))

    def _weekday_soon(self, m: _Match) -> Found:
        return _day(m, self.coming(DAY_NUMBER[m["wd"]]))

    def _weekday_this(self, m: _Match) -> Found:
        return _day(m, self.today + timedelta(days=(DAY_NUMBER[m["wd"]] - self.today.weekday()) % 7))

    def _weekday_next(self, m: _Match) -> Found:
        following = self._monday(1) + timedelta(days=DAY_NUMBER[m["wd"]])
        return _day(m, following)

    def _weekday(self, m: _Match) -> Found:
        name = m["wd"]
        at = DAY_NUMBER[name]
        repeats = len(name) > 5 and name.endswith(("s", "gen"))
        return Day(m.start("wd"), m.end("wd"), self.coming(at), weekday=at, repeats=repeats)

    def _week(self, m: _Match) -> Found:
        which = m[0]
        if which.startswith(("deze", "this", "de hele", "hele", "rest", "the rest", "de rest", "the whole", "all")):
            first = self.today if self.today.weekday() < 5 else self._monday(1)
            if which.startswith(("deze", "this")) and self.today.weekday() > 4:
                return Period(m.start(), m.end(), self._monday(), self._monday() + timedelta(days=4))
            return Period(m.start(), m.end(), first, first + timedelta(days=4 - first.weekday()))
        weeks = -1 if re.match(_PAST, which) else 1
        return Period(m.start(), m.end(), self._monday(weeks), self._monday(weeks) + timedelta(days=4))

    def _weeks_ahead(self, m: _Match) -> Found:
        count = number(m["n"])
        first = self._monday(1)
        return Period(m.start(), m.end(), first, first + timedelta(days=7 * min(count, 52) - 3))

    def _weekend(self, m: _Match) -> Found:
        saturday = self._monday(1 if m["next"] else 0) + timedelta(days=5)
        return Period(m.start(), m.end(), saturday, saturday + timedelta(days=1))

    def _relative_month(self, m: _Match) -> Found:
        which = m["which"]
        months = -1 if re.match(_PAST, which) else 0 if which in ("deze", "this") else 1
        return _month(m, self.today.replace(day=1) + relativedelta(months=months))

    def _named_month(self, m: _Match) -> Found:
        month = MONTHS[m["month"]]
        year = int(m["year"]) if m["year"] else self.today.year + (month < self.today.month)
        return _month(m, date(year, month, 1))

    def _week_number(self, m: _Match) -> Found:
        monday = date.fromisocalendar(self.today.year, int(m["n"]), 1)
        if monday + timedelta(days=6) < self.today:
            monday = date.fromisocalendar(self.today.year + 1, int(m["n"]), 1)
        return Period(m.start(), m.end(), monday, monday + timedelta(days=4))

    def _end_of(self, m: _Match) -> Found:
        if "week" in m["unit"]:
            return _day(m, self._monday(1 if "volgend" in m["unit"] or "next" in m["unit"] else 0) + timedelta(days=4))
        if "jaar" in m["unit"] or "year" in m["unit"]:
            return _day(m, date(self.today.year, 12, 31))
        if m["unit"] in MONTHS:
            first = date(self.today.year + (MONTHS[m["unit"]] < self.today.month), MONTHS[m["unit"]], 1)
        else:
            ahead = 1 if "volgend" in m["unit"] or "next" in m["unit"] else 0
            first = self.today.replace(day=1) + relativedelta(months=ahead)
        return _day(m, first + relativedelta(months=1, days=-1))

    def _start_of(self, m: _Match) -> Found:
        if "week" in m["unit"]:
            return _day(m, self._monday(1))
        if m["unit"] in MONTHS:
            return _day(m, date(self.today.year + (MONTHS[m["unit"]] < self.today.month), MONTHS[m["unit"]], 1))
        return _day(m, self.today.replace(day=1) + relativedelta(months=1))

    def _holiday(self, m: _Match) -> Found:
        for year in (self.today.year, self.today.year + 1):
            day = _holiday_in(m[0], year)
            if day >= self.today:
                return _day(m, day)
        raise ValueError(m[0])


def _day(m: _Match, day: date, in_week: bool = False) -> Day:
    return Day(m.start(), m.end(), day, in_week=in_week)


def _month(m: _Match, first: date) -> Period:
    return Period(m.start(), m.end(), first, first + relativedelta(months=1, days=-1))


def _holiday_in(name: str, year: int) -> date:
    sunday = easter(year)
    if name.startswith(("koning", "king")):
        kings_day = date(year, 4, 27)
        return kings_day - timedelta(days=kings_day.weekday() == 6)
    fixed = {"tweede kerst": (12, 26), "boxing": (12, 26), "kerstavond": (12, 24), "christmas eve": (12, 24),
             "oud": (12, 31), "new year s eve": (12, 31), "nieuwjaar": (1, 1), "new year": (1, 1),
             "bevrijding": (5, 5), "sinterklaas": (12, 5), "kerst": (12, 25), "eerste kerst": (12, 25),
             "christmas": (12, 25)}  # fmt: skip
    moving = {"goede": -2, "good friday": -2, "tweede paas": 1, "easter monday": 1, "paas": 0, "pasen": 0, "easter": 0,
              "hemelvaart": 39, "ascension": 39, "tweede pinkster": 50, "whit": 50, "pinkster": 49}  # fmt: skip
    for start, (month, day) in fixed.items():
        if name.startswith(start):
            return date(year, month, day)
    return sunday + timedelta(days=next(days for start, days in moving.items() if name.startswith(start)))


_YEAR = r"(?: ,?(?P<year>20\d\d)\b)?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"),
        ("figures", r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b"),
        ("day_month",
         rf"(?:\b{_DAYNAME} ,? ?)?(?:\b(?:de|the) )?\b(?P<day>\d{{1,2}}|{'|'.join(ORDINALS)}){_ND}? (?:of |van )?"
         rf"(?P<month>{MONTH})\b{_YEAR}"),
        ("month_day", rf"(?:\b{_DAYNAME} ,? ?)?\b(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}}){_ND}?\b(?!:){_YEAR}"),
        ("day_of_relative_month",
         rf"\b(?:(?:de|the) )?(?P<day>\d{{1,2}}){_ND}? (?:of |van |in )?(?:de )?(?P<which>deze"
    rf"|volgende|this|next) (?:maand|month)\b"),
        ("day_of_month", r"(?:\b" + _DAYNAME + rf" ,? ?)?\b(?:(?:de|the) (?P<day>\d{{1,2}}){_ND})\b(?! (?:verdieping|floor|etage|keer|time"
    rf"|bron))"),
        ("short_figures", r"\b(\d{1,2})[/](\d{1,2})\b"),
        ("short_figures", r"(?:(?<=\bop )|(?<=\bon )|(?<=\bvoor )|(?<=\bnaar )|(?<=\bfor )"
    r"|^)(\d{1,2})-(\d{1,2})\b(?!:)"),
        ("short_figures", r"\b(1[3-9]|2\d|3[01])-(\d{1,2})\b(?!:)"),
        ("weekday_later",
         rf"\b(?P<wd>{CLEAR_DAY}) (?:over (?P<n>{NUMBER}) we(?:ek|ken)|week)\b(?! van)"),
        ("tomorrow_later", rf"\b(?:morgen|tomorrow) over (?P<n>{NUMBER}) (?:week|weken)\b"),
        ("weekday_in_week",
         rf"\b(?:over|in) (?P<n>{NUMBER}) (?:weken|week|weeks|weeks time)(?: op| on)? (?P<wd>{CLEAR_DAY})\b"),
        ("weekday_later",
         rf"\b(?P<n>{NUMBER}) weeks? (?:from|on) (?P<wd>{CLEAR_DAY})\b"),
        ("today_later",
         rf"\b(?:(?:vandaag|today) over (?P<n>{NUMBER}) (?P<unit>week|weken|maand|maanden))\b"),
        ("weekday_next_week",
         rf"\b{_NEXT_WEEK}(?: op| on)? ,? ?(?P<wd>{_DAYNAME})\b(?!s)"),
        ("weekday_next_week", rf"\b(?P<wd>{CLEAR_DAY}) (?:in |of |van )?{_NEXT_WEEK}\b"),
        ("weekday_this_week", rf"\b(?:(?:deze|this) week(?: op| on)? (?P<wd>{CLEAR_DAY}))\b"),
        ("weekday_this_week", rf"\b(?P<wd>{CLEAR_DAY}) (?:deze|this) week\b"),
        ("weekday_past", rf"\b{_PAST} (?P<wd>{CLEAR_DAY})\b"),
        ("weekday_past", rf"\b(?P<wd>{CLEAR_DAY}) (?:{_PAST} week|j l|jl)\b"),
        ("weekday_soon", rf"\b{_SOON} (?P<wd>{_DAYNAME})\b"),
        ("weekday_soon", rf"\b(?P<wd>{CLEAR_DAY}) (?:aanstaande|aankomend|a s)\b"),
        ("weekday_this", rf"\b(?:deze|this) (?P<wd>{CLEAR_DAY})\b"),
        ("weekday_next", rf"\b(?:volgende|next) (?P<wd>{_DAYNAME})\b"),
        ("holiday",
         r"\b(?:eerste kerstdag|tweede kerstdag|kerstavond|kerstmis|kerst|christmas eve|christmas day|christmas"
         r"|boxing day|oudjaarsdag|oudejaarsdag|nieuwjaarsdag|new year s eve|new year s day|koningsdag|king s day"
         r"|kingsday|bevrijdingsdag|goede vrijdag|good friday|tweede paasdag|eerste paasdag|easter monday|pasen"
         r"|hemelvaartsdag|hemelvaart|ascension day|tweede pinksterdag|pinksteren|whit monday|sinterklaas)\b"),
        ("end_of",
         rf"\b(?:het |the )?(?:einde?|eind|end) (?:van |of )?(?:de |the |het |deze |dit |this )?"
         rf"(?P<unit>(?:volgende |next )?(?:week|maand|month|jaar|year)|{MONTH})\b"),
        ("start_of",
         rf"\b(?:het |the )?(?:begin|start|beginning) (?:van |of )?(?:de |the )?"
         rf"(?P<unit>(?:volgende |next )(?:week|maand|month)|{CLEAR_MONTH})\b"),
        ("overmorgen", r"\b(?:overmorgen|overmorge|(?:the )?day after tomorrow)\b"),
        ("yesterday", r"\b(?:eergisteren|gisteren|the day before yesterday|yesterday)\b"),
        ("today", r"\b(?:vandaag|vndg|vdg|today|tonight|heden)\b|\bthis(?= (?:morning|afternoon|evening))"
    r"|\b(?:straks|zo meteen|zometeen|nu meteen|nu direct|later today|right now)(?= (?:om|at"
    r"|vanaf|rond|een|a)\b)"),
        ("tomorrow",
         r"(?<!goede )(?<!dag )\b(?:morgen|mrgn|morge|tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|2morrow)\b"),
        ("in_days", rf"\b(?:over|in) (?P<n>{NUMBER}) (?P<unit>dag|dagen|days?|week|weken|weeks|maand|maanden"
    rf"|months?)\b"),
        ("in_days", rf"\b(?P<n>{NUMBER}) (?P<unit>days?|weeks?|months?) from now\b"),
        ("weeks_ahead", rf"\b(?:de )?(?:komende|aankomende|the next|the coming|next|volgende) (?P<n>{NUMBER}) (?:weken"
    rf"|weeks)\b"),
        ("week_number", r"\bweek (?P<n>\d{1,2})\b"),
        ("week",
         rf"\b(?:deze week|this week|volgende week|komende week|aankomende week|next week|the coming week"
         rf"|(?:de )?rest van de week|(?:the )?rest of the week|(?:de )?hele week|the whole week"
    rf"|all week|{_PAST} week)\b"),
        ("weekend", r"\b(?:(?P<next>volgend|next) |komend |dit |this |het |the )?weekend\b"),
        ("relative_month",
         rf"\b(?P<which>deze|volgende|komende|this|next|{_PAST}) (?:maand|month)\b"),
        ("weekday",
         rf"\b(?P<wd>{CLEAR_DAY})\b(?! (?:week))"),
        ("weekday", rf"{_BEFORE_SHORT}\b(?P<wd>{UNCLEAR_DAY})\b(?! (?:it|you|i|we|they|not|is|dat|als|maar|n"
    rf"|een|snel|min))"),
        ("weekday", rf"\b(?P<wd>ma|di|wo|do|vr|za|mon|wed)\b{_AFTER_SHORT}"),
        ("named_month", rf"\b(?P<month>{CLEAR_MONTH})\b(?: (?P<year>20\d\d)\b)?"),
        ("named_month", r"\b(?:in|van|of|over|for|hele|maand|vanaf) (?P<month>mei|may|march"
    r"|dec)\b(?: (?P<year>20\d\d)\b)?"),
    )
)  # fmt: skip
