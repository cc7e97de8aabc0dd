"""What a card sends along, in fields or buttons: a stranger's input, taken for what it says and nothing else."""

from __future__ import annotations

from datetime import date, time

from dialogs.turn import Turn

LONGEST = 10_000  # characters of a field; far more than any takes


def field(turn: Turn, name: str) -> str:
    """What was filled in; anything but text is taken for nothing."""
    value = turn.fields.get(name)
    return value.replace("\0", "")[:LONGEST] if isinstance(value, str) else ""


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
