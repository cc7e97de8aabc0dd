"""Initiatives: what a sentence about ideas opens."""

from __future__ import annotations

import re

from dialogs.initiatives import browsing, campaigning, writing
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.understanding import Understanding
from errors import WordedError

FIGURES = re.compile(
    r"\b(?:grafiek|cijfers|diagram|hoeveel|verdeling|charts?|graphs?|figures|how many)\b", re.IGNORECASE
)
BEGINS = re.compile(
    r"\b(?:start|begin|begint?|nieuwe?|maak|opzetten|zet|stel|new|create|set up|launch|ask)\b", re.IGNORECASE
)
EVERYWHERE = ("browse", "campaign", "export")  # in a group or channel, too: the file itself is not given there


async def start(turn: Turn, services: Services, understood: Understanding) -> Reply:
    """What was said opens the form, a list or one initiative, with what was said filled in."""
    intent, fields = understood.intent, understood.fields
    if not services.initiatives.rules.on:
        raise WordedError("initiatives-off")
    if turn.place.kind != "personal" and intent not in EVERYWHERE:
        writes = intent in ("submit", "from_message")
        return Reply(text=turn.texts("initiative-only-personal" if writes else "initiative-only-personal-lists"))
    await turn.gate.check(f"initiatives_{intent}")
    title = fields.title or ""
    match intent:
        case "submit":
            return await writing.new(turn, services, title=title)
        case "from_message":
            return await _from_message(turn, services, title)
        case "browse":
            if FIGURES.search(turn.text):
                return await browsing.chart(turn, services)
            return await browsing.about(turn, services, fields.topic or "")
        case "support" | "join" if title:
            return await browsing.named(turn, services, title)
        case "support" | "join":
            return await browsing.about(turn, services, "")
        case "edit" | "to_project" if title:
            return await browsing.named(turn, services, title, own=True)
        case "edit" | "to_project":
            note = turn.texts(f"initiative-mine-which-{intent.removeprefix('to_')}")
            return Reply(card=await browsing.mine_card(turn, services, note=note))
        case "mine" if title:
            return await browsing.named(turn, services, title, own=True)
        case "mine":
            return Reply(card=await browsing.mine_card(turn, services))
        case "campaign":
            return await _campaign(turn, services, understood)
        case "export":
            return await _export(turn, services)
        case _:
            raise LookupError(f"no dialog answers {intent}")


async def _from_message(turn: Turn, services: Services, said: str) -> Reply:
    """What was said with it; else the last question to the documents, which is all that is remembered of a chat."""
    lines = await services.vision.said.history(turn.place.context)
    last = said or next((line.text for line in reversed(lines) if line.role == "user"), "")
    note = turn.texts("initiative-from-message" if last else "initiative-from-message-how")
    return await writing.new(turn, services, what=last, notes=[note])


async def _campaign(turn: Turn, services: Services, understood: Understanding) -> Reply:
    fields = understood.fields
    if turn.place.kind == "personal" and (fields.title or fields.until_date or BEGINS.search(turn.text)):
        return await campaigning.new(turn, services, question=fields.title or "", until=fields.until_date)
    return await campaigning.show(turn, services)


async def _export(turn: Turn, services: Services) -> Reply:
    if FIGURES.search(turn.text) or turn.place.kind != "personal":
        return await browsing.chart(turn, services)
    return await browsing.export(turn, services)
