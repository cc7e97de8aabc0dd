"""What a handler gets (Turn) and what it gives back (Reply): the only words between bot/ and dialogs/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from unicodedata import normalize

from cards.card import Card
from dialogs.extension import Quoted
from domain.learning import Asked
from domain.organisation import Organisation
from domain.signing_in import Invitation, Speaker
from errors import Unavailable
from knowledge.answer import Citation
from locales import Language, Texts, texts_for

Json = str | int | float | bool | None | list["Json"] | Mapping[str, "Json"]
PlaceKind = Literal["personal", "group", "channel"]
NAME = re.compile(r"(?:[^\W\d_]\.){1,5}|[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,3}")  # "Ria", "Anne-Marie", "J.P."


@dataclass(frozen=True)
class Person:
    """Who is speaking. `id` is the Entra object id; it is what is stored of a person (and, of who begins an initiative
    and does not hide it, the name for the list in SharePoint).
    """

    id: str
    name: str

    @property
    def first_name(self) -> str:
        """The name to greet with, also of "Jansen, Ria"; empty where it is no name, such as a link."""
        name = normalize("NFC", self.name)
        given = name.partition(",")[2].split() or name.split()
        return given[0] if given and NAME.fullmatch(given[0]) else ""


@dataclass(frozen=True)
class Place:
    """Where the conversation is. In a channel `thread` is the root message that the reply belongs under."""

    kind: PlaceKind
    conversation: str
    thread: str | None = None

    @property
    def context(self) -> str:
        """What belongs together: the conversation, and in a channel each thread by itself."""
        return f"{self.conversation}#{self.thread}" if self.thread else self.conversation


class Progress(Protocol):
    """What the person sees while an answer is being made. It may show little or nothing of it; it never fails."""

    async def doing(self, text: str) -> None:
        """What Koers is busy with, in a few words. Not shown when the answer comes at once."""
        ...

    async def so_far(self, text: str) -> None:
        """The text of the answer as far as it is: each time longer, and the answer itself begins with it."""
        ...


class Gate(Protocol):
    """Who may do what, as the table of routes says. What a sentence opens asks it; a button was held to it already."""

    async def check(self, intent: str) -> None:
        """Raises WordedError, with why and whom to ask, where this person may not do what the intent is for."""
        ...


class Closed:
    """The gate where nobody can tell who may what."""

    async def check(self, intent: str) -> None:
        """Raises Unavailable."""
        raise Unavailable("roles-unavailable")


@dataclass(frozen=True)
class Turn:
    """One thing that a person said or pressed, already checked and cleaned by bot/."""

    id: str
    person: Person
    place: Place
    language: Language
    organisation: Organisation
    now: datetime  # aware, in the organisation's time zone
    text: str = ""  # without the @mention of the bot
    # Of a pressed button: its payload as stored on the server when the card was made (trusted), and the fields that
    # the person filled in (a stranger's input).
    payload: Mapping[str, Json] = field(default_factory=dict[str, Json])
    fields: Mapping[str, Json] = field(default_factory=dict[str, Json])
    message: str | None = None  # the id of the message that the pressed button is on
    # The same again when Koers was stopped in the middle and goes on with it: what is done under it is done once.
    # A button that can be pressed once is whole again after a failure, unless store.effects knows of something done.
    key: str = ""
    progress: Progress | None = None  # where an answer can be shown before it is whole
    gate: Gate = field(default_factory=Closed)
    speaker: Speaker | None = None  # what signing in is bound to
    unheard: bool = False  # nothing is known yet of the language that this person wants: `language` is that of Teams
    in_dialog: bool = False  # the reply is shown in a window of its own: see Reply
    quoted: Quoted | None = None  # the message that this action was chosen on

    @property
    def texts(self) -> Texts:
        """The texts in the language of this turn."""
        return texts_for(self.language)

    @property
    def bot(self) -> str:
        """The id of Koers in Teams, for a link to the chat with it; empty where nobody speaks."""
        return self.speaker.bot if self.speaker is not None else ""


@dataclass(frozen=True)
class Reply:
    """What the person gets to see. bot/ turns it into activities; nothing else sends.

    `replaces_card`: answer to a button; the card takes the place of the one that was pressed. `notice`: answer to a
    button; a short line shown to the person without touching the card. `feedback`: thumbs up and down under the
    message. `suggestions`: what the person could say next (buttons under the message in a personal chat, and part of
    the text elsewhere, where Teams has no such buttons). `language`: of the text, where it is not that of the turn.
    `asked`: the question that this answers, for what may be learned from it. `sign_in`: in a personal chat, Teams' own
    card to sign in with, under the text.

    In a dialog (`Turn.in_dialog`) the same words mean: a card that `replaces_card` is shown in the dialog, and so is
    every card where the dialog is being opened; any other card closes it and goes to the chat with Koers; without a
    card the dialog closes with the text or notice. What took too long goes to that chat, whatever it is.
    """

    text: str = ""
    card: Card | None = None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    feedback: bool = False
    made_by_ai: bool = False
    replaces_card: bool = False
    notice: str = ""
    language: Language | None = None
    asked: Asked | None = None
    sign_in: Invitation | None = None
