"""What can be done with a day or a month at this moment: tick, correct, export, or nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from domain.workdays.model import DayState, Lock, Month
from domain.workdays.rules import WorkdayRules
from errors import WordedError

AHEAD = timedelta(days=92)  # how far ahead somebody can tick
KEPT = relativedelta(months=3)  # after the lock
SETTLED = timedelta(minutes=5)  # after the lock: whoever was just saving is done


def days_of(bits: int) -> tuple[int, ...]:
    """The days of the week that the bits say; the lowest is Monday, 0."""
    return tuple(day for day in range(7) if bits >> day & 1)


def this_moment() -> datetime:
    """Now, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Calendar:
    """The days of a municipality: they begin and end in its own time zone."""

    rules: WorkdayRules
    zone: ZoneInfo
    now: Callable[[], datetime] = this_moment

    @property
    def today(self) -> date:
        """The day that it is here."""
        return self.now().astimezone(self.zone).date()

    @property
    def on(self) -> bool:
        """Whether workdays may be used today."""
        return self.rules.since is not None and self.rules.since <= self.today

    def check(self) -> None:
        """Raises WordedError where they may not."""
        if not self.on:
            raise WordedError("workdays-off")

    @property
    def furthest(self) -> date:
        """The last day that can be ticked."""
        return self.today + AHEAD

    def moment(self, day: date, minutes: int = 0) -> datetime:
        """When it is so many minutes after midnight on a day, by the clock on the wall."""
        return datetime.combine(day, time(*divmod(minutes, 60)), self.zone)

    def lock_day(self, month: Month) -> date:
        """The day at whose beginning a month is locked."""
        return month.plus(1).first + timedelta(days=self.rules.lock_day - 1)

    def lock(self, month: Month) -> Lock:
        """When a month is closed."""
        day = self.lock_day(month)
        return Lock(month, self.moment(day), self.today >= day, day + KEPT)

    def open_month(self) -> Month:
        """The first month that is not locked: what is corrected now goes along with it."""
        month = Month.of(self.today)
        before = month.plus(-1)
        return month if self.lock(before).locked else before

    def oldest_kept(self) -> Month:
        """The first month of which something is kept."""
        month = self.open_month()
        while self.lock(month.plus(-1)).removed_on > self.today:
            month = month.plus(-1)
        return month

    def exportable(self, month: Month) -> bool:
        """Whether a month is locked, and nothing that was begun before that is under way still."""
        return self.now() >= self.lock(month).at + SETTLED

    def state(self, day: date) -> DayState:
        """What can be done with a day."""
        if day > self.furthest:
            return "ahead"
        month = Month.of(day)
        if month < self.oldest_kept():
            return "removed"
        return "locked" if self.lock(month).locked else "open"
