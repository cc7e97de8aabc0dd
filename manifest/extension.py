"""The message extension in the app package: what one can search for while writing, and do with a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.capabilities import BY_NAME
from locales import Texts

WORDS = "words"  # the one field of a search


@dataclass(frozen=True)
class Command:
    """One command, by its id in bot/routes; its texts are manifest-extension-<key> and manifest-extension-<key>-what.

    Of a search there is also manifest-extension-<key>-words: what one fills in.
    """

    id: str
    type: Literal["query", "action"]
    capability: str
    key: str


COMMANDS = (
    Command("findInitiative", "query", "initiatives", "find-initiative"),
    Command("makeInitiative", "action", "initiatives", "make-initiative"),
)


def ready(commands: tuple[Command, ...] = COMMANDS) -> tuple[Command, ...]:
    """The commands of what Koers can do."""
    return tuple(command for command in commands if BY_NAME[command.capability].ready)


def extensions(app_id: str, texts: Texts, commands: tuple[Command, ...]) -> list[dict[str, object]]:
    """The extension, where there is anything in it, worded in one language."""
    if not commands:
        return []
    described = [_described(command, texts) for command in commands]
    return [{"botId": app_id, "canUpdateConfiguration": False, "commands": described}]


def _described(command: Command, texts: Texts) -> dict[str, object]:
    words_for = worded(command, texts)
    described: dict[str, object] = {"id": command.id, "type": command.type, **words_for}
    if command.type == "action":
        return described | {"context": ["message"], "fetchTask": True}
    words = texts(f"manifest-extension-{command.key}-words")
    parameter = {"name": WORDS, "title": words, "description": words_for["description"], "inputType": "text"}
    return described | {"context": ["compose", "commandBox"], "initialRun": True, "parameters": [parameter]}


def worded(command: Command, texts: Texts) -> dict[str, str]:
    """The title and description of a command in one language."""
    return {
        "title": texts(f"manifest-extension-{command.key}"),
        "description": texts(f"manifest-extension-{command.key}-what"),
    }


def translated(texts: Texts, commands: tuple[Command, ...]) -> dict[str, str]:
    """The strings of `extensions` in another language, by their place in the manifest."""
    strings: dict[str, str] = {}
    for number, command in enumerate(commands):
        place, described = f"composeExtensions[0].commands[{number}]", _described(command, texts)
        strings[f"{place}.title"] = str(described["title"])
        strings[f"{place}.description"] = str(described["description"])
        if command.type == "query":
            strings[f"{place}.parameters[0].title"] = texts(f"manifest-extension-{command.key}-words")
            strings[f"{place}.parameters[0].description"] = str(described["description"])
    return strings
