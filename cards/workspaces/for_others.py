"""Every button of the cards about booking for somebody else; see cards.actions for what a button is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from cards.actions import Action

Purpose = Literal["book", "give", "end"]


@dataclass(frozen=True)
class ChooseColleague(Action):
    """Of several with that name, this one was meant. `text`: the sentence that led here."""

    verb: ClassVar[str] = "delegating.choose"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1  # it holds what somebody said
    person: str
    purpose: Purpose
    text: str


@dataclass(frozen=True)
class BookFor(Action):
    """Opens the form to book a place for a colleague."""

    verb: ClassVar[str] = "delegating.book"
    once: ClassVar[bool] = False
    person: str


@dataclass(frozen=True)
class AskPermission(Action):
    """Asks a colleague whether one may book for him."""

    verb: ClassVar[str] = "delegating.ask"
    days: ClassVar[int] = 7
    person: str


@dataclass(frozen=True)
class AnswerPermission(Action):
    """Says whether a colleague may book for oneself."""

    verb: ClassVar[str] = "delegating.answer"
    days: ClassVar[int] = 14
    delegate: str
    yes: bool


@dataclass(frozen=True)
class GivePermission(Action):
    """Lets a colleague book for oneself, until the day that was filled in."""

    verb: ClassVar[str] = "delegating.give"
    days: ClassVar[int] = 7
    delegate: str


@dataclass(frozen=True)
class EndPermission(Action):
    """Ends that `delegate` may book for `person`, or takes back that it was asked; by either of them."""

    verb: ClassVar[str] = "delegating.end"
    person: str
    delegate: str


@dataclass(frozen=True)
class ShowPermissions(Action):
    """Shows who may book for oneself, and for whom one may."""

    verb: ClassVar[str] = "delegating.show"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 120
    here: bool = False
