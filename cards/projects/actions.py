"""Every button of the cards about projects; see cards.actions for what a button is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cards.actions import Action
from domain.projects.content import Step

WEEKS = 120  # days that a card of a project can be pressed: it is written over weeks, and followed for longer


@dataclass(frozen=True)
class NewProject(Action):
    """Opens the first step of a new project, with what an initiative says filled in where there is one."""

    verb: ClassVar[str] = "projects.new"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    initiative: str = ""


@dataclass(frozen=True)
class OpenStep(Action):
    """Shows a step with what is kept. `row`: of a list, the one whose fields are filled in to be changed."""

    verb: ClassVar[str] = "projects.step"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    step: Step
    row: int = -1
    first: int = 0  # of the rows, the first that is shown


@dataclass(frozen=True)
class KeepStep(Action):
    """Keeps what was filled in, and goes on. `to`: next, back, here, row (here, with a row),
    summary, chosen (the step in the field), help.

    `project` "": it is not begun yet; `begun` is what it is begun under, `initiative` what from. `row`: the one that
    is being changed; `part` of the step, where it takes more than one card.
    """

    verb: ClassVar[str] = "projects.keep"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    version: int
    step: Step
    to: str
    row: int = -1
    part: int = 0
    begun: str = ""
    initiative: str = ""


@dataclass(frozen=True)
class RemoveRow(Action):
    """Takes a row out of the list of a step."""

    verb: ClassVar[str] = "projects.remove"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    version: int
    step: Step
    row: int


@dataclass(frozen=True)
class SuggestRole(Action):
    """Shows which role of a government fits the answers in the fields."""

    verb: ClassVar[str] = "projects.suggest"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    version: int


@dataclass(frozen=True)
class TakeRole(Action):
    """Puts the suggested roles in the document."""

    verb: ClassVar[str] = "projects.take_role"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    version: int
    role: str
    other: str = ""


@dataclass(frozen=True)
class ProposePassages(Action):
    """Looks for passages of the vision that the project serves."""

    verb: ClassVar[str] = "projects.passages"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str


@dataclass(frozen=True)
class TakePassages(Action):
    """Puts the passages that are ticked in the document. Which there were is kept here, with their quotes' places."""

    verb: ClassVar[str] = "projects.take_passages"
    once: ClassVar[bool] = False
    days: ClassVar[int] = 7
    project: str
    version: int
    proposed: tuple[tuple[str, str, str, str, str], ...]  # document, title, section, quote, url


@dataclass(frozen=True)
class ShowSummary(Action):
    """Shows what is filled in and what lacks."""

    verb: ClassVar[str] = "projects.summary"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str


@dataclass(frozen=True)
class EditProject(Action):
    """Goes on writing: a new edition where the last one is approved."""

    verb: ClassVar[str] = "projects.edit"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str


@dataclass(frozen=True)
class AskForApproval(Action):
    """Asks the opdrachtgever to approve the version that was shown."""

    verb: ClassVar[str] = "projects.ask"
    days: ClassVar[int] = WEEKS
    project: str
    version: int


@dataclass(frozen=True)
class WithdrawProject(Action):
    """Stops what was never approved, or throws a new edition away."""

    verb: ClassVar[str] = "projects.withdraw"
    days: ClassVar[int] = WEEKS
    project: str
    version: int


@dataclass(frozen=True)
class ReadProject(Action):
    """Reads the whole document, a page at a time. `version` 0: the newest; else the edition that holds."""

    verb: ClassVar[str] = "projects.read"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    page: int = 0
    approved: bool = False
    here: bool = True  # in the place of the card


@dataclass(frozen=True)
class ApproveProject(Action):
    """Approves the version that was shown."""

    verb: ClassVar[str] = "projects.approve"
    days: ClassVar[int] = WEEKS
    project: str
    version: int


@dataclass(frozen=True)
class SendProjectBack(Action):
    """Sends it back with the words in the field."""

    verb: ClassVar[str] = "projects.send_back"
    days: ClassVar[int] = WEEKS
    once: ClassVar[bool] = False
    project: str
    version: int
    page: int = 0  # of the document that is read


@dataclass(frozen=True)
class ShowWaiting(Action):
    """Shows what waits for one's approval."""

    verb: ClassVar[str] = "projects.waiting"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS


@dataclass(frozen=True)
class ShowStandIn(Action):
    """Shows who approves while one is away."""

    verb: ClassVar[str] = "projects.stand_in"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS


@dataclass(frozen=True)
class ChooseStandIn(Action):
    """Lets the colleague in the field approve until the day in the field."""

    verb: ClassVar[str] = "projects.choose_stand_in"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS


@dataclass(frozen=True)
class EndStandIn(Action):
    """Approves oneself again."""

    verb: ClassVar[str] = "projects.end_stand_in"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS


@dataclass(frozen=True)
class ShowProject(Action):
    """Shows how it is with a project. `history`: with everything that happened; `here`: in the place of the card."""

    verb: ClassVar[str] = "projects.show"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    here: bool = False


@dataclass(frozen=True)
class ShowHistory(Action):
    """Shows everything that happened with a project, a page at a time."""

    verb: ClassVar[str] = "projects.history"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    page: int = 0


@dataclass(frozen=True)
class ShowMyProjects(Action):
    """Shows one's own projects. `purpose`: what is done with the one that is chosen."""

    verb: ClassVar[str] = "projects.mine"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    page: int = 0
    purpose: str = "status"


@dataclass(frozen=True)
class SetProjectStatus(Action):
    """Pauses a project, or goes on with it."""

    verb: ClassVar[str] = "projects.status"
    days: ClassVar[int] = WEEKS
    project: str
    row: int
    status: str


@dataclass(frozen=True)
class CloseProject(Action):
    """Opens the form to close a project."""

    verb: ClassVar[str] = "projects.close"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str


@dataclass(frozen=True)
class StoreClosing(Action):
    """Closes a project with what is in the fields."""

    verb: ClassVar[str] = "projects.store_closing"
    once: ClassVar[bool] = False
    days: ClassVar[int] = WEEKS
    project: str
    row: int


@dataclass(frozen=True)
class AnswerFile(Action):
    """What is done with a Word file that somebody changed: leave it, or put the new version over it.

    `sort`: project or report; `mark`: how the file was when it was asked.
    """

    verb: ClassVar[str] = "projects.answer_file"
    days: ClassVar[int] = WEEKS
    sort: str
    id: str
    project: str
    mark: str
    answer: str
