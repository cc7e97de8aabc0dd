"""Every button of the cards about home and office days; see cards.actions for what a button is.

Days and months are ISO texts ("2026-11-30", "2026-11"): what a button holds is stored as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cards.actions import Action


@dataclass(frozen=True)
class ShowWeek(Action):
    """Opens the week that a day is in, to fill in; "" is the one of the moment at which it is pressed."""

    verb: ClassVar[str] = "workdays.week"
    once: ClassVar[bool] = False
    day: str


@dataclass(frozen=True)
class StoreDays(Action):
    """Stores what was chosen for some days. `shown`: what was stored of each when the card was made."""

    verb: ClassVar[str] = "workdays.store"
    once: ClassVar[bool] = False
    shown: Mapping[str, str]


@dataclass(frozen=True)
class ShowPattern(Action):
    """Opens the fixed week, or two weeks in turn, to fill in; `weeks` 0: as many as there are."""

    verb: ClassVar[str] = "workdays.pattern"
    once: ClassVar[bool] = False
    weeks: int = 0


@dataclass(frozen=True)
class StorePattern(Action):
    """Stores the fixed week that was filled in, or two weeks in turn."""

    verb: ClassVar[str] = "workdays.store_pattern"
    once: ClassVar[bool] = False
    weeks: int


@dataclass(frozen=True)
class EndPattern(Action):
    """Has no fixed week any more."""

    verb: ClassVar[str] = "workdays.end_pattern"


@dataclass(frozen=True)
class ShowMonth(Action):
    """Shows one's own month, with the amounts; "" is the current one."""

    verb: ClassVar[str] = "workdays.month"
    once: ClassVar[bool] = False
    month: str


@dataclass(frozen=True)
class ShowWhoIsIn(Action):
    """Shows who of one's own team is where on a day."""

    verb: ClassVar[str] = "workdays.who"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 1
    day: str


@dataclass(frozen=True)
class ShowSettings(Action):
    """Shows what somebody has chosen about the question in the morning, Outlook and the team."""

    verb: ClassVar[str] = "workdays.settings"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class StoreSettings(Action):
    """Stores the choices that were filled in."""

    verb: ClassVar[str] = "workdays.store_settings"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class UseWorkLocation(Action):
    """Puts the days in somebody's Microsoft 365 too; what is pressed for them once they have signed in."""

    verb: ClassVar[str] = "workdays.location"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class AnswerToday(Action):
    """Answers the question of the morning with one press."""

    verb: ClassVar[str] = "workdays.answer"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 2
    day: str
    category: str


@dataclass(frozen=True)
class StopAsking(Action):
    """Wants no question in the morning any more."""

    verb: ClassVar[str] = "workdays.stop_asking"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class ChooseExport(Action):
    """Shows the months that can be exported for the payroll administration."""

    verb: ClassVar[str] = "workdays.choose_export"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class ExportMonth(Action):
    """Makes the files of the month that was chosen."""

    verb: ClassVar[str] = "workdays.export"
    once: ClassVar[bool] = False
