"""Days and hours as a card writes them: a stranger's input, in fields as in buttons."""

from __future__ import annotations

from datetime import date, time


def read_day(value: object) -> date | None:
    """The day that "2026-11-30" is; None for what is none."""
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def read_hour(value: object) -> time | None:
    """The hour that "14:30" is, in whole minutes; None for what is none."""
    try:
        hour = time.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    return hour.replace(second=0, microsecond=0) if hour is not None and hour.tzinfo is None else None
