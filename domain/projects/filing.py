"""The documents of projects in SharePoint: promised, made, put in place once, and never over somebody's own work."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from domain.messenger import Leaving
from domain.projects.configured import ProjectRules
from domain.projects.document import start_document
from domain.projects.filled import Filled, template_path
from domain.projects.model import Project
from domain.projects.placing import Place, Placing, digest_of, mark_of
from domain.projects.promises import FILE, FILE_REPORT
from domain.projects.report_document import report_document
from domain.projects.reports import Report
from domain.word import About, TemplateProblem, Values, written
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from errors import Unavailable, WordedError
from graph.folders import Changed, FileChanged, Folders, Locked
from graph.problems import Forbidden, GraphProblem, NotFound
from locales import texts_for
from store import effects, project_files
from store.database import Database
from store.project_files import Kept, Sort, Trouble
from store.work import Attempt, GiveUp, Kind, Payload, TryAgain, enqueue

LOCKED = 300.0  # seconds until a file that somebody has open is tried again
DUTCH = "nl"  # the documents of a municipality are, whatever language somebody speaks with Koers
Make = Callable[[bytes, Values, About], Awaitable[bytes]]  # a document of a template
Answer = Literal["leave", "over"]

log = logging.getLogger(__name__)


class Records(Protocol):
    """Projects and reports, whoever asks; implemented by domain.projects.records."""

    async def project(self, id: str) -> Project | None:
        """A project; None where there is none."""
        ...

    async def report(self, id: str) -> Report | None:
        """A report; None where there is none."""
        ...


@dataclass(frozen=True)
class Elsewhere:
    """A Word file that somebody else than Koers changed. `what` "": it could not be put in place for two days.

    `by`: the name of who did, "" unknown. `mark` says how the file is, and goes along with the answer.
    """

    sort: Sort
    id: str
    project: str
    project_name: str
    name: str  # of the file
    url: str  # opens it in the browser; "" where it is gone
    what: Changed | Literal[""]
    by: str
    mark: str


class Asking(Protocol):
    """Asks and tells the author; implemented in bot/. What `leaving` raises keeps the message here, and is raised."""

    async def ask(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        """Somebody changed the file: is it left as it is, or does a new version go over it? (Filing.answer)"""
        ...

    async def failed(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        """The document is not in SharePoint, and Koers has stopped trying."""
        ...


@dataclass(frozen=True)
class Filed:
    """What became of a document in SharePoint. `edition` 0: it is not there. `mark`: of what is asked, "" nothing."""

    edition: int
    url: str
    pdf_url: str
    trouble: Trouble
    mark: str


@dataclass(frozen=True)
class _Paper:
    """What is to be filed, and of whom it is: the first of `authors` is asked. `again`: the edition after it was
    dropped, so that this one goes over it.
    """

    sort: Sort
    id: str
    project: Project
    edition: int
    authors: tuple[str, ...]
    filled: Filled
    again: bool = False


class Filing:
    """Handles the promises of promises.py that files are. `zone`: of the municipality, called `municipality`; `asking`
    is set before the bot starts: without it what somebody changed is left, and shown on the card of the project.
    """

    def __init__(
        self,
        database: Database,
        organisation: str,
        municipality: str,
        zone: ZoneInfo,
        rules: ProjectRules,
        place: Place,
        records: Records,
        folders: Folders,
        asking: Asking | None = None,
        make: Make = written,
    ) -> None:
        self._database = database
        self._organisation = organisation
        self._municipality = municipality
        self._zone = zone
        self._rules = rules
        self._place = place
        self._records = records
        self._placing = Placing(database, folders, place)
        self._make = make
        self.asking = asking

    async def filed(self, sort: Sort, id: str) -> Filed | None:
        """What became of the document of a project or a report; None where nothing was begun."""
        async with self._database.read() as session:
            kept = await project_files.find(session, sort, id)
        if kept is None:
            return None
        mark = kept.mark if kept.trouble == "asked" else ""
        return Filed(kept.edition, kept.url, kept.pdf_url, kept.trouble, mark)

    async def answer(self, person: str, sort: Sort, id: str, mark: str, answer: Answer, *, key: str = "") -> None:
        """What the author wants with a file that somebody changed: it is left, or a new version goes over it (what is
        there stays in its versions). Raises WordedError where it is not his, or is not asked any more.
        """
        paper = await self._paper(sort, id)
        if paper is None or person not in paper.authors:
            raise WordedError("project-file-not-yours")
        async with self._database.write() as session:
            if not await effects.first(session, key, "file-answer"):
                return
            kept = await project_files.find(session, sort, id)
            if kept is None or kept.trouble != "asked" or kept.mark != mark:
                raise WordedError("project-file-changed")
            if answer == "leave":
                await project_files.save(session, replace(kept, trouble="", mark=""))
                return
            await project_files.save(session, replace(kept, trouble="", choice="over"))
            name, payload = _promised(sort, id, kept.asked)
            await enqueue(session, name, f"{id}:over:{mark}", payload, partition=paper.project.id)

    async def file(self, payload: Payload, attempt: Attempt) -> None:
        """Durable work: the start document of an edition, as it is now."""
        await self._file("project", str(payload["project"]), _number(payload["edition"]), attempt)

    async def file_report(self, payload: Payload, attempt: Attempt) -> None:
        """Durable work: a report as it was published last."""
        labels = payload.get("labels") is True
        await self._file("report", str(payload["report"]), _number(payload["edition"]), attempt, labels=labels)

    async def failed(self, payload: Payload) -> None:
        """What was promised does not come true: it is on the card, and its author hears it."""
        sort: Sort = "report" if "report" in payload else "project"
        paper = await self._paper(sort, str(payload[sort]))
        if paper is None:
            return
        async with self._database.write() as session:
            kept = await project_files.find(session, sort, paper.id) or Kept(sort, paper.id, paper.project.id)
            await project_files.save(session, replace(kept, trouble="failed"))
        if self.asking is None:
            return
        asking, about = self.asking, self._about(paper, kept, "", "", "")
        key = f"file-failed:{sort}:{paper.id}:{payload['edition']}"
        await once(self._database, key, lambda leaving: asking.failed(paper.authors[0], about, leaving))

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {FILE: Kind(self.file, self.failed), FILE_REPORT: Kind(self.file_report, self.failed)}

    async def _file(self, sort: Sort, id: str, edition: int, attempt: Attempt, *, labels: bool = False) -> None:
        if not self._place.site:
            return
        paper = await self._paper(sort, id, edition)
        async with self._database.read() as session:
            kept = await project_files.find(session, sort, id)
        if paper is None or (kept is not None and kept.edition > edition and not paper.again):
            return  # gone, or a later edition is there already
        kept = kept or Kept(sort, id, paper.project.id)
        try:
            await self._steps(paper, kept, attempt, labels=labels)
        except FileChanged as changed:
            await self._ask(paper, changed, attempt)
        except Exception as error:
            await self._note(paper, error)
            if (instead := _for_the_work(error)) is None:
                raise  # as it is: its cause says how long Graph asks to wait
            raise instead from error

    async def _steps(self, paper: _Paper, kept: Kept, attempt: Attempt, *, labels: bool) -> None:
        """Each step that was not done yet. `labels`: of what is there, the columns alone."""
        filled = paper.filled
        template = await asyncio.to_thread(self._template, filled)
        content = [filled.values, asdict(filled.about), hashlib.sha256(template).hexdigest()]
        digest = digest_of(content)
        kept = replace(kept, trouble="")
        if kept.written != digest and not (labels and kept.written):
            document = await self._make(template, filled.values, filled.about)
            kept = await self._placing.put(kept, paper.project.name, filled.name, document, digest)
        kept = replace(kept, edition=paper.edition)
        kept = await self._placing.describe(kept, filled.columns, last=paper.project.status == "closed")
        kept = await self._placing.pdf(kept, attempt.number)
        async with self._database.write() as session:
            await project_files.save(session, kept)

    async def _ask(self, paper: _Paper, changed: FileChanged, attempt: Attempt) -> None:
        """Asks the author, once for what was promised now and for how the file is now."""
        async with self._database.write() as session:
            kept = await project_files.find(session, paper.sort, paper.id) or Kept(
                paper.sort, paper.id, paper.project.id
            )
            mark = mark_of(kept, changed.what, changed.placed)
            await project_files.save(session, replace(kept, trouble="asked", mark=mark, asked=paper.edition, choice=""))
        if self.asking is None:
            return
        by, url = (changed.placed.by, changed.placed.url) if changed.placed else ("", "")
        asking, about = self.asking, replace(self._about(paper, kept, changed.what, by, mark), url=url)
        key = f"file-asked:{paper.sort}:{attempt.key}:{mark}"
        await once(self._database, key, lambda leaving: asking.ask(paper.authors[0], about, leaving))

    def _about(self, paper: _Paper, kept: Kept, what: Changed | Literal[""], by: str, mark: str) -> Elsewhere:
        name = kept.name or paper.filled.name
        return Elsewhere(paper.sort, paper.id, paper.project.id, paper.project.name, name, kept.url, what, by, mark)

    async def _note(self, paper: _Paper, error: Exception) -> None:
        """What is in the way, to be seen on the card of the project while it is tried again."""
        trouble = _trouble(error)
        if not trouble:
            return
        if trouble == "template":
            log.error("the template of %s cannot be filled in: %s", self._organisation, error)
        async with self._database.write() as session:
            kept = await project_files.find(session, paper.sort, paper.id) or Kept(
                paper.sort, paper.id, paper.project.id
            )
            await project_files.save(session, replace(kept, trouble=trouble))

    async def _paper(self, sort: Sort, id: str, edition: int = 0) -> _Paper | None:
        """What is to be filed of an edition (0: the newest there is); None where there is nothing any more."""
        texts = texts_for(DUTCH)
        if sort == "report":
            report = await self._records.report(id)
            project = await self._records.project(report.project) if report is not None else None
            if report is None or project is None or not report.edition:
                return None
            filled = report_document(project, report, self._rules, self._municipality, self._zone, texts)
            return _Paper(sort, id, project, report.edition, _authors(project, report.author), filled)
        project = await self._records.project(id)
        if project is None:
            return None
        again = project.edition.state == "dropped" and project.approved is not None
        editions = [*([] if again else [project.edition]), *([project.approved] if project.approved else [])]
        found = next((one for one in editions if one.number == edition or not edition), None)
        if found is None:
            return None
        filled = start_document(project, found, self._rules, self._municipality, self._zone, texts)
        return _Paper(sort, id, project, found.number, _authors(project, project.author), filled, again)

    def _template(self, filled: Filled) -> bytes:
        own = self._rules.template if filled.template == "startdocument" else self._rules.report_template
        try:
            return template_path(self._organisation, filled.template, own).read_bytes()
        except (OSError, ValueError) as error:
            raise TemplateProblem("there is no such file in the folder of the municipality") from error


def _authors(project: Project, first: str) -> tuple[str, ...]:
    """Who may say what happens to a file: who wrote it, who made the project, and who carries it out."""
    contractors = [one.id for one in (project.edition.document.contractor, project.document.contractor) if one]
    return tuple(dict.fromkeys([first, project.author, *contractors]))


def _promised(sort: Sort, id: str, edition: int) -> tuple[str, dict[str, str | int]]:
    if sort == "report":
        return FILE_REPORT, {"report": id, "edition": edition}
    return FILE, {"project": id, "edition": edition}


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise GiveUp("payload")
    return value


def _trouble(error: Exception) -> Trouble:
    cause = error.__cause__ if isinstance(error, TryAgain) and error.__cause__ is not None else error
    match cause:
        case Locked():
            return "locked"
        case Forbidden():
            return "forbidden"
        case TemplateProblem():
            return "template"
        case Unavailable() | GraphProblem():
            return "unavailable"
        case _:
            return ""


def _for_the_work(error: Exception) -> Exception | None:
    """What an administrator or whoever has the file open can put right counts as what may pass. None: as it is."""
    match error:
        case Locked():
            return TryAgain(LOCKED)
        case Forbidden() | NotFound() | TemplateProblem():
            return TryAgain()
        case GraphProblem():
            return GiveUp(f"graph-{error.status}")
        case _:
            return None
