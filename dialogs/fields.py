"""What was filled in on a card: a stranger's input, taken for text and nothing else."""

from __future__ import annotations

from dialogs.turn import Turn

LONGEST = 10_000  # characters of a field; far more than any takes


def field(turn: Turn, name: str) -> str:
    """What was filled in; anything but text is taken for nothing."""
    value = turn.fields.get(name)
    return value.replace("\0", "")[:LONGEST] if isinstance(value, str) else ""
