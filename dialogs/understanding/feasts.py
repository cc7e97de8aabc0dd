"""The holidays that people name, and the days and weeks that they place beside one ("dag na hemelvaart")."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from dialogs.understanding.numbers import CLEAR_DAY, DAY_NUMBER, NUMBER, number

FRIDAY = 4
_NEW = r"(?:nieuwjaarsdag|nieuwjaar|nieuw jaar|new year'?s? day|new year'?s?)"
_OLD = r"(?:oudjaarsdag|oudejaarsdag|oudejaarsavond|oudjaar|oud (?:en|&) nieuw|new year'?s? eve|nye)"
_CHRISTMAS = r"(?:kerst|kerstmis|kerstdagen|christmas|xmas)"
# Each with where it is: a month and a day, or days from Easter Sunday. The longer name comes first.
_FEASTS: tuple[tuple[str, tuple[int, int] | int], ...] = (
    (r"(?:tweede|2e) kerstdag|boxing day", (12, 26)),
    (r"kerstavond|christmas eve", (12, 24)),
    (rf"(?:(?:eerste|1e) )?kerstdag|christmas day|{_CHRISTMAS}", (12, 25)),
    (_OLD, (12, 31)),
    (r"nieuwjaarsdag|nieuwjaar|new year'?s? day", (1, 1)),
    (r"sinterklaas|pakjesavond", (12, 5)),
    (r"koningsdag|king'?s ?day", (4, 27)),
    (r"bevrijdingsdag|liberation day", (5, 5)),
    (r"carnavalsmaandag|carnaval|carnival", -48),
    (r"carnavalsdinsdag", -47),
    (r"goede vrijdag|good friday", -2),
    (r"(?:tweede|2e) paasdag|paasmaandag|easter monday", 1),
    (r"(?:(?:eerste|1e) )?paasdag|pasen|easter(?: sunday)?", 0),
    (r"hemelvaartsdag|hemelvaart|ascension(?: day)?", 39),
    (r"(?:tweede|2e) pinksterdag|pinkstermaandag|whit monday", 50),
    (r"(?:(?:eerste|1e) )?pinksterdag|pinksteren|pentecost", 49),
)
_WEEK_OF_CHRISTMAS = ("kerstweek", "week van kerst", "christmas week", "week of christmas")
_KNOWN = tuple((re.compile(names), when) for names, when in _FEASTS)
# What comes after one of these comes after its second day.
_TWO_DAYS = re.compile(r"pasen|pinksteren|kerst|kerstmis|kerstdagen|carnaval|carnival|oud (?:en|&) nieuw")
FEAST = rf"(?:{'|'.join(_WEEK_OF_CHRISTMAS)}|{'|'.join(names for names, _ in _FEASTS)})"
_UNIT = r"(?:eerste |first )?(?:werkdag|work(?:ing)? day|business day)|dag|dagen|day|days|week|weekend"
BESIDE = (
    rf"\b(?:de |the )?(?:(?P<n>{NUMBER}) )?(?:(?P<wd>{CLEAR_DAY})|(?P<unit>{_UNIT}))"
    rf" (?P<side>na|voor|after|before) (?:de |het |the )?(?P<feast>{FEAST})\b"
)
BETWEEN = (
    rf"\b(?:tussen|between) (?:de |the )?{_CHRISTMAS} (?:en|and|&|tot) (?:the )?(?:{_OLD}|{_NEW}|nieuw)\b"
    rf"|\b{_CHRISTMAS} (?:tot|t m|tot en met|until|till|through) (?:the )?(?:{_OLD}|{_NEW})\b"
)


def coming(name: str, today: date) -> tuple[date, date]:
    """The first and last day of a feast, the next time that it has not been. Raises ValueError for what is none."""
    if name in _WEEK_OF_CHRISTMAS:
        monday = _first(lambda year: date(year, 12, 25), today)
        monday -= timedelta(days=monday.weekday())
        return monday, monday + timedelta(days=FRIDAY)
    first = _first(lambda year: _in_year(name, year), today)
    return first, first + timedelta(days=1 if name in ("carnaval", "carnival") else 0)


def beside(feast: str, side: str, unit: str, weekday: str | None, count: str | None, today: date) -> tuple[date, date]:
    """The first and last day of what is said to be before or after a feast, the next time that it has not been."""
    after = side in ("na", "after")

    def found(year: int) -> date:
        return _beside(_in_year(feast, year), feast, after, unit, weekday, count)

    first = _first(found, today)
    if unit != "week":
        return first, first + timedelta(days=1 if unit == "weekend" else 0)
    days = [first + timedelta(days=step) for step in range(FRIDAY + 1)]
    free = {day for year in (first.year, first.year + 1) for day in _days_of(feast, year)}
    working = [day for day in days if day not in free]
    return working[0], working[-1]


def between_years(today: date) -> tuple[date, date]:
    """The working days between Christmas and New Year, from first to last, the next time that they have not been."""
    last = _first(lambda year: date(year, 12, 31), today)
    days = [last - timedelta(days=back) for back in range(5)]
    working = [day for day in days if day.weekday() <= FRIDAY]
    return working[-1], working[0]


def _first(found: Callable[[int], date], today: date) -> date:
    for year in (today.year - 1, today.year, today.year + 1):
        if found(year) >= today:
            return found(year)
    return found(today.year + 2)


def _in_year(name: str, year: int) -> date:
    when = next((when for names, when in _KNOWN if names.fullmatch(name)), None)
    if when is None:
        raise ValueError(name)
    if isinstance(when, int):
        return easter(year) + timedelta(days=when)
    day = date(year, *when)
    return day - timedelta(days=1) if when == (4, 27) and day.weekday() == 6 else day  # King's Day is no Sunday


def _week_beside(day: date, after: bool) -> date:
    """The Monday of the week that ends before a day or begins after it, or holds nearly all of that."""
    monday = day - timedelta(days=day.weekday())
    if after:
        return monday if day.weekday() == 0 else monday + timedelta(weeks=1)
    return monday if day.weekday() > 2 else monday - timedelta(weeks=1)


def _days_of(feast: str, year: int) -> tuple[date, ...]:
    first = _in_year(feast, year)
    return (first, first + timedelta(days=1)) if _TWO_DAYS.fullmatch(feast) else (first,)


def _beside(day: date, feast: str, after: bool, unit: str, weekday: str | None, count: str | None) -> date:
    if after and _TWO_DAYS.fullmatch(feast):
        day += timedelta(days=1)
    step = 1 if after else -1
    if weekday is not None:
        away = (DAY_NUMBER[weekday] - day.weekday()) * step % 7 or 7
        return day + timedelta(days=step * away)
    if unit == "week":
        return _week_beside(day, after)
    if unit == "weekend":
        return day + timedelta(days=step * ((5 - day.weekday()) * step % 7 or 7))
    if unit.endswith(("werkdag", "work day", "working day", "business day")):
        day += timedelta(days=step)
        while day.weekday() > FRIDAY:
            day += timedelta(days=step)
        return day
    return day + timedelta(days=step * min(number(count) if count else 1, 99))
