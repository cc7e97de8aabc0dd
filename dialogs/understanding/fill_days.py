"""Fills in the fields of home and office days: which days, and where each of them is spent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from dialogs.understanding import day_sayings, titles
from dialogs.understanding.calendar import read_days
from dialogs.understanding.model import WEEKDAYS, Category, Fields
from dialogs.understanding.numbers import DAY_NUMBER
from dialogs.understanding.reading import Reading, times

_NOT = re.compile(r"\b(?:niet|not|geen|ipv|in plaats van|instead of|no longer|never|behalve|except)(?: \w+){0,2} $")
LATE = timedelta(days=62)  # so long after a day that has no year it is still that one, and not the next
_WAS = re.compile(r"\b(?:was|waren|were|zat|werkte|worked|\w*gewerkt|geweest|gezeten)\b")
_REST = re.compile(r"\b(?:rest|verder|overige|other days|otherwise)\b")


def workdays(intent: str, reading: Reading) -> Fields:
    """The fields of an intent about days."""
    fields = times(reading, spread=intent in ("set_day", "who_is_in", "change", "cancel"), moves=intent == "change")
    fields = replace(fields, part=None) if fields.part == "day" else fields
    fields = _in_the_past(fields, reading) if intent in ("set_day", "change", "cancel") else fields
    found = reading.found
    if intent in ("allowance", "export", "my_days"):
        return _looking_back(fields, reading)
    if intent == "reminder":
        return Fields(start=fields.start, weekly=fields.weekly)
    place = found.place.id if found.place and found.named and found.place.desks else None
    categories = categories_said(reading)
    if intent == "who_is_in":
        people = Fields(person=found.person, team=titles.team(reading.sentence.written), place=place)
        only = "home" if categories == ("home",) else None
        return replace(fields, person=people.person, team=people.team, place=place, category=only)
    fields = replace(fields, place=place, for_person=found.for_person)
    if intent == "set_day" and len(categories) > 1 and (apart := _apart(categories, reading)):
        if fields.weekly and set(apart) == {WEEKDAYS.index(name) for name in fields.weekly}:
            return replace(fields, week=tuple((name, apart[WEEKDAYS.index(name)]) for name in fields.weekly))
        if fields.dates and set(apart) == {day.weekday() for day in fields.dates}:
            return replace(fields, days=tuple((day, apart[day.weekday()]) for day in sorted(fields.dates)))
    only = categories[-1] if categories and (len(categories) == 1 or intent == "change") else None
    return replace(fields, category=only)


def _in_the_past(fields: Fields, reading: Reading) -> Fields:
    """The date just past, and the weekday that has been where it is told as what was ("ik was dinsdag thuis")."""
    year = relativedelta(years=1)
    if fields.date and timedelta(0) < reading.today - (fields.date - year) <= LATE:
        return replace(fields, date=fields.date - year)
    names = [reading.sentence.line[start:end] for start, end in reading.when.spans]
    if not _WAS.search(reading.sentence.line) or not all(name in DAY_NUMBER for name in names):
        return fields
    week = timedelta(days=7)
    days = tuple(sorted(day - week if day > reading.today else day for day in fields.dates))
    return replace(
        fields, dates=days, date=fields.date - week if fields.date and fields.date > reading.today else fields.date
    )


def _apart(categories: tuple[Category, ...], reading: Reading) -> dict[int, Category]:
    """Where each day of the week is spent in "ma thuis, di en wo kantoor"; nothing where one has none, or two."""
    line = reading.sentence.line
    said: list[tuple[int, Category]] = [
        (at, name) for at, name in reading.found.categories if not _NOT.search(line[:at])
    ]
    first_day = min((start for start, _ in reading.when.spans), default=0)
    leads = bool(said) and said[0][0] < first_day  # "thuis: ma en wo, kantoor: di"
    found: dict[int, Category] = {}
    for place, (at, name) in enumerate(said):
        later = said[place + 1][0] if place + 1 < len(said) else len(line)
        earlier = said[place - 1][0] if place else 0
        here = read_days(line[at:later] if leads else line[earlier:at], reading.today)
        weekdays = {day.weekday() for day in (here.date, *here.dates) if day}
        for weekday in weekdays | {WEEKDAYS.index(each) for each in here.weekly}:
            if found.setdefault(weekday, name) != name:
                return {}
    return found if set(found.values()) >= set(categories) and not _REST.search(line) else {}


def _looking_back(fields: Fields, reading: Reading) -> Fields:
    """The period of an overview: a month that is named has been, or is now."""
    first, last = fields.from_date, fields.until_date
    if reading.when.period and first and last and first > reading.today and last.day > 27:
        first, last = first - relativedelta(years=1), last - relativedelta(years=1)
    return Fields(date=fields.date, dates=fields.dates, from_date=first, until_date=last)


def categories_said(reading: Reading) -> tuple[Category, ...]:
    """Where the person says to work, in order, without what is denied ("niet thuis maar op kantoor")."""
    said = list[Category]()
    line = reading.sentence.line
    for at, category in reading.found.categories:
        if category == "none" and re.search(r"\bnog $|\bis er $|\bzijn er $|\bplek $", line[:at]):
            continue
        if category not in said and not _NOT.search(line[:at]):
            said.append(category)
    if not said and day_sayings.AWAY.search(line):
        said.append("none")
    place = reading.found.place
    if place and place.desks and reading.found.named and "office" not in said and "none" not in said:
        said.append("office")
    if not said and day_sayings.COMES.search(line):
        said.append("office")
    if "on_the_way" in said and "neighbourhood" in said:  # "onderweg naar partners"
        said.remove("neighbourhood")
    if len(said) > 1 and "none" in said:
        said.remove("none")
    return tuple(said)
