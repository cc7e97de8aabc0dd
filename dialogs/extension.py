"""What Teams asks outside of saying and pressing: choices while somebody types, a search, and what is in a message."""

from __future__ import annotations

from dataclasses import dataclass

from cards.card import Card


@dataclass(frozen=True)
class Choice:
    """One thing to choose while somebody types. `value` comes back with the form: a stranger's input by then."""

    value: str
    title: str


@dataclass(frozen=True)
class Wanted:
    """What a search command is asked for: the words (none: the newest), and which part of what there is."""

    text: str
    skip: int
    top: int


@dataclass(frozen=True)
class Found:
    """One result of a search command: what the list shows of it, and the card that goes into the chat.

    The card is read by everybody in that chat, where Koers may not be: it holds what each employee may know. Its
    buttons open pages (`CardBuilder.open_chat`: the chat with Koers), or may be pressed by anybody in that chat.
    """

    title: str
    text: str
    card: Card


@dataclass(frozen=True)
class Quoted:
    """The message that an action was chosen on. `text` is plain, whatever the message was made of, and may be empty.

    `sender` is the name of who wrote it, as Teams says, and `link` leads to the message; both may be empty.
    """

    id: str
    text: str
    sender: str
    link: str
