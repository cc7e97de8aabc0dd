"""Projects: what a sentence about a project opens, and the way in from an initiative."""

from __future__ import annotations

import re

from dialogs.projects import approving, closing, following, portfolio, reporting, writing
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from dialogs.understanding.titles import subject
from domain.projects.model import Seen

LATE = re.compile(
    r"(?i)\b(?:te laat|stil(?:staan|liggen)?|lopen achter|achter (?:op|lopen)|achterstand"
    r"|stale|overdue|late|behind)\b"
)


async def start(
    turn: Turn, services: Services, understood: Understanding | None = None, *, initiative: str = ""
) -> Reply:
    """What was said opens a step, a list, a report or the portfolio, in the personal chat only.

    `initiative`: a project is made of it; it is begun at once, with what the initiative says filled in.
    """
    if turn.place.kind != "personal":
        return Reply(text=turn.texts("project-only-personal"))
    if initiative:
        await turn.gate.check("projects_start")
        return await writing.from_initiative(turn, services, initiative)
    intent, name = (understood.intent, understood.fields.name or "") if understood is not None else ("start", "")
    await turn.gate.check(f"projects_{intent}")
    match intent:
        case "start":
            return await writing.new(turn, services, name=name)
        case "my_projects":
            return await following.all_mine(turn, services)
        case "approve":
            return await approving.of_name(turn, services, name)
        case "portfolio":
            words = name or subject(turn.text) or ""
            return await portfolio.start(turn, services, words, stale=bool(LATE.search(turn.text)))
        case _:
            return await _of_one(turn, services, intent, name)


async def _of_one(turn: Turn, services: Services, intent: str, name: str) -> Reply:
    """What is about one project, which has to be known first."""
    found = await following.meant(turn, services, name, intent if intent in following.FITTING else "status")
    if not isinstance(found, Seen):
        return found
    match intent:
        case "continue":
            return await writing.go_on(turn, services, found.project.id)
        case "report":
            return await reporting.of_project(turn, services, found)
        case "close":
            return await closing.form(turn, services, found)
        case _:
            return Reply(card=await following.card(turn, services, found))
