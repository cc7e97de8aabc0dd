"""An activity that came in -> the Turn that a dialog gets."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

from bot.wire import Arrival
from dialogs.turn import Person, Place, PlaceKind, Progress, Turn
from domain.organisation import Organisation
from domain.signing_in import Speaker
from locales import Language

KINDS: dict[str, PlaceKind] = {"personal": "personal", "groupChat": "group", "channel": "channel"}
THREAD = ";messageid="
# What the id of a conversation of people begins with, and that of one with oneself; with Koers it begins with "a:".
OF_PEOPLE = ("19:", "48:")
TAG = re.compile(r"</?at\b[^<>]*>")


def conversation_of(arrival: Arrival) -> str:
    """The id of the conversation, whatever the thread."""
    return arrival.conversation.partition(THREAD)[0]


def place_of(arrival: Arrival) -> Place:
    """Where it was said. A conversation whose kind Teams does not name counts as a group: nothing private there.

    So does the chat of two people, or with oneself, in which the message extension is used: Teams calls that personal.
    """
    conversation, _, thread = arrival.conversation.partition(THREAD)
    kind = KINDS.get(arrival.conversation_type, "group")
    if kind == "personal" and conversation.startswith(OF_PEOPLE):
        kind = "group"
    return Place(kind, conversation, thread or None)


def language_from(locale: str) -> Language:
    """English for whoever uses Teams in English, Dutch for everybody else."""
    return "en" if re.match(r"en\b", locale, re.IGNORECASE) else "nl"


def spoken(arrival: Arrival) -> str:
    """The text without the mention of the bot that opens or closes it; any other mention becomes the plain name."""
    text = arrival.text.replace("&nbsp;", " ").replace("\xa0", " ").strip()
    for mention in arrival.mentions:
        ours = mention.id == arrival.bot
        if ours and text.startswith(mention.text):
            text = text.removeprefix(mention.text).lstrip(" ,:")
        elif ours and text.endswith(mention.text):
            text = text.removesuffix(mention.text).rstrip(" ,:")
        else:
            text = text.replace(mention.text, unescape(TAG.sub("", mention.text)), 1)
    return text.strip()


def turn_of(
    arrival: Arrival,
    *,
    language: Language,
    organisation: Organisation,
    now: datetime,
    key: str = "",
    progress: Progress | None = None,
    unheard: bool = False,
) -> Turn:
    """The turn of a message; of a pressed button answering.py adds what was pressed. `key`, `progress`, `unheard`: see
    Turn.
    """
    return Turn(
        id=arrival.id,
        person=Person(arrival.person, arrival.sender_name),
        place=place_of(arrival),
        language=language,
        organisation=organisation,
        now=now.astimezone(organisation.time_zone),
        text=spoken(arrival),
        message=arrival.reply_to or None,
        key=key,
        progress=progress,
        speaker=speaker_of(arrival),
        unheard=unheard,
    )


def speaker_of(arrival: Arrival) -> Speaker:
    """Who speaks, as a sign-in is bound to it."""
    return Speaker(
        person=arrival.person,
        account=arrival.sender,
        tenant=arrival.tenant,
        conversation=conversation_of(arrival),
        bot=arrival.bot,
        service_url=arrival.service_url,
        activity=arrival.id,
    )
