"""Every button of the cards about team days; see cards.actions for what a button is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from cards.actions import Action


@dataclass(frozen=True)
class NewTeamDay(Action):
    """Opens an empty form for a team day."""

    verb: ClassVar[str] = "team_day.new"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class LookTeamDay(Action):
    """Shows on the form where the team can sit, as it is filled in now. `shown`: what the card showed. `day`: another
    day than the one that is filled in.
    """

    verb: ClassVar[str] = "team_day.look"
    once: ClassVar[bool] = False
    shown: Mapping[str, object] = field(default_factory=dict[str, object])
    day: str = ""


@dataclass(frozen=True)
class AskTeam(Action):
    """Keeps the places and asks the colleagues, as the card showed it."""

    verb: ClassVar[str] = "team_day.ask"
    shown: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class AnswerTeamDay(Action):
    """Comes or does not come; see domain.workspaces.team_day.How."""

    verb: ClassVar[str] = "team_day.answer"
    days: ClassVar[int] = 60
    team_day: str
    how: Literal["comes", "swap", "own", "not"]


@dataclass(frozen=True)
class ShowTeamDay(Action):
    """Shows who comes to one's team day."""

    verb: ClassVar[str] = "team_day.show"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 60
    team_day: str


@dataclass(frozen=True)
class CallOffTeamDay(Action):
    """One's team day does not go on."""

    verb: ClassVar[str] = "team_day.call_off"
    days: ClassVar[int] = 60
    team_day: str
