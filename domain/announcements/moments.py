"""A day and an hour as somebody fills them in -> one moment, and never a guess when the clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Which = Literal["", "summer", "winter"]


@dataclass(frozen=True)
class Skipped:
    """An hour that does not exist: the clock went on from `before` to `after`."""

    before: time
    after: time


@dataclass(frozen=True)
class Twice:
    """An hour that there is twice: in summer time, and an hour later in winter time."""


def moment_of(day: date, hour: time, zone: ZoneInfo, which: Which = "") -> datetime | Skipped | Twice:
    """The moment that the clock on the wall shows this. `which` says the one that is meant where there are two."""
    summer, winter = (datetime.combine(day, hour, zone).replace(fold=fold) for fold in (0, 1))
    if summer.utcoffset() == winter.utcoffset():
        return summer
    if not _exists(summer):
        return _skipped(day, zone)
    return {"": Twice(), "summer": summer, "winter": winter}[which]


def season(moment: datetime, zone: ZoneInfo) -> Which:
    """Which of two it is, where the clock shows this twice; else ""."""
    local = moment.astimezone(zone)
    first, second = local.replace(fold=0), local.replace(fold=1)
    if first.utcoffset() == second.utcoffset() or not _exists(first):
        return ""
    return "winter" if local.fold else "summer"


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last moment of a day: midnight comes after it."""
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(seconds=1)


def _exists(local: datetime) -> bool:
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    return there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None, fold=0)


def _skipped(day: date, zone: ZoneInfo) -> Skipped:
    """Between which hours the clock moves on: the last minute before it, and the first after."""
    minute = datetime.combine(day, time(), zone).astimezone(UTC)
    before = minute.astimezone(zone).utcoffset()
    while minute.astimezone(zone).utcoffset() == before:
        minute += timedelta(minutes=15)
    after = minute.astimezone(zone)
    gone_on = (after.utcoffset() or timedelta()) - (before or timedelta())
    return Skipped((after.replace(tzinfo=None) - gone_on).time(), after.time().replace(tzinfo=None))
