"""Progress reports: the series of a project, writing one on one card, publishing it, correcting and reading it."""

from __future__ import annotations

from datetime import date

from cards.card import Card
from cards.projects import report as cards
from cards.projects.report import ReadingReport, Written
from cards.projects.series import Reports, reports
from dialogs.fields import field
from dialogs.projects import documents, following, typed
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects.model import Seen
from domain.projects.reports import RHYTHMS, Report, Rhythm, Told
from domain.written import read_day
from errors import WordedError


async def of_project(turn: Turn, services: Services, seen: Seen) -> Reply:
    """What a sentence about reporting opens: the report itself where there is one series, else the list."""
    series = await services.projects.reporting.series(turn.person.id, seen.project.id)
    if len(series) == 1 and "report" in seen.may:
        report = await services.projects.reporting.open(turn.person.id, series[0].id, key=turn.key)
        return Reply(card=cards.form(turn.texts, Written(seen, report)))
    if seen.project.approved is None:
        return Reply(card=await following.card(turn, services, seen, turn.texts("project-cannot-report")))
    return Reply(card=await _reports(turn, services, seen))


async def show(turn: Turn, services: Services) -> Reply:
    """The series and the reports of a project."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    page = turn.payload.get("page", 0)
    card = await _reports(turn, services, seen, page=page if isinstance(page, int) else 0)
    return Reply(card=card, replaces_card=True)


async def begin_series(turn: Turn, services: Services) -> Reply:
    """Begins to report on a rhythm."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    name, first = field(turn, "name").strip(), read_day(field(turn, "first"))
    chosen = field(turn, "rhythm")
    rhythm = chosen if chosen in RHYTHMS else RHYTHMS[0]
    if not name or first is None:
        wrong = turn.texts("project-series-lacks")
        return Reply(card=await _reports(turn, services, seen, wrong=wrong), replaces_card=True)
    try:
        await _begun(turn, services, seen, name, rhythm, first)
    except WordedError as problem:
        wrong = turn.texts(problem.key, **problem.values)
        return Reply(card=await _reports(turn, services, seen, wrong=wrong), replaces_card=True)
    said = turn.texts("project-series-begun")
    return Reply(card=await _reports(turn, services, seen, said=said), replaces_card=True)


async def _begun(turn: Turn, services: Services, seen: Seen, name: str, rhythm: Rhythm, first: date) -> None:
    reporting = services.projects.reporting
    await reporting.begin_series(turn.person.id, seen.project.id, name, rhythm, first, key=turn.key)


async def end_series(turn: Turn, services: Services) -> Reply:
    """Ends a series."""
    await services.projects.reporting.end_series(turn.person.id, str(turn.payload["series"]), key=turn.key)
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    said = turn.texts("project-series-ended")
    return Reply(card=await _reports(turn, services, seen, said=said), replaces_card=True)


async def _reports(
    turn: Turn, services: Services, seen: Seen, *, page: int = 0, said: str = "", wrong: str = ""
) -> Card:
    person, id, reporting = turn.person.id, seen.project.id, services.projects.reporting
    shown = Reports(
        seen,
        await reporting.series(person, id),
        await reporting.of_project(person, id),
        turn.now.date(),
        page,
        said,
        wrong,
    )
    return reports(turn.texts, shown)


async def write(turn: Turn, services: Services) -> Reply:
    """The report of a series that is due."""
    report = await services.projects.reporting.open(turn.person.id, str(turn.payload["series"]), key=turn.key)
    return await _form(turn, services, report)


async def edit(turn: Turn, services: Services) -> Reply:
    """A report to go on with, or a correction of what was published."""
    report = await services.projects.reporting.find(turn.person.id, str(turn.payload["report"]))
    return await _form(turn, services, report)


async def _form(turn: Turn, services: Services, report: Report) -> Reply:
    seen = await services.projects.find(turn.person.id, report.project)
    if "report" not in seen.may:
        raise WordedError("project-not-yours")
    return Reply(card=cards.form(turn.texts, Written(seen, report)), replaces_card=True)


async def keep(turn: Turn, services: Services) -> Reply:
    """Keeps what was filled in, and shows the card again, or the report as it will be read."""
    id, version = _which(turn)
    reporting = services.projects.reporting
    before = await reporting.find(turn.person.id, id)
    told = typed.told(turn, before.draft)
    report = await reporting.keep(turn.person.id, id, version, told, key=turn.key)
    seen = await services.projects.find(turn.person.id, report.project)
    wrong, to, part = reporting.wrong(report.draft), turn.payload["to"], _number(turn, "part")
    if to == "look" and not wrong:
        card = cards.report(turn.texts, ReadingReport(seen, report, report.draft, 0))
        return Reply(card=card, replaces_card=True)
    if to == "look":
        said = turn.texts("project-report-lacks", count=len(wrong))
        return Reply(card=cards.form(turn.texts, Written(seen, report, wrong, 0, said)), replaces_card=True)
    move = {"next": 1, "back": -1}.get(str(to), 0)
    said = "" if move else turn.texts("project-report-kept")
    return Reply(card=cards.form(turn.texts, Written(seen, report, (), part + move, said)), replaces_card=True)


async def publish(turn: Turn, services: Services) -> Reply:
    """Publishes a report, or its correction, as it was shown."""
    id, version = _which(turn)
    report = await services.projects.reporting.publish(turn.person.id, id, version, key=turn.key)
    said = turn.texts("project-report-published")
    return Reply(card=await _read(turn, services, report, report.told, report.edition, said=said), replaces_card=True)


async def drop(turn: Turn, services: Services) -> Reply:
    """Throws a draft away, or a correction."""
    id, version = _which(turn)
    report = await services.projects.reporting.find(turn.person.id, id)
    await services.projects.reporting.drop(turn.person.id, id, version, key=turn.key)
    seen = await services.projects.find(turn.person.id, report.project)
    said = turn.texts("project-report-dropped")
    return Reply(card=await _reports(turn, services, seen, said=said), replaces_card=True)


async def read(turn: Turn, services: Services) -> Reply:
    """A report, as it is or as it was before a correction."""
    id, edition = str(turn.payload["report"]), _number(turn, "edition")
    reporting = services.projects.reporting
    report = await reporting.find(turn.person.id, id)
    told, shown = report.told, report.edition
    if edition and edition < report.edition:
        earlier = dict(await reporting.earlier(turn.person.id, id))
        told, shown = earlier.get(edition, report.told), edition if edition in earlier else report.edition
    page = _number(turn, "page")
    return Reply(card=await _read(turn, services, report, told, shown, page=page), replaces_card=bool(edition))


async def _read(
    turn: Turn, services: Services, report: Report, told: Told, edition: int, *, page: int = 0, said: str = ""
) -> Card:
    seen = await services.projects.find(turn.person.id, report.project)
    files = await documents.of_report(services, report.id)
    reading = ReadingReport(
        seen, report, told, edition, files=files, page=page, newest=edition == report.edition, said=said
    )
    return cards.report(turn.texts, reading)


def _which(turn: Turn) -> tuple[str, int]:
    return str(turn.payload["report"]), _number(turn, "version")


def _number(turn: Turn, name: str) -> int:
    value = turn.payload.get(name, 0)
    return value if isinstance(value, int) else 0
