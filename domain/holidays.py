"""Holidays: the public ones of the Netherlands, and those that a municipality has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dateutil.easter import easter

from locales import Language

SUNDAY = 6  # of date.weekday()


@dataclass(frozen=True)
class Holiday:
    """A day off for everybody. `own`: of this municipality, and not of the country."""

    name_nl: str
    name_en: str
    own: bool = False

    def name(self, language: Language) -> str:
        """What it is called in a language."""
        return self.name_nl if language == "nl" else self.name_en


@dataclass(frozen=True)
class OwnHoliday:
    """One of: `day` (once), `every_year` (month and day), or `easter` (so many days after Easter Sunday, or before)."""

    holiday: Holiday
    day: date | None = None
    every_year: tuple[int, int] | None = None
    easter: int | None = None

    def on(self, day: date) -> bool:
        """Whether it is on this day."""
        if self.easter is not None:
            return day == easter(day.year) + timedelta(days=self.easter)
        return day == self.day or (day.month, day.day) == self.every_year


@dataclass(frozen=True)
class Holidays:
    """The holidays of a municipality. `without`: the Dutch names of public ones on which it works."""

    own: tuple[OwnHoliday, ...] = ()
    without: frozenset[str] = field(default_factory=frozenset[str])

    def on(self, day: date) -> Holiday | None:
        """The holiday that is on this day; its own before that of the country."""
        for own in self.own:
            if own.on(day):
                return own.holiday
        public = public_holidays(day.year).get(day)
        return None if public is None or public.name_nl in self.without else public


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


# Every year; Liberation Day is a day off in lustrum years, as collective agreements have it. Held in a test against the
# `holidays` package, which takes a second and a lot of memory to load. Source: Algemene termijnenwet, article 3.
PUBLIC: tuple[tuple[str, str, Callable[[int], date]], ...] = (
    ("Nieuwjaarsdag", "New Year's Day", lambda year: date(year, 1, 1)),
    ("Goede Vrijdag", "Good Friday", _after_easter(-2)),
    ("Eerste paasdag", "Easter Sunday", easter),
    ("Tweede paasdag", "Easter Monday", _after_easter(1)),
    ("Koningsdag", "King's Day", _kings_day),
    ("Hemelvaartsdag", "Ascension Day", _after_easter(39)),
    ("Eerste pinksterdag", "Whit Sunday", _after_easter(49)),
    ("Tweede pinksterdag", "Whit Monday", _after_easter(50)),
    ("Eerste kerstdag", "Christmas Day", lambda year: date(year, 12, 25)),
    ("Tweede kerstdag", "Boxing Day", lambda year: date(year, 12, 26)),
)
LIBERATION_DAY = Holiday("Bevrijdingsdag", "Liberation Day")
NAMES = frozenset({LIBERATION_DAY.name_nl, *(name for name, _, _ in PUBLIC)})


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, Holiday]:
    """Those of the country in a year (from 2014 on, when King's Day came), by date."""
    found = {on(year): Holiday(nl, en) for nl, en, on in PUBLIC}
    if year % 5 == 0:
        found.setdefault(date(year, 5, 5), LIBERATION_DAY)  # Ascension Day can be on it
    return found


def read_holidays(data: Mapping[str, Any]) -> Holidays:
    """[holidays] of organisation.toml. Raises ValueError, KeyError or TypeError for what is no holiday."""
    without = frozenset(str(name) for name in data.get("without", ()))
    if not without <= NAMES:
        raise ValueError(f"holidays: without knows no {', '.join(sorted(without - NAMES))}")
    return Holidays(tuple(_own(item) for item in data.get("own", ())), without)


def _own(item: Mapping[str, Any]) -> OwnHoliday:
    holiday = Holiday(str(item["nl"]), str(item["en"]), own=True)
    if sum(key in item for key in ("day", "every_year", "easter")) != 1:
        raise ValueError(f"holidays: {holiday.name_nl!r} needs one of day, every_year and easter")
    if "easter" in item:
        return OwnHoliday(holiday, easter=int(item["easter"]))
    if "day" in item:
        if type(item["day"]) is not date:
            raise ValueError(f"holidays: {item['day']!r} is no day such as 2026-12-24")
        return OwnHoliday(holiday, day=item["day"])
    month, _, day = str(item["every_year"]).partition("-")
    date(2000, int(month), int(day))  # a year that has a 29th of February
    return OwnHoliday(holiday, every_year=(int(month), int(day)))
