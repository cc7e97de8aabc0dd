"""A sentence of a person -> the capability it is for."""

from __future__ import annotations

from dataclasses import replace

import telemetry
from cards import choice
from dialogs import (
    account,
    announcements,
    initiatives,
    language,
    learning,
    projects,
    smalltalk,
    sources,
    upcoming,
    vision,
    workdays,
    workspaces,
)
from dialogs import help as help_dialog
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding, understand, understand_as
from domain.capabilities import BY_NAME


async def answer(turn: Turn, services: Services) -> Reply:
    """Understands what was said and opens what it is for, in the language that it turns out to be wanted in."""
    heard = await language.heard(turn, services)
    reply = await _answered(heard, services)
    return reply if heard.language == turn.language else replace(reply, language=reply.language or heard.language)


async def _answered(turn: Turn, services: Services) -> Reply:
    """Two capabilities that are close become two buttons."""
    understood = understand(turn.text, turn.organisation, turn.now)
    close = dict.fromkeys([understood.capability, *(name for name, _ in understood.alternatives)])
    if len(close) > 1 and all(name in BY_NAME for name in close):
        return Reply(card=choice.which(turn.texts, [(name, turn.text) for name in close][:2]))
    return await open_capability(turn, services, understood)


async def chosen(turn: Turn, services: Services) -> Reply:
    """One of the two buttons was pressed."""
    text = str(turn.payload.get("text", ""))
    capability = str(turn.payload["capability"])
    if capability == "vision":
        return await vision.answer(turn, services, text)
    understood = understand(text, turn.organisation, turn.now)
    for meant in understood.readings:
        if meant[0] == capability and BY_NAME[meant[0]].ready:
            return await open_capability(turn, services, understand_as(meant, text, turn.organisation, turn.now))
    return await upcoming.start(turn, services, capability, text)


async def open_capability(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """Opens the capability that a sentence was understood as."""
    telemetry.understood(understood.capability)
    match understood.capability:
        case "help" if understood.intent == "language":
            wanted = understood.fields.language
            return await language.choose_language(turn, services, "en" if wanted == "en" else "nl")
        case "help" if understood.intent in account.INTENTS:
            return await account.start(replace(turn, language=understood.language), services, understood.intent)
        case "help":
            return await help_dialog.start(turn, services)
        case "smalltalk" | "none":
            return await smalltalk.start(turn, services, understood.intent)
        case "vision" if understood.intent == "source":
            return await sources.open_source(turn, services, understood.fields.number, understood.language)
        case "vision" if understood.intent == "simpler":
            return await vision.simpler(turn, services, understood.language)
        case "vision" if understood.intent in learning.INTENTS:
            return await learning.start(turn, services, understood.intent, understood.confidence)
        case "vision":
            return await vision.start(turn, services)
        case "announcements":
            return await announcements.start(turn, services, understood)
        case "initiatives":
            return await initiatives.start(turn, services, understood)
        case "projects":
            return await projects.start(turn, services, understood)
        case "workdays":
            return await workdays.start(turn, services, understood)
        case "workspaces":
            return await workspaces.start(turn, services, understood)
        case name if not BY_NAME[name].ready:
            return await upcoming.start(turn, services, name, turn.text)
        case name:
            raise LookupError(f"capability {name} is ready and has no dialog")
