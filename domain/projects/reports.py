"""What a progress report says, and the series that it is one of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

Rhythm = Literal["weekly", "two_weekly", "monthly", "quarterly"]
Light = Literal["green", "amber", "red"]
Subject = Literal["time", "money", "quality", "scope", "risks"]
ReportState = Literal["draft", "published"]

RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)
LIGHTS: tuple[Light, ...] = get_args(Light)
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


@dataclass(frozen=True)
class Series:
    """Reports of one project on one rhythm, such as those for the board. `due`: the day of the next one.

    The rhythm is counted from `anchor`, so that what is due on the last of a month stays so.
    """

    id: str
    project: str
    name: str
    rhythm: Rhythm
    due: date
    ended: bool = False
    anchor: date = date.min


@dataclass(frozen=True)
class Signal:
    """How one subject stands, with words: these are needed for anything but green."""

    light: Light
    words: str = ""


@dataclass(frozen=True)
class Progress:
    """How a milestone stands: `day` is when it is expected now, or when it was reached."""

    name: str
    planned: date
    day: date
    reached: bool = False


@dataclass(frozen=True)
class Told:
    """What a report says. A subject that nobody filled in is None."""

    summary: str = ""
    time: Signal | None = None
    money: Signal | None = None
    quality: Signal | None = None
    scope: Signal | None = None
    risks: Signal | None = None
    milestones: tuple[Progress, ...] = ()
    decisions: str = ""  # what is asked of the opdrachtgever

    def signal(self, subject: Subject) -> Signal | None:
        """How a subject stands."""
        return {
            "time": self.time,
            "money": self.money,
            "quality": self.quality,
            "scope": self.scope,
            "risks": self.risks,
        }[subject]

    @property
    def worst(self) -> Light | None:
        """The worst light; None where there is none."""
        shown: list[Light] = [signal.light for subject in SUBJECTS if (signal := self.signal(subject)) is not None]
        return max(shown, key=LIGHTS.index, default=None)


@dataclass(frozen=True)
class Report:
    """One report. `edition` goes up with each correction that is published; `version` with every save.

    `told` is what is published; `draft` what is being written (the same as `told` where nothing is).
    """

    id: str
    project: str
    series: str
    series_name: str
    due: date
    state: ReportState
    edition: int  # 0: nothing is published yet
    version: int
    told: Told
    draft: Told
    author: str
    published: datetime | None = None

    @property
    def correcting(self) -> bool:
        """Whether a correction of what was published is being written."""
        return self.state == "published" and self.draft != self.told


@dataclass(frozen=True)
class ReportWrong:
    """What is wrong with a report: `field` is a subject, "milestones" or "summary"; `reason` a key of the words."""

    field: str
    reason: str
    row: int | None = None
