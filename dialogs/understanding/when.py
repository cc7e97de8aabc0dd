"""The days of a sentence, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogs.understanding.model import Weekday

FRIDAY = 4
LONGEST_RANGE = 62  # days that are spelled out; a longer range stays a first and a last day


@dataclass(frozen=True)
class When:
    """The days of a sentence. `spans` are the stretches of `line` they were said in."""

    date: date | None = None
    dates: tuple[date, ...] = ()
    weekly: tuple[Weekday, ...] = ()
    every_weeks: int | None = None
    from_date: date | None = None
    until_date: date | None = None
    old_date: date | None = None
    choice: tuple[date, ...] = ()  # days between which the sentence leaves a choice
    period: bool = False  # from and until are a week or a month that was named as a whole
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> bool:
        """Whether any day was said."""
        return bool(self.date or self.dates or self.weekly or self.from_date or self.until_date or self.old_date)
