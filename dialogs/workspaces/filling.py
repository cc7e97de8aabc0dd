"""The form of a booking filled in: from a sentence, from what was typed, and read as what somebody wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule, weekday

from cards.workspaces import words
from cards.workspaces.filled import KINDS, WHENS, Filled, When
from cards.workspaces.form_fields import ANYWHERE
from dialogs.turn import Turn
from dialogs.understanding import Understanding
from dialogs.understanding.model import WEEKDAYS, Fields
from domain.organisation import Organisation
from domain.workspaces.model import FEATURES, Kind, Wish
from domain.workspaces.weekly import SECOND, Weekly, furthest
from domain.written import read_day, read_hour

MOST_DAYS = 26  # at once; half a year of one day in the week
USUAL_WEEKS = 4  # of "every Tuesday", where no end is said
USUAL_ROOM = timedelta(hours=1)  # where only the beginning is said
LATEST_TODAY = time(16)  # after it a day that was not said is the next one
MOST_PEOPLE = 200  # in a room
LONGEST = 200  # characters of a field; far more than any takes


@dataclass(frozen=True)
class Said:
    """The form as a sentence fills it in. `notes`: (text, values) to say first; `enough`: whether to look at once."""

    filled: Filled
    notes: tuple[tuple[str, dict[str, str | int]], ...] = ()
    enough: bool = True


@dataclass(frozen=True)
class Wrong:
    """What was typed cannot be read: the text that says so."""

    key: str
    values: tuple[tuple[str, str | int], ...] = ()


def usual_day(organisation: Organisation, now: datetime) -> date:
    """The day to begin with where none is said: today as long as there is something left of it, else the next one
    on which people work.
    """
    here = now.astimezone(organisation.time_zone)
    day = here.date() if here.time() < LATEST_TODAY else here.date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def blank(organisation: Organisation, now: datetime, kind: Kind, day: str = "") -> Filled:
    """The form with nothing said: a desk for the day; of a room the hours are still to be chosen."""
    return Filled(
        kind=kind, day=day or usual_day(organisation, now).isoformat(), when="day" if kind == "desk" else "hours"
    )


def said(turn: Turn, understood: Understanding) -> Said:
    """The form with what a sentence says."""
    fields, organisation = understood.fields, turn.organisation
    kind: Kind = (
        "desk" if understood.intent in ("book_desk", "team_day") else "booth" if fields.kind == "call_booth" else "room"
    )
    filled, notes = blank(organisation, turn.now, kind), list[tuple[str, dict[str, str | int]]]()
    days = days_of(fields, usual_day(organisation, turn.now))
    enough = True
    if fields.weekly and not days:
        notes.append(("workspaces-note-no-weekdays", {}))
    if not returning(fields):
        days, off = _without_holidays(organisation, days)
        if off:
            notes.append(("workspaces-note-holidays", {"days": words.several(turn.texts, off)}))
    if len(days) > MOST_DAYS and not returning(fields):
        notes.append(("workspaces-note-too-many-days", {"most": MOST_DAYS}))
        days = days[:MOST_DAYS]
    if days and returning(fields):
        until = fields.until_date.isoformat() if fields.until_date else ""
        weeks, first = fields.every_weeks or 1, days[0].isoformat()
        filled = within_reach(turn, replace(filled, weekdays=fields.weekly, every=weeks, day=first, until=until))
    elif len(days) > 1:
        filled = replace(filled, days=tuple(day.isoformat() for day in days))
    elif days:
        filled = replace(filled, day=days[0].isoformat())
    elif not fields.weekly and understood.refusal != "past_date":
        notes.append(("workspaces-note-no-day", {}))
    filled = _with_hours(filled, fields, organisation)
    if filled.when == "hours" and not (filled.start and filled.end):
        notes.append(("workspaces-note-evening" if fields.part == "evening" else "workspaces-note-no-hours", {}))
        enough = False
    filled = replace(
        filled,
        where=_where(organisation, fields, kind),
        people=str(fields.people) if fields.people and kind == "room" else "",
        features=tuple(name for name in FEATURES if name in fields.features),
        accessible="accessible" in fields.features,
    )
    if kind == "desk" and understood.intent == "book_desk" and (fields.people or 1) > 1:
        notes.append(("workspaces-note-one-desk", {}))
    return Said(filled, tuple(notes), enough)


def _without_holidays(organisation: Organisation, days: tuple[date, ...]) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Of several days those that are no public holiday, and the others; who names holidays alone means them."""
    off = tuple(day for day in days if organisation.holidays.on(day) is not None)
    return (tuple(day for day in days if day not in off), off) if len(off) < len(days) else (days, ())


