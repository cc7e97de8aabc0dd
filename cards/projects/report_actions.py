"""Every button of the cards about progress reports and the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cards.actions import Action
from cards.projects.actions import WEEKS
from domain.projects.model import Status


@dataclass(frozen=True)
class ShowReports(Action):
    """Shows the series and the reports of a project."""

    verb: ClassVar[str] = "projects.reports"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    page: int = 0


@dataclass(frozen=True)
class BeginSeries(Action):
    """Begins a series of reports with the name, the rhythm and the first day in the fields."""

    verb: ClassVar[str] = "projects.begin_series"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str


@dataclass(frozen=True)
class EndSeries(Action):
    """Ends a series: nothing of it is due any more."""

    verb: ClassVar[str] = "projects.end_series"
    days: ClassVar[int] = WEEKS
    project: str
    series: str


@dataclass(frozen=True)
class WriteReport(Action):
    """Opens the report of a series that is due."""

    verb: ClassVar[str] = "projects.write_report"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    series: str


@dataclass(frozen=True)
class EditReport(Action):
    """Opens a report to go on with it, or to correct what was published."""

    verb: ClassVar[str] = "projects.edit_report"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    report: str


@dataclass(frozen=True)
class KeepReport(Action):
    """Keeps what was filled in. `to`: here, look (as it will be read), next or back (the other part of the card)."""

    verb: ClassVar[str] = "projects.keep_report"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    report: str
    version: int
    to: str
    part: int = 0


@dataclass(frozen=True)
class PublishReport(Action):
    """Publishes a report, or a correction of it, as it was shown."""

    verb: ClassVar[str] = "projects.publish_report"
    days: ClassVar[int] = WEEKS
    report: str
    version: int


@dataclass(frozen=True)
class DropReport(Action):
    """Throws the draft of a report away, or a correction."""

    verb: ClassVar[str] = "projects.drop_report"
    days: ClassVar[int] = WEEKS
    report: str
    version: int


@dataclass(frozen=True)
class ReadReport(Action):
    """Reads a report. `edition` 0: as it is now; else as it was before a correction."""

    verb: ClassVar[str] = "projects.read_report"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    report: str
    edition: int = 0
    page: int = 0


@dataclass(frozen=True)
class Chosen:
    """Which projects are shown, as buttons carry it."""

    principal: str = ""
    department: str = ""
    status: Status | str = ""
    role: str = ""
    goal: int = 0
    words: str = ""
    stale: bool = False


@dataclass(frozen=True)
class ShowPortfolio(Action):
    """Shows the projects, a page at a time."""

    verb: ClassVar[str] = "projects.portfolio"
    once: ClassVar[bool] = False
    chosen: Chosen = Chosen()
    page: int = 0


@dataclass(frozen=True)
class FilterPortfolio(Action):
    """Shows the projects that fit the fields."""

    verb: ClassVar[str] = "projects.filter"
    once: ClassVar[bool] = False


@dataclass(frozen=True)
class ChooseFilter(Action):
    """Opens the fields by which projects are chosen."""

    verb: ClassVar[str] = "projects.choose_filter"
    once: ClassVar[bool] = False
    chosen: Chosen = Chosen()


@dataclass(frozen=True)
class ShowCharts(Action):
    """Shows the charts of the projects that are chosen."""

    verb: ClassVar[str] = "projects.charts"
    once: ClassVar[bool] = False
    chosen: Chosen = Chosen()


@dataclass(frozen=True)
class PortfolioFile(Action):
    """Gives the projects that are chosen as a file."""

    verb: ClassVar[str] = "projects.file"
    once: ClassVar[bool] = False
    chosen: Chosen = Chosen()
