"""Fills in the fields of an intent from what was found in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dialogs.understanding import day_sayings, titles
from dialogs.understanding.calendar import read_days
from dialogs.understanding.hours import Hours
from dialogs.understanding.model import Category, Choice, Fields
from dialogs.understanding.numbers import DAY_NUMBER, NUMBERS, ORDINALS
from dialogs.understanding.places import Found
from dialogs.understanding.when import FRIDAY, LONGEST_RANGE, When
from dialogs.understanding.words import Sentence
from locales import Language

_NOT = re.compile(r"\b(?:niet|not|geen|ipv|in plaats van|instead of|no longer|never|behalve|except)(?: \w+){0,2} $")
_ENGLISH = re.compile(r"\b(?:engels|english|engelse|en)\b")
_DUTCH = re.compile(r"\b(?:nederlands|dutch|nederlandse|hollands|nl)\b")
_WHOLE_WEEK = re.compile(r"\b(?:hele|heel|whole|entire|full) (?:(?:of|the|next|komende|volgende) )*week\b")
_BOOTH = re.compile(
    r"\b(?:bel ?(?:cel|hok|plek|ruimte|box|kamer|doos|cabine)\w*|bellen|\w*hokje|telefooncel\w*|booths?"
    r"|(?:phone|call|telephone) ?(?:booth|box|room|cabin)s?|callbooth|phonebooth)\b"
)
LATE = timedelta(days=62)  # so long after a day that has no year it is still that one, and not the next
_WAS = re.compile(r"\b(?:was|waren|were|zat|werkte|worked|\w*gewerkt|geweest|gezeten)\b")
_REST = re.compile(r"\b(?:rest|verder|overige|other days|otherwise)\b")


@dataclass(frozen=True)
class Reading:
    """All that was found in one sentence."""

    sentence: Sentence
    when: When
    hours: Hours
    found: Found
    today: date
    asked: str  # the whole text, however long


def fill(choice: Choice, reading: Reading) -> Fields:
    """The fields of `choice` that the sentence fills in."""
    capability, intent = choice
    match capability:
        case "workspaces":
            return _workspaces(intent, reading)
        case "workdays":
            return _workdays(intent, reading)
        case "projects":
            return Fields(name=_name(titles.project_name(reading.sentence.written)))
        case "initiatives":
            return _initiative(intent, reading)
        case "check_ins":
            return _check_in(intent, reading)
        case "announcements":
            return _announcement(intent, reading)
        case "vision":
            return _vision(intent, reading)
        case "help" if intent == "language":
            return Fields(language=language_asked(reading.sentence.line))
        case _:
            return Fields()


def language_asked(line: str) -> Language | None:
    """The language that is asked for."""
    english, dutch = list(_ENGLISH.finditer(line)), list(_DUTCH.finditer(line))
    if english and dutch:  # "van Nederlands naar Engels": the last one
        return "en" if english[-1].start() > dutch[-1].start() else "nl"
    return "en" if english else "nl" if dutch else None


def _from_today(fields: Fields, today: date) -> Fields:
    """Lets "thuis tot en met vrijdag" begin today."""
    last = fields.until_date
    if last is None or fields.from_date or fields.weekly or fields.date or fields.dates or not today < last:
        return fields
    days = [today + timedelta(days=step) for step in range((last - today).days + 1)]
    working = tuple(day for day in days if day.weekday() <= FRIDAY)
    return fields if len(days) > LONGEST_RANGE else replace(fields, dates=working, until_date=None)


def _times(reading: Reading, spread: bool, moves: bool = False) -> Fields:
    """`spread`: a week named as a whole means each of its days. `moves`: there is a day to move from."""
    when, hours = reading.when, reading.hours
    fields = Fields(
        date=when.date,
        dates=when.dates,
        weekly=when.weekly,
        every_weeks=when.every_weeks,
        from_date=when.from_date,
        until_date=when.until_date,
        old_date=when.old_date,
        part=None if hours.start else hours.part,
        start=hours.start,
        end=hours.end,
        old_start=hours.old_start,
        duration_minutes=hours.duration_minutes if not (hours.start and hours.end) else None,
    )
    if not moves and fields.old_date and not fields.date and not fields.dates:
        fields = replace(fields, date=fields.old_date, old_date=None)
    if (
        spread
        and when.period
        and not (when.date or when.dates or when.weekly)
        and when.from_date
        and when.until_date
        and (when.until_date - when.from_date).days < 7
    ):
        days = tuple(
            when.from_date.fromordinal(day)
            for day in range(when.from_date.toordinal(), when.until_date.toordinal() + 1)
        )
        return replace(fields, dates=days, from_date=None, until_date=None)
    return _from_today(fields, reading.today)


def _workspaces(intent: str, reading: Reading) -> Fields:
    found, line = reading.found, reading.sentence.line
    whole_week = intent == "book_desk" and bool(_WHOLE_WEEK.search(line))
    fields = _times(reading, spread=whole_week, moves=intent == "change")
    place = found.place.id if found.place and (found.place.desks or found.place.id not in ("thuis", "home")) else None
    zone = found.zone
    if intent == "book_room" and not re.search(r"zone|gedeelte|area|\bdeel\b", line):
        zone = None
    booth = intent == "book_room" and _BOOTH.search(line)
    people = found.people
    if people is None and intent in ("book_desk", "team_day") and found.desks and found.desks < 1000:
        people = found.desks
    if not found.named and intent in ("cancel", "change"):
        place = None
    if intent in ("change", "cancel") and re.search(r"\boverleg\b", line) and not re.search(r"zone|samenwerk", line):
        zone = None  # what is moved is a meeting
    if intent == "occupancy" and not re.search(r"zone|gedeelte|area", line):
        zone = None
    if intent in ("my_bookings", "occupancy", "check_in"):
        return replace(fields, place=place, zone=zone)
    return replace(
        fields,
        place=place,
        zone=zone,
        people=people,
        features=tuple(item for item in found.features if item != "screen" or "two_screens" not in found.features),
        wishes=found.wishes,
        for_person=found.for_person,
        kind="call_booth" if booth else None,
    )


def _workdays(intent: str, reading: Reading) -> Fields:
    fields = _times(reading, spread=intent in ("set_day", "who_is_in", "change", "cancel"), moves=intent == "change")
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
    by_day = _by_day(fields, categories, reading) if intent == "set_day" and len(categories) > 1 else ()
    if by_day:
        return replace(fields, days=by_day)
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


def _by_day(fields: Fields, categories: tuple[Category, ...], reading: Reading) -> tuple[tuple[date, Category], ...]:
    """Where each day is spent in "ma thuis, di en wo kantoor"; nothing where a day has none, or two."""
    line = reading.sentence.line
    said: list[tuple[int, Category]] = [
        (at, name) for at, name in reading.found.categories if not _NOT.search(line[:at])
    ]
    first_day = min((start for start, _ in reading.when.spans), default=0)
    leads = bool(said) and said[0][0] < first_day  # "thuis: ma en wo, kantoor: di"
    found: dict[date, Category] = {}
    for place, (at, name) in enumerate(said):
        later = said[place + 1][0] if place + 1 < len(said) else len(line)
        earlier = said[place - 1][0] if place else 0
        part = line[at:later] if leads else line[earlier:at]
        here = read_days(part, reading.today)
        weekdays = {day.weekday() for day in (here.date, *here.dates) if day}
        for day in (day for day in fields.dates if day.weekday() in weekdays):
            if found.setdefault(day, name) != name:
                return ()
    whole = set(found) == set(fields.dates) and set(found.values()) >= set(categories) and not _REST.search(line)
    return tuple(sorted(found.items())) if whole else ()


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


def _initiative(intent: str, reading: Reading) -> Fields:
    title = titles.initiative_title(reading.sentence.written)
    if intent == "campaign":
        return Fields(title=title, until_date=reading.when.until_date or reading.when.date)
    if intent == "browse":
        return Fields(topic=titles.subject(reading.sentence.written))
    return Fields(title=title if intent not in ("from_message", "export") else None)


def _check_in(intent: str, reading: Reading) -> Fields:
    if intent == "my_scan":
        return Fields()
    fields = Fields(team=titles.team(reading.sentence.written))
    if intent != "start":
        return fields
    subject = titles.topic(reading.sentence.written)
    return replace(fields, topic=subject, until_date=reading.when.until_date or reading.when.date)


def _announcement(intent: str, reading: Reading) -> Fields:
    if intent == "quiet_hours":
        times = _times(reading, spread=False)
        return Fields(start=times.start, end=times.end, weekly=times.weekly)
    if intent == "new":
        audience = titles.audience(reading.sentence.written)
        subject = titles.topic(reading.sentence.written)
        if audience and subject:  # "over de lift aan alle medewerkers"
            subject = (
                re.split(rf"\s(?:aan|naar|voor|to|for)\s(?:de |the )?{re.escape(audience)}", subject)[0].strip() or None
            )
        return Fields(
            topic=subject,
            audience=audience,
            date=reading.when.date,
            start=reading.hours.start,
        )
    return Fields(topic=titles.topic(reading.sentence.written))


def _vision(intent: str, reading: Reading) -> Fields:
    if intent == "source":
        return Fields(number=_number(reading))
    if intent in ("ask", "compare", "follow_up"):
        return Fields(question=reading.asked)
    return Fields()


def _number(reading: Reading) -> int | None:
    """The number of a source: in digits, in words or as its place; -1 is the last."""
    match = re.search(r"\d{1,3}", reading.sentence.line)
    if match:
        return int(match.group())
    said = [word.text for word in reading.sentence.words]
    if any(word in ("laatste", "last") for word in said):
        return -1
    places = (ORDINALS.get(word) or (NUMBERS.get(word) if word not in ("een", "a", "an") else None) for word in said)
    return next((place for place in places if place), None)


def _name(name: str | None) -> str | None:
    """The name, unless it is only the word for the thing itself ("mijn project")."""
    return name if name and not titles.NOT_A_NAME.fullmatch(name) else None
