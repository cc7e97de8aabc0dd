"""Every button that a card of Koers can have: one frozen dataclass each.

What a dataclass holds stays on the server, beside the button's one-time token. A client only ever sends the token
and the fields that were typed in, so nothing in here can be forged or read by the person who presses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Action:
    """What pressing a button means. `verb` names the route; `once`: a second press does nothing; `days`: how long it
    can be pressed, after which nothing of it is kept.

    `personal`: in a group or channel, too, only the person for whom the card was made may press it.
    """

    verb: ClassVar[str]
    once: ClassVar[bool] = True
    days: ClassVar[int] = 30
    personal: ClassVar[bool] = False


@dataclass(frozen=True)
class Ask(Action):
    """Asks the documents this question."""

    verb: ClassVar[str] = "vision.ask"
    once: ClassVar[bool] = False
    question: str


@dataclass(frozen=True)
class Open(Action):
    """Opens a capability, as its command would."""

    verb: ClassVar[str] = "open"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1  # it holds what somebody said
    capability: str
    text: str = ""  # the sentence that led here, so that what was said is filled in


@dataclass(frozen=True)
class ChooseLanguage(Action):
    """Sets the language in which Koers speaks to this person."""

    verb: ClassVar[str] = "language.choose"
    once: ClassVar[bool] = False
    language: str