def returning(fields: Fields) -> bool:
    """Whether a sentence names days that come back so often that they can be booked by themselves."""
    return bool(fields.weekly) and (fields.every_weeks or 1) <= SECOND


def within_reach(turn: Turn, filled: Filled) -> Filled:
    """The form with the days that come back and can be booked now; the same where none come back."""
    if not filled.weekdays:
        return filled
    today = turn.now.astimezone(turn.organisation.time_zone).date()
    last = furthest(turn.organisation.workspaces, filled.kind, today)
    which = weekly_of(filled, Wish(filled.kind, ()))
    days = () if isinstance(which, Wrong) else which.days(today, last)
    return replace(filled, days=tuple(day.isoformat() for day in days))


def weekly_of(filled: Filled, wish: Wish) -> Weekly | Wrong:
    """What is to be booked every week, or what of it cannot be read."""
    start, until = read_day(filled.day), read_day(filled.until)
    if start is None or (filled.until and until is None):
        return Wrong("workspaces-wrong-day-typed")
    weekdays = tuple(at for at, name in enumerate(WEEKDAYS) if name in filled.weekdays)
    return Weekly("", replace(wish, days=()), weekdays, filled.every, start, until)


def days_of(fields: Fields, usual: date) -> tuple[date, ...]:
    """The days that a sentence names: one, several, or those of a weekly pattern."""
    if not fields.weekly:
        days = fields.dates or ((fields.date,) if fields.date else ())
        return tuple(sorted(set(days)))
    first = fields.from_date or fields.date or usual
    last = fields.until_date or first + timedelta(weeks=USUAL_WEEKS) - timedelta(days=1)
    names = [weekday(WEEKDAYS.index(name)) for name in fields.weekly]
    every = rrule(
        WEEKLY,
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(last, time()),
        byweekday=names,
        interval=fields.every_weeks or 1,
        count=None,
    )
    found: list[date] = []
    for moment in every:
        found.append(moment.date())
        if len(found) > MOST_DAYS:
            break
    return tuple(found)


def typed(turn: Turn, shown: Filled) -> Filled:
    """The form as it was sent: a stranger's input. What it does not ask stays as the server knows it."""
    fields = turn.fields
    kind, chosen = _text(turn, "kind", shown.kind), _text(turn, "when", shown.when)
    when = next((each for each in WHENS if each == chosen), shown.when)
    start, end = _text(turn, "start", shown.start)[:5], _text(turn, "end", shown.end)[:5]
    asked, weekdays = _text(turn, "features").split(","), _text(turn, "weekdays").split(",")
    where = _text(turn, "where", shown.where or ANYWHERE)
    filled = replace(
        shown,
        kind=next((each for each in KINDS if each == kind and shown.kind != "desk"), shown.kind),
        day=_text(turn, "day", shown.day),
        days=() if shown.weekdays else shown.days,
        weekdays=tuple(name for name in WEEKDAYS if name in weekdays) if "weekdays" in fields else shown.weekdays,
        every=SECOND if _text(turn, "every", str(shown.every)) == str(SECOND) else 1,
        until=_text(turn, "until", shown.until),
        when=when,
        start=start,
        end=end,
        where="" if where == ANYWHERE else where,
        people=_text(turn, "people", shown.people),
        features=tuple(name for name in FEATURES if name in asked) if "features" in fields else shown.features,
        accessible=_text(turn, "accessible") == "true" if "accessible" in fields else shown.accessible,
    )
    return within_reach(turn, filled)


def moved(filled: Filled, days: int) -> Filled:
    """The same so many days on; a weekend is stepped over. A day that cannot be read stays as it is."""
    day = read_day(filled.day)
    if day is None or not days:
        return filled
    step = timedelta(days=1 if days > 0 else -1)
    try:
        day += timedelta(days=days)
        while day.weekday() > 4:
            day += step
    except OverflowError:
        return filled
    return replace(filled, day=day.isoformat())


