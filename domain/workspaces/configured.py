"""What a municipality lays down about booking, as it is in [workspaces] of organisation.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from domain.consent import allowed_from

Hours = tuple[time, time]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKING_DAYS = frozenset(range(5))
QUARTER = 15  # minutes


@dataclass(frozen=True)
class KindRules:
    """How far ahead (days), how long (hours) and how many at a time (bookings that are not over) somebody may book.

    `whole_parts`: only the morning, the afternoon or the day, and no hours in between.
    """

    days_ahead: int
    longest_hours: float
    open_bookings: int
    whole_parts: bool = False


@dataclass(frozen=True)
class Reserved:
    """A zone that is kept for a department on some weekdays (0 is Monday) or dates. `zone` "": the whole location."""

    location: str
    zone: str
    department: str  # as people have it in Entra
    weekdays: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()

    def on(self, day: date) -> bool:
        """Whether it is so on a day."""
        return day.weekday() in self.weekdays or day in self.dates


@dataclass(frozen=True)
class Opening:
    """When a location is open, by the clock on the wall, and on which weekdays."""

    hours: Hours = (time(7), time(19))
    days: frozenset[int] = WORKING_DAYS


@dataclass(frozen=True)
class WorkspaceRules:
    """The rules of booking. It is off until the dates of the works council's consent and of the DPIA have come.

    `mailbox` organises every booking in Exchange. `check_in_before` and `check_in_after` are minutes around the start.
    `busy_percent`: from how full on quieter days are offered. `offer_minutes`: how long a freed place is kept for the
    next one on the waiting list.
    """

    consent: date | None = None
    dpia: date | None = None
    mailbox: str = ""
    desks: KindRules = KindRules(days_ahead=28, longest_hours=12, open_bookings=15)
    rooms: KindRules = KindRules(days_ahead=90, longest_hours=8, open_bookings=15)
    morning: Hours = (time(8), time(12, 30))
    afternoon: Hours = (time(12, 30), time(18))
    opening: Opening = Opening()
    reserved: tuple[Reserved, ...] = ()
    check_in: bool = True
    check_in_before: int = 30
    check_in_after: int = 30
    busy_percent: int = 80
    offer_minutes: int = 10

    @property
    def since(self) -> date | None:
        """From which day on anybody may book; None: not."""
        return allowed_from(self.consent, self.dpia) if self.mailbox else None

    def on(self, day: date) -> bool:
        """Whether anybody may book on that day."""
        return self.since is not None and self.since <= day

    @property
    def day(self) -> Hours:
        """From when until when the whole day is."""
        return self.morning[0], self.afternoon[1]


def workspace_rules(data: Mapping[str, Any], zones: Mapping[str, frozenset[str]]) -> WorkspaceRules:
    """The rules in a table of TOML. `zones`: those of each location. Raises ValueError for what cannot be a rule."""
    usual, parts = WorkspaceRules(), data.get("parts", {})
    rules = WorkspaceRules(
        consent=_date(data, "consent"),
        dpia=_date(data, "dpia"),
        mailbox=str(data.get("mailbox", "")).strip(),
        desks=_kind(data.get("desks", {}), usual.desks, "desks"),
        rooms=_kind(data.get("rooms", {}), usual.rooms, "rooms"),
        morning=hours(parts["morning"]) if "morning" in parts else usual.morning,
        afternoon=hours(parts["afternoon"]) if "afternoon" in parts else usual.afternoon,
        opening=opening(data, usual.opening),
        reserved=tuple(_reserved(item, zones) for item in data.get("reserved", ())),
        check_in=bool(data.get("check_in", usual.check_in)),
        check_in_before=_whole(data, "check_in_before", usual.check_in_before),
        check_in_after=_whole(data, "check_in_after", usual.check_in_after),
        busy_percent=_whole(data, "busy_percent", usual.busy_percent),
        offer_minutes=_whole(data, "offer_minutes", usual.offer_minutes),
    )
    if not rules.morning[1] <= rules.afternoon[0]:
        raise ValueError("workspaces.parts: the afternoon begins before the morning ends")
    if rules.consent and rules.dpia and "@" not in rules.mailbox:
        raise ValueError("workspaces: mailbox is the address of the mailbox that organises the bookings")
    return rules


def opening(data: Mapping[str, Any], usual: Opening) -> Opening:
    """When it is open: `opening` and `open_days` of a table, where they are there."""
    days = frozenset(weekday(name) for name in data["open_days"]) if "open_days" in data else usual.days
    return Opening(hours(data["opening"]) if "opening" in data else usual.hours, days)


def hours(text: object) -> Hours:
    """Two hours as "08:00-12:30". Raises ValueError."""
    first, _, last = str(text).partition("-")
    try:
        start, end = time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
    except ValueError:
        raise ValueError(f"workspaces: {text!r} is no hours such as 08:00-12:30") from None
    if start >= end or any(each.tzinfo or each.second or each.minute % QUARTER for each in (start, end)):
        raise ValueError(f"workspaces: {text!r} has to go from an earlier to a later quarter of an hour")
    return start, end


def weekday(name: object) -> int:
    """The number of a weekday by its English name; 0 is Monday. Raises ValueError."""
    if str(name).lower() not in WEEKDAYS:
        raise ValueError(f"workspaces: {name!r} is no weekday; there are {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(str(name).lower())


def _kind(data: Mapping[str, Any], usual: KindRules, name: str) -> KindRules:
    rules = KindRules(
        _whole(data, "days_ahead", usual.days_ahead),
        float(data.get("longest_hours", usual.longest_hours)),
        _whole(data, "open_bookings", usual.open_bookings),
        bool(data.get("whole_parts", usual.whole_parts)),
    )
    if not 0 < rules.longest_hours <= 24 or rules.open_bookings < 1:
        raise ValueError(f"workspaces.{name}: longest_hours is up to 24, open_bookings at least 1")
    return rules


def _reserved(item: Mapping[str, Any], zones: Mapping[str, frozenset[str]]) -> Reserved:
    location, zone = str(item["location"]), str(item.get("zone", ""))
    if location not in zones or (zone and zone not in zones[location]):
        raise ValueError(f"workspaces.reserved: there is no zone {zone!r} in {location!r}")
    dates: Sequence[object] = item.get("dates", ())
    found = Reserved(
        location,
        zone,
        str(item["department"]),
        frozenset(weekday(name) for name in item.get("weekdays", ())),
        frozenset(day for day in dates if isinstance(day, date)),
    )
    if len(found.dates) != len(dates) or not (found.weekdays or found.dates):
        raise ValueError("workspaces.reserved: give weekdays, or dates such as 2026-12-15")
    return found


def _whole(data: Mapping[str, Any], name: str, usual: int) -> int:
    value = data.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"workspaces: {name} has to be a whole number, and not {value!r}")
    return value


def _date(data: Mapping[str, Any], name: str) -> date | None:
    value = data.get(name)
    if value is not None and type(value) is not date:  # a moment is a date to isinstance, and to nothing else
        raise ValueError(f"workspaces: {name} has to be a date such as 2026-09-14, and not {value!r}")
    return value
