"""Choosing the language in which Koers speaks."""

from __future__ import annotations

from dataclasses import replace

from dialogs.services import Services
from dialogs.turn import Reply, Turn
from dialogs.welcome import examples
from locales import Language, texts_for
from locales.detect import clear_language


async def choose(turn: Turn, services: Services) -> Reply:
    """The button: the language is in the payload of the pressed button."""
    return await choose_language(turn, services, "en" if turn.payload.get("language") == "en" else "nl")


async def heard(turn: Turn, services: Services) -> Turn:
    """The turn in English where the first clear sentence of somebody is English, and it is remembered.

    What somebody chose stays chosen. In a group others read along, and nothing is taken from that.
    """
    if not turn.unheard or turn.place.kind != "personal":
        return turn
    spoken = clear_language(turn.text)
    if spoken is None:
        return turn
    known = await services.people.heard(turn.person.id, "en" if spoken == "en" and turn.language != "en" else None)
    return replace(turn, language=known or turn.language, unheard=False)


async def choose_language(turn: Turn, services: Services, language: Language) -> Reply:
    """Stores the choice first and then says so, in the language that was chosen."""
    await services.people.choose_language(turn.person.id, language)
    return Reply(text=texts_for(language)("language-chosen"), suggestions=examples(replace(turn, language=language)))
