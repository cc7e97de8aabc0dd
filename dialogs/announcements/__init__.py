"""Announcements: what a sentence about messages opens."""

from __future__ import annotations

from dialogs.announcements import approving, composing, following, reading
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding

# What an author does with something that was sent begins at the list of it: which one is meant is chosen there.
OF_AUTHOR = ("drafts", "report", "pause", "resume", "stop", "correct", "recall", "remind")


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What was said opens the form, a list or the quiet hours; in the personal chat only."""
    intent = understood.intent
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("announcement-only-personal"))
    await turn.gate.check(f"announcement_{'drafts' if intent in OF_AUTHOR else intent}")
    if intent in OF_AUTHOR:
        return await following.mine(turn, services)
    match intent:
        case "new":
            return await composing.new(turn, services, title=understood.fields.topic or "")
        case "approve":
            return await approving.waiting(turn, services)
        case "quiet_hours":
            return await reading.quiet_hours(turn, services, understood.fields.start, understood.fields.end)
        case _:
            return await reading.inbox(turn, services)
