"""Every button of the cards about the day of use, the waiting list and how busy it is; see cards.actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from cards.actions import Action
from cards.workspaces.actions import FORM


@dataclass(frozen=True)
class CheckIn(Action):
    """Says that one is at the place that one booked."""

    verb: ClassVar[str] = "day_of_use.check_in"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 2
    booking: str


@dataclass(frozen=True)
class GiveUpPlace(Action):
    """Does not come: the place is for others."""

    verb: ClassVar[str] = "day_of_use.give_up"
    days: ClassVar[int] = 2
    booking: str


@dataclass(frozen=True)
class JoinWaiting(Action):
    """Puts somebody on the waiting list for what the form of a booking had: see cards.workspaces.filled."""

    verb: ClassVar[str] = "waiting.join"
    once: ClassVar[bool] = False
    days: ClassVar[int] = FORM
    shown: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class LeaveWaiting(Action):
    """Takes somebody off the waiting list."""

    verb: ClassVar[str] = "waiting.leave"
    once: ClassVar[bool] = False
    waiting: str


@dataclass(frozen=True)
class TakeOffer(Action):
    """Takes the place that is kept for somebody."""

    verb: ClassVar[str] = "waiting.take"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 2
    waiting: str
    booking: str


@dataclass(frozen=True)
class DeclineOffer(Action):
    """Does not want the place that is kept for somebody."""

    verb: ClassVar[str] = "waiting.decline"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 2
    waiting: str
    booking: str


@dataclass(frozen=True)
class ShowWaiting(Action):
    """Shows what somebody waits for."""

    verb: ClassVar[str] = "waiting.mine"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class ShowDay(Action):
    """Shows how busy a location is on a day."""

    verb: ClassVar[str] = "occupancy.day"
    once: ClassVar[bool] = False
    location: str
    day: str


@dataclass(frozen=True)
class ShowWeek(Action):
    """Shows how busy a location is in the week of a Monday."""

    verb: ClassVar[str] = "occupancy.week"
    once: ClassVar[bool] = False
    location: str
    monday: str


@dataclass(frozen=True)
class ShowWeeks(Action):
    """Lays the weeks of a location beside each other."""

    verb: ClassVar[str] = "occupancy.weeks"
    once: ClassVar[bool] = False
    location: str


@dataclass(frozen=True)
class OccupancyFile(Action):
    """Makes the file of how busy it was and is."""

    verb: ClassVar[str] = "occupancy.file"
    once: ClassVar[bool] = False