def wish_of(filled: Filled, organisation: Organisation) -> Wish | Wrong:
    """What somebody wants, or what of it cannot be read."""
    days = [read_day(day) for day in filled.days or (() if filled.weekdays else (filled.day,))]
    read = tuple(day for day in days if day is not None)
    if len(read) != len(days):
        return Wrong("workspaces-wrong-day-typed")
    start, end = (read_hour(filled.start), read_hour(filled.end)) if filled.when == "hours" else (None, None)
    if filled.when == "hours" and (start is None or end is None):
        return Wrong("workspaces-wrong-hours-typed")
    location, _, zone = filled.where.partition("/")
    if filled.where and not _known(organisation, location, zone):
        return Wrong("workspaces-wrong-where-typed")
    people = int(filled.people) if filled.people.isdecimal() else 0 if filled.people else 1
    if filled.kind == "room" and not 1 <= people <= MOST_PEOPLE:
        return Wrong("workspaces-wrong-people", (("most", MOST_PEOPLE),))
    return Wish(
        filled.kind,
        read,
        part="day" if filled.when == "hours" else filled.when,
        start=start,
        end=end,
        location=location,
        zone=zone,
        people=people if filled.kind == "room" else 1,
        features=frozenset(filled.features),
        accessible=filled.accessible,
        person=filled.person,
    )


def with_said(filled: Filled, fields: Fields, organisation: Organisation) -> Filled:
    """The form of a change with the hours, the place and the number of people that were said."""
    filled = _with_hours(filled, fields, organisation)
    where = _where(organisation, fields, filled.kind) if fields.place or fields.zone else ""
    people = str(fields.people) if fields.people and filled.kind == "room" else filled.people
    return replace(filled, where=where or filled.where, people=people)


def day_typed(turn: Turn, name: str) -> date | None:
    """A day that was filled in; None where it is none."""
    return read_day(_text(turn, name))


def _with_hours(filled: Filled, fields: Fields, organisation: Organisation) -> Filled:
    """The part of the day or the hours; where an end is missing it follows from the length, or from the kind."""
    if fields.part in WHENS and not fields.start:
        return replace(filled, when=next(each for each in WHENS if each == fields.part))
    if fields.part == "evening" or not (fields.start or fields.end):
        hours: When = "hours" if fields.part == "evening" else filled.when
        return replace(filled, when=hours)
    start, end = fields.start, fields.end
    if start is None or end is None:
        start, end = _both(start, end, fields.duration_minutes, filled.kind, organisation.workspaces.day)
    return replace(filled, when="hours", start=_written(start), end=_written(end))


def _both(
    start: time | None, end: time | None, minutes: int | None, kind: Kind, day: tuple[time, time]
) -> tuple[time | None, time | None]:
    length = timedelta(minutes=minutes) if minutes else USUAL_ROOM if kind != "desk" else None
    noon = date(2000, 1, 3)
    if start is not None and length is not None:
        later = datetime.combine(noon, start) + length
        return start, later.time() if later.date() == noon else None
    if end is not None and length is not None and minutes:
        earlier = datetime.combine(noon, end) - length
        return earlier.time() if earlier.date() == noon else None, end
    if kind == "desk":
        return start or day[0], end or day[1]
    return start, end


def _where(organisation: Organisation, fields: Fields, kind: Kind) -> str:
    """A location with its zone, where there is such a thing of this kind."""
    for location in organisation.locations:
        if fields.place and location.id != fields.place:
            continue
        if not ((location.desks or location.partner) if kind == "desk" else location.rooms):
            continue
        zones = location.zones if kind == "desk" and location.desks else ()
        if any(zone.id == fields.zone for zone in zones):
            return f"{location.id}/{fields.zone}"
        if fields.place:
            return location.id
    return ""


def _known(organisation: Organisation, location: str, zone: str) -> bool:
    found = next((each for each in organisation.locations if each.id == location), None)
    return found is not None and (not zone or any(each.id == zone for each in found.zones))


def _written(hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour is not None else ""


def _text(turn: Turn, name: str, otherwise: str = "") -> str:
    """What was filled in; anything but text or a number is taken for nothing. Absent: as it was."""
    if name not in turn.fields:
        return otherwise
    value = turn.fields[name]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and value == value and abs(value) < 1e9:
        return f"{value:g}"
    return value.replace("\0", "").strip()[:LONGEST] if isinstance(value, str) else ""
