"""What was filled in on the form of an initiative: a stranger's input, taken for text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from cards.initiatives import words
from dialogs import picking
from dialogs.fields import field
from dialogs.turn import Turn
from domain.initiatives.model import Typed
from domain.written import read_day

MOST = 100  # choices that are read at all; how many there may be is the domain's to say


def typed(turn: Turn, before: Typed, colleagues: Sequence[str]) -> Typed:
    """The form as it was filled in. `colleagues`: who was picked, as far as they work here."""
    return Typed(
        title=field(turn, "title").strip(),
        what=field(turn, "what").strip(),
        heading=field(turn, "heading").strip(),
        serves=picking.values(turn, "serves", most=MOST),
        start=_start(turn),
        needs=field(turn, "needs").strip(),
        colleagues=tuple(colleagues),
        hidden=field(turn, "hidden") == "true",
        campaign=before.campaign,
    )


def picked(turn: Turn) -> tuple[str, ...]:
    """Who was picked, as they came."""
    return picking.values(turn, "colleagues", most=MOST)


def _start(turn: Turn) -> str:
    """A day, or words; where somebody gave both, neither is lost."""
    day, said = read_day(field(turn, "day")), field(turn, "start").strip()
    if day is None:
        return said
    return f"{words.day(turn.texts, day)}, {said}" if said else day.isoformat()
