"""What the chat page tells a person when something cannot be done, in the person's own language."""

from __future__ import annotations

_WORDS = {
    "unknown-person": ("Deze persoon is er niet.", "There is no such person."),
    "unknown-conversation": ("Dit gesprek is er niet.", "There is no such conversation."),
    "not-a-member": ("Je doet niet mee aan dit gesprek.", "You do not take part in this conversation."),
    "unknown-message": ("Dit bericht is er niet meer.", "This message is no longer there."),
    "not-your-message": (
        "Alleen wie het bericht schreef, kan het veranderen of weghalen.",
        "Only the writer can change or delete a message.",
    ),
    "unknown-stream": ("Er is niets om te stoppen.", "There is nothing to stop."),
    "not-installed": ("{bot} is hier niet toegevoegd.", "{bot} has not been added here."),
    "empty": ("Het bericht is leeg.", "The message is empty."),
    "too-long": ("Het bericht is te lang.", "The message is too long."),
    "too-large": ("Dit is te groot om te versturen.", "This is too large to send."),
    "no-action": ("Deze knop werkt niet.", "This button does not work."),
    "no-name": ("Deze knop werkt niet.", "This button does not work."),
    "no-choice": ("Geef aan of {bot} erbij moet.", "Say whether {bot} is to be added."),
    "no-json": ("Deze aanvraag is niet te lezen.", "This request cannot be read."),
    "no-websocket": ("Dit adres is voor een WebSocket.", "This address is for a WebSocket."),
}


def words(code: str, language: str, bot: str) -> str:
    """The sentence for a code, in "nl" or "en"; `bot` is the bot's name."""
    dutch, english = _WORDS[code]
    return (english if language == "en" else dutch).format(bot=bot)
