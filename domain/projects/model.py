"""What a project is, from the first draft to closing, with its editions, its history and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, get_args

from domain.projects.content import Colleague, StartDocument, Step

# draft, waiting, returned: never approved yet. running and paused: there is an approved edition.
Status = Literal["draft", "waiting", "returned", "running", "paused", "closed", "withdrawn"]
# Of one edition of the start document. dropped: thrown away before it was approved.
EditionState = Literal["draft", "waiting", "returned", "approved", "dropped"]
# What somebody is of a project; the first that fits. `named`: in the team. `colleague`: every other employee.
Part = Literal["principal", "deputy", "contractor", "author", "named", "portfolio", "colleague"]
Deed = Literal[
    "edit",  # begin or go on with an edition
    "ask",  # ask for approval
    "approve",
    "send_back",
    "withdraw",  # stop a project that was never approved, or throw away the new edition of one that was
    "report",
    "close",
]
Happened = Literal[
    "begun",
    "asked",
    "changed_while_waiting",
    "sent_back",
    "approved",
    "edited",  # a new edition was begun of what is approved
    "edition_dropped",
    "withdrawn",
    "status",  # `about` is the status
    "department",  # `about` is the department
    "remark",
    "series_begun",  # `about` is its name
    "series_ended",
    "report_published",  # `about` is the series
    "report_corrected",
    "filed",
    "closed",
]
STATUSES: tuple[Status, ...] = get_args(Status)
APPROVED: tuple[Status, ...] = ("running", "paused", "closed")  # every employee sees these
OPEN: tuple[Status, ...] = ("draft", "waiting", "returned")
SHAREPOINT = "sharepoint"  # who did what came back from the list, where SharePoint does not say who


@dataclass(frozen=True)
class Approval:
    """That an edition was approved: fixed from then on. `by` is the opdrachtgever, or who stood in for him."""

    by: Colleague
    at: datetime
    principal: Colleague
    contractor: Colleague

    @property
    def stood_in(self) -> bool:
        """Whether somebody else than the opdrachtgever approved."""
        return self.by.id != self.principal.id


@dataclass(frozen=True)
class Edition:
    """One edition of the start document: `number` is what people see ("versie 2").

    `version` goes up with every save, over all editions of a project: it says exactly which words somebody saw.
    """

    project: str
    number: int
    version: int
    state: EditionState
    document: StartDocument
    changed: datetime
    asked: datetime | None = None  # when approval was asked for
    asked_by: str = ""
    remark: str = ""  # with which it was sent back
    approval: Approval | None = None

    @property
    def moment(self) -> str:
        """What tells one asking for approval from another: the same words can be sent back and asked for again."""
        if self.asked is None:
            return str(self.version)
        return f"{self.version}:{self.asked.astimezone(UTC):%Y%m%d%H%M%S%f}"


@dataclass(frozen=True)
class Closing:
    """How a project ended. The last fields are those of the Selectielijst, as the municipality configures them."""

    result: str  # what came of it, against what was to be
    went_well: str
    next_time: str
    handed_to: str  # who goes on with what it left
    archived: str  # the archive log: what is kept, and where
    category: str  # of the Selectielijst
    retention_years: int | None = None  # None: kept for good
    ends: date | None = None  # from when on it is destroyed; None: never
    closed: date | None = None
    by: str = ""


@dataclass(frozen=True)
class Project:
    """One project. `edition` is the newest one; `approved` the one that holds, None for as long as there is none.

    `row` goes up with every change of what is not in an edition (status, department, remark, closing).
    """

    id: str
    organisation: str
    author: str
    status: Status
    edition: Edition
    approved: Edition | None
    department: str
    remark: str  # of the portfolio office; not that of an approval
    initiative: str  # the id of the initiative that it came from; ""
    created: datetime
    changed: datetime
    row: int
    last_report: date | None = None
    closing: Closing | None = None
    light: str = ""  # the worst of the last report; "" for none

    @property
    def name(self) -> str:
        """What it is called: by the edition that holds, else by the newest."""
        return self.document.name

    @property
    def document(self) -> StartDocument:
        """What everybody goes by: the approved edition, else the newest."""
        return (self.approved or self.edition).document

    @property
    def version(self) -> int:
        """The version of the newest edition: what a card carries, and what is saved over."""
        return self.edition.version


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field. `reason`: a key of the language files; `values` go into the words.

    `row`: of a list (milestones, risks ...), from 0. `missing`: it is required and empty.
    """

    step: Step
    field: str
    reason: str
    row: int | None = None
    values: tuple[tuple[str, str | int], ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class Seen:
    """A project as somebody sees it: what he is of it, what he may press now, and what is wrong still."""

    project: Project
    part: Part
    may: frozenset[Deed]
    wrong: tuple[Wrong, ...] = ()

    @property
    def by_step(self) -> dict[Step, tuple[Wrong, ...]]:
        """What is wrong per step; a step of which nothing is wrong is not in it."""
        found: dict[Step, tuple[Wrong, ...]] = {}
        for wrong in self.wrong:
            found[wrong.step] = (*found.get(wrong.step, ()), wrong)
        return found


@dataclass(frozen=True)
class Event:
    """Who did what when. `person` is an Entra id, SHAREPOINT, or "" for Koers; `name` is looked up when shown."""

    happened: Happened
    at: datetime
    person: str
    edition: int = 0
    about: str = ""
    before: str = ""  # what `about` was before that, where somebody changed it in SharePoint
    name: str = ""


@dataclass(frozen=True)
class StandIn:
    """Who approves for an opdrachtgever who is away, up to and including a day."""

    principal: str
    deputy: Colleague
    until: date


@dataclass(frozen=True)
class Bar:
    """One bar of a chart. `key`: a status, a department, a role ...; "" where it is not filled in."""

    key: str
    count: int


@dataclass(frozen=True)
class Charts:
    """How many of the projects in the list; each of these adds up to `total`, but goals: a project has any number."""

    total: int = 0
    statuses: tuple[Bar, ...] = ()
    departments: tuple[Bar, ...] = ()
    principals: tuple[Bar, ...] = ()  # by id
    roles: tuple[Bar, ...] = ()
    lanes: tuple[Bar, ...] = ()
    lights: tuple[Bar, ...] = ()  # by the worst light of the last report
    goals: tuple[Bar, ...] = ()
    stale: int = 0


@dataclass(frozen=True)
class Filter:
    """Which projects. "" and 0: any."""

    principal: str = ""
    department: str = ""
    status: Status | Literal[""] = ""
    role: str = ""
    goal: int = 0
    words: str = ""  # that the name has
    stale: bool = False  # only these


@dataclass(frozen=True)
class Row:
    """A project in the list. `due`: the first report that is to come; `stale`: it should have been there by now."""

    project: Project
    due: date | None = None
    stale: bool = False


@dataclass(frozen=True)
class Listing:
    """The projects that fit, what changed last first, with the charts of exactly these."""

    rows: tuple[Row, ...] = ()
    charts: Charts = field(default_factory=Charts)
