"""The work plan of each person: weekly patterns, days that differ from them, and leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule

from tenant.state import State

LocationType = Literal["unspecified", "office", "remote", "timeOff"]
Details = Literal["none", "approximate", "specific"]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOME_ZONE = "Europe/Amsterdam"
USUAL_HOURS = (time(8), time(17))  # of whoever never said otherwise
TABLES = """
CREATE TABLE IF NOT EXISTS work_plans (person TEXT PRIMARY KEY, details TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS work_recurrences (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, number INTEGER NOT NULL, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS work_recurrences_person ON work_recurrences (person);
CREATE TABLE IF NOT EXISTS work_occurrences (
    id TEXT NOT NULL, person TEXT NOT NULL, removed INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (person, id)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Recurrence:
    """A weekly pattern. The hours are those of the clock on the wall in `zone`."""

    id: str
    start: str  # 08:00:00
    end: str
    zone: str
    days: tuple[str, ...]
    interval: int
    first: str  # a date
    last: str = ""  # a date; "" without an end
    count: int = 0  # how often; 0 without a number
    location: LocationType = "unspecified"
    place: str | None = None
    week_start: str = "monday"

    def dates(self, first: date, last: date) -> list[date]:
        """The days of the pattern from one date to another, both included."""
        begin = datetime.combine(date.fromisoformat(self.first), time())
        until = min(last, date.fromisoformat(self.last)) if self.last else last
        if until < begin.date():
            return []
        rule = rrule(
            WEEKLY,
            dtstart=begin,
            interval=self.interval,
            byweekday=[DAYS.index(day) for day in self.days],
            wkst=DAYS.index(self.week_start),
            count=self.count or None,
            until=None if self.count else datetime.combine(until, time()),
        )
        return [each.date() for each in rule.between(_midnight(first), _midnight(min(until, last)), inc=True)]


@dataclass(frozen=True)
class Occurrence:
    """A part of a day. Times are in UTC, as 2026-11-30T09:00:00. `recurrence`: the pattern it comes from."""

    id: str
    start: str
    end: str
    location: LocationType
    place: str | None = None
    recurrence: str | None = None
    time_off: dict[str, Any] | None = field(default=None)


class WorkPlans:
    """Everybody's plan. Who never made one works from Monday to Friday, and has not said where."""

    def __init__(self, state: State) -> None:
        self._state = state
        state.add_tables(TABLES)

    def details(self, person: str) -> str:
        """How much of the location colleagues see."""
        self._begin(person)
        row = self._state.row("SELECT details FROM work_plans WHERE person = ?", person)
        return str(row["details"]) if row else ""

    def set_details(self, person: str, details: str) -> None:
        """Changes how much of the location colleagues see."""
        self._begin(person)
        with self._state.transaction() as db:
            db.execute("UPDATE work_plans SET details = ? WHERE person = ?", (details, person))

    def recurrences(self, person: str) -> list[Recurrence]:
        """The patterns, in the order in which they were made."""
        self._begin(person)
        rows = self._state.rows("SELECT content FROM work_recurrences WHERE person = ? ORDER BY number", person)
        return [_recurrence(json.loads(row["content"])) for row in rows]

    def keep_recurrence(self, person: str, recurrence: Recurrence) -> Recurrence:
        """Adds a pattern, or replaces the one with this id and what was different on some of its days."""
        self._begin(person)
        with self._state.transaction() as db:
            known = db.execute("SELECT number FROM work_recurrences WHERE id = ?", (recurrence.id,)).fetchone()
            made = recurrence if recurrence.id else replace(recurrence, id=uuid4().hex)
            number = known["number"] if known else self._state.next_number("work recurrence")
            self._forget_days(person, made.id)
            db.execute(
                "INSERT OR REPLACE INTO work_recurrences VALUES (?, ?, ?, ?)",
                (made.id, person, number, json.dumps(asdict(made))),
            )
        return made

    def delete_recurrence(self, person: str, id: str) -> None:
        """Takes a pattern away."""
        with self._state.transaction() as db:
            db.execute("DELETE FROM work_recurrences WHERE person = ? AND id = ?", (person, id))
            self._forget_days(person, id)

    def occurrences(self, person: str, start: str, end: str) -> list[Occurrence]:
        """What the plan has between two moments in UTC, in order."""
        first, last = (datetime.fromisoformat(each).date() for each in (start, end))
        found = {each.id: each for each in self._by_pattern(person, first - timedelta(days=1), last)}
        for row in self._state.rows("SELECT * FROM work_occurrences WHERE person = ?", person):
            found.pop(row["id"], None)
            if not row["removed"]:
                found[row["id"]] = Occurrence(**json.loads(row["content"]))
        inside = [each for each in found.values() if each.end > start and each.start < end]
        return sorted(inside, key=lambda each: (each.start, each.id))

    def occurrence(self, person: str, id: str) -> Occurrence | None:
        """One of them, by its id."""
        row = self._state.row("SELECT * FROM work_occurrences WHERE person = ? AND id = ?", person, id)
        if row is not None:
            return None if row["removed"] else Occurrence(**json.loads(row["content"]))
        pattern, _, day = id.partition("-")
        try:
            on = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
        except ValueError:
            return None
        return next((each for each in self._by_pattern(person, on, on) if each.id == f"{pattern}-{day}"), None)

    def keep_occurrence(self, person: str, occurrence: Occurrence) -> Occurrence:
        """Adds one, or replaces the one with this id."""
        made = occurrence if occurrence.id else replace(occurrence, id=uuid4().hex)
        self._store(person, made, removed=False)
        return made

    def delete_occurrence(self, person: str, occurrence: Occurrence) -> None:
        """Takes one away; of a pattern only this day."""
        self._store(person, occurrence, removed=True)

    def set_today(self, person: str, location: LocationType, place: str | None, *, segment: bool, at: datetime) -> None:
        """Puts where a person is into what the plan has of this day, or of this moment of it."""
        zone = ZoneInfo(HOME_ZONE)
        day = at.astimezone(zone).date()
        start, end = (_utc(datetime.combine(each, time(), zone)) for each in (day, day + timedelta(days=1)))
        moment = _utc(at)
        found = [each for each in self.occurrences(person, start, end) if each.location != "timeOff"]
        if segment:
            found = [each for each in found if each.start <= moment < each.end] or found
        if not found:
            begin, finish = (_utc(datetime.combine(day, hour, zone)) for hour in USUAL_HOURS)
            found = [Occurrence("", begin, finish, location)]
        for each in found:
            self.keep_occurrence(person, replace(each, location=location, place=place))

    def _by_pattern(self, person: str, first: date, last: date) -> Iterator[Occurrence]:
        for pattern in self.recurrences(person):
            zone = ZoneInfo(pattern.zone)
            for day in pattern.dates(first, last):
                start, end = (
                    _utc(datetime.combine(day, time.fromisoformat(hour), zone)) for hour in (pattern.start, pattern.end)
                )
                id = f"{pattern.id}-{day:%Y%m%d}"
                yield Occurrence(id, start, end, pattern.location, pattern.place, pattern.id)

    def _begin(self, person: str) -> None:
        if self._state.row("SELECT person FROM work_plans WHERE person = ?", person) is not None:
            return
        with self._state.transaction() as db:
            db.execute("INSERT INTO work_plans VALUES (?, ?)", (person, "approximate"))
            start, end = (hour.isoformat() for hour in USUAL_HOURS)
            usual = Recurrence(uuid4().hex, start, end, HOME_ZONE, DAYS[:5], 1, "2020-01-06")
            number = self._state.next_number("work recurrence")
            row = (usual.id, person, number, json.dumps(asdict(usual)))
            db.execute("INSERT INTO work_recurrences VALUES (?, ?, ?, ?)", row)

    def _store(self, person: str, occurrence: Occurrence, *, removed: bool) -> None:
        with self._state.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO work_occurrences VALUES (?, ?, ?, ?)",
                (occurrence.id, person, removed, json.dumps(asdict(occurrence))),
            )

    def _forget_days(self, person: str, recurrence: str) -> None:
        with self._state.transaction() as db:
            db.execute(
                "DELETE FROM work_occurrences WHERE person = ? AND json_extract(content, '$.recurrence') = ?",
                (person, recurrence),
            )


def _recurrence(content: dict[str, Any]) -> Recurrence:
    content["days"] = tuple(content["days"])
    return Recurrence(**content)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
