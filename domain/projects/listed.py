"""The portfolio and the reports as lists in SharePoint: what stands in them, and what may be changed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from domain.mirror import Column, ListShape, Value
from domain.projects import promises
from domain.projects.checking import LONGEST_DEPARTMENT
from domain.projects.filling import line, text
from domain.projects.model import SHAREPOINT, STATUSES, Happened, Project, Status
from domain.projects.money import payback
from domain.projects.records import PORTFOLIO, REPORTS, Records, report_of, series_of
from domain.projects.reports import LIGHTS, SUBJECTS, Report, Told
from domain.projects.rhythm import first_due
from domain.projects.rights import RUNNING
from locales import Texts, texts_for
from store.database import AsyncSession
from store.projects import reports

COLUMNS = (
    Column("Title", "text", "Project"),
    Column("Status", "choice", "Status", indexed=True),
    Column("Afdeling", "text", "Afdeling", indexed=True),
    Column("Opdrachtgever", "text", "Opdrachtgever", indexed=True),
    Column("Opdrachtnemer", "text", "Opdrachtnemer"),
    Column("Rol", "text", "Rol van de overheid", indexed=True),
    Column("Baan", "text", "Baan"),
    Column("Kompas", "text", "Kompas"),
    Column("Werelddoelen", "text", "Werelddoelen"),
    Column("Doel", "note", "Doel"),
    Column("Resultaat", "note", "Resultaat"),
    Column("Effect", "note", "Effect"),
    Column("Start", "date", "Start"),
    Column("Einde", "date", "Einde"),
    Column("Investering", "number", "Investering (euro)"),
    Column("JaarlijkseKosten", "number", "Kosten per jaar (euro)"),
    Column("JaarlijkseBesparing", "number", "Besparing per jaar (euro)"),
    Column("Terugverdientijd", "text", "Terugverdientijd"),
    Column("Uren", "number", "Uren van het team"),
    Column("Versie", "number", "Versie"),
    Column("GoedgekeurdOp", "moment", "Goedgekeurd op"),
    Column("GoedgekeurdDoor", "text", "Goedgekeurd door"),
    Column("Stoplicht", "choice", "Stoplicht"),
    Column("LaatsteRapportage", "date", "Laatste rapportage"),
    Column("VolgendeRapportage", "date", "Volgende rapportage", indexed=True),
    Column("Opmerking", "note", "Opmerking"),
    Column("AfgeslotenOp", "date", "Afgesloten op"),
    Column("Lessen", "note", "Lessen"),
    Column("Archief", "note", "Archief"),
    Column("Selectielijst", "text", "Selectielijst: categorie"),
    Column("Bewaartermijn", "number", "Bewaartermijn (jaren)"),
    Column("VernietigenVanaf", "date", "Vernietigen vanaf"),
)
LIGHT_COLUMNS = {"time": "Tijd", "money": "Geld", "quality": "Kwaliteit", "scope": "Scope", "risks": "Risicos"}
SHORTEST = "…"
LINE = 255  # characters of one line in SharePoint


class Listed:
    """The list of projects: from the first time that approval is asked for. Of a project that runs, the status (running
    or paused), the department and the remark may be changed in SharePoint; all else is put back.
    """

    def __init__(self, stored: Records) -> None:
        self._records = stored
        self._texts = texts_for("nl")

    @property
    def shape(self) -> ListShape:
        """What the list looks like."""
        choices = {
            "Status": tuple(_status(self._texts, status) for status in STATUSES if status != "draft"),
            "Stoplicht": tuple(_light(self._texts, light) for light in LIGHTS),
        }
        columns = tuple(replace(column, choices=choices.get(column.name, ())) for column in COLUMNS)
        return ListShape(PORTFOLIO, self._records.organisation.projects.list, columns)

    async def fields_of(self, session: AsyncSession, key: str) -> Mapping[str, Value] | None:
        """What the item is to hold; None for what was never asked approval for, or is gone."""
        project = await self._records.look(session, key)
        if project is None or (project.edition.asked is None and project.approved is None):
            return None
        series = [series_of(record) for record in await reports.series_of(session, [key])]
        due = first_due(series) if project.status == "running" else None
        return {**self._said(project), **self._followed(project), "VolgendeRapportage": due}

    async def take(
        self, session: AsyncSession, key: str, changes: Mapping[str, Value], who: str, at: datetime
    ) -> Mapping[str, Value]:
        """Takes over status, department and remark of what runs; answers what everything else stays."""
        project = await self._records.look(session, key)
        if project is None:
            return {}
        project = await self._records.there(session, key)
        taken: set[str] = set()
        if project.status in RUNNING:
            wanted = {_status(self._texts, status): status for status in RUNNING}.get(str(changes.get("Status", "")))
            if wanted is not None:
                project = await self._taken(session, project, "status", cast("Status", wanted))
                taken.add("Status")
            if "Afdeling" in changes:
                department = line(str(changes["Afdeling"]))
                project = await self._taken(session, project, "department", department[:LONGEST_DEPARTMENT])
                taken |= {"Afdeling"} if project.department == department else set()
        if "Opmerking" in changes and project.status != "closed":
            project = await self._taken(session, project, "remark", text(str(changes["Opmerking"])))
            taken.add("Opmerking")
        kept = await self.fields_of(session, key) or {}
        return {name: kept[name] for name in changes if name not in taken and name in kept}

    async def added(self, session: AsyncSession, fields: Mapping[str, Value], who: str) -> str | None:
        """A project begins with a start document, and not as a line in a list: such a line is left alone."""
        return None

    async def removed(self, session: AsyncSession, key: str) -> bool:
        """What is in the portfolio is not thrown away there."""
        return False

    async def _taken(self, session: AsyncSession, project: Project, field: Happened, value: str) -> Project:
        before: str = getattr(project, field)
        if before == value:
            return project
        changed = replace(project, **{field: value})
        project = await self._records.save(session, changed, field, SHAREPOINT, value, before=before, mirrored=False)
        if field in ("status", "department"):
            document = project.document
            hear = {one.id for one in (document.principal, document.contractor) if one is not None}
            for person in sorted(hear):
                key = f"{field}{project.row}"
                await promises.tell(session, person, "status", project.id, project.version, SHAREPOINT, key)
        return project

    def _said(self, project: Project) -> dict[str, Value]:
        document, texts, money = project.document, self._texts, project.document.money
        compass = [choice.nl for choice in self._records.organisation.projects.compass if choice.id in document.compass]
        roles = [*([document.role] if document.role else []), *document.other_roles]
        return {
            "Title": _line(project.name),
            "Afdeling": _line(project.department),
            "Opdrachtgever": _line(document.principal.name if document.principal is not None else ""),
            "Opdrachtnemer": _line(document.contractor.name if document.contractor is not None else ""),
            "Rol": _line(", ".join(texts(f"project-list-role-{role}") for role in roles)),
            "Baan": texts(f"project-list-lane-{document.lane}") if document.lane else "",
            "Kompas": _line(", ".join(compass)),
            "Werelddoelen": ", ".join(f"{goal}" for goal in document.goals),
            "Doel": document.goal,
            "Resultaat": document.result,
            "Effect": document.effect,
            "Start": document.start,
            "Einde": document.end,
            "Investering": _euros(money.investment),
            "JaarlijkseKosten": _euros(money.yearly_costs),
            "JaarlijkseBesparing": _euros(money.yearly_savings),
            "Terugverdientijd": said_payback(project, texts),
            "Uren": float(document.hours),
        }

    def _followed(self, project: Project) -> dict[str, Value]:
        held, closing, texts = project.approved, project.closing, self._texts
        approval = held.approval if held is not None else None
        kept = self._records.organisation.projects.kept_as(closing.category) if closing is not None else None
        lessons = [closing.went_well, closing.next_time] if closing is not None else []
        years = closing.retention_years if closing is not None else None
        return {
            "Status": _status(texts, project.status if project.status != "draft" else "returned"),
            "Versie": float((held or project.edition).number),
            "GoedgekeurdOp": approval.at.replace(microsecond=0) if approval is not None else None,
            "GoedgekeurdDoor": _line(approval.by.name) if approval is not None else "",
            "Stoplicht": _light(texts, project.light) if project.light else "",
            "LaatsteRapportage": project.last_report,
            "Opmerking": project.remark,
            "AfgeslotenOp": closing.closed if closing is not None else None,
            "Lessen": "\n\n".join(lesson for lesson in lessons if lesson),
            "Archief": closing.archived if closing is not None else "",
            "Selectielijst": _line(kept.nl) if kept is not None else "",
            "Bewaartermijn": float(years) if years is not None else None,
            "VernietigenVanaf": closing.ends if closing is not None else None,
        }


class ListedReports:
    """The list of reports that are published. Nothing in it may be changed in SharePoint: it is put back."""

    def __init__(self, stored: Records) -> None:
        self._records = stored
        self._texts = texts_for("nl")

    @property
    def shape(self) -> ListShape:
        """What the list looks like."""
        lights = tuple(_light(self._texts, light) for light in LIGHTS)
        columns = [
            Column("Title", "text", "Rapportage"),
            Column("Project", "text", "Project", indexed=True),
            Column("Reeks", "text", "Reeks"),
            Column("Over", "date", "Datum", indexed=True),
            Column("GepubliceerdOp", "moment", "Gepubliceerd op"),
            Column("Versie", "number", "Versie"),
            Column("Samenvatting", "note", "Samenvatting"),
            Column("Mijlpalen", "note", "Mijlpalen"),
            Column("Besluiten", "note", "Gevraagde besluiten"),
            Column("Selectielijst", "text", "Selectielijst: categorie"),
            Column("VernietigenVanaf", "date", "Vernietigen vanaf"),
        ]
        for subject in SUBJECTS:
            name = LIGHT_COLUMNS[subject]
            title = self._texts(f"project-list-subject-{subject}")
            columns.append(Column(name, "choice", title, choices=lights))
            columns.append(Column(f"{name}Uitleg", "note", self._texts("project-list-words", subject=title)))
        return ListShape(REPORTS, self._records.organisation.projects.reports_list, tuple(columns))

    async def fields_of(self, session: AsyncSession, key: str) -> Mapping[str, Value] | None:
        """What the item is to hold; None for a draft."""
        record = await reports.report(session, key)
        series = await reports.series(session, record.series) if record is not None else None
        project = await self._records.look(session, record.project) if record is not None else None
        if record is None or series is None or project is None or record.edition == 0:
            return None
        return self._fields(project, report_of(record, series))

    async def take(
        self, session: AsyncSession, key: str, changes: Mapping[str, Value], who: str, at: datetime
    ) -> Mapping[str, Value]:
        """A report is corrected by who writes it, so that what it said is kept: all is put back."""
        kept = await self.fields_of(session, key) or {}
        return {name: kept[name] for name in changes if name in kept}

    async def added(self, session: AsyncSession, fields: Mapping[str, Value], who: str) -> str | None:
        """A line that is no report of Koers is left alone."""
        return None

    async def removed(self, session: AsyncSession, key: str) -> bool:
        """A report that was published stays."""
        return False

    def _fields(self, project: Project, report: Report) -> dict[str, Value]:
        told, closing = report.told, project.closing
        kept = self._records.organisation.projects.kept_as(closing.category) if closing is not None else None
        published = report.published.replace(microsecond=0) if report.published is not None else None
        title = self._texts("project-list-report", project=project.name, series=report.series_name, day=f"{report.due}")
        found: dict[str, Value] = {
            "Title": _line(title),
            "Project": _line(project.name),
            "Reeks": _line(report.series_name),
            "Over": report.due,
            "GepubliceerdOp": published,
            "Versie": float(report.edition),
            "Samenvatting": told.summary,
            "Mijlpalen": self._milestones(told),
            "Besluiten": told.decisions,
            "Selectielijst": _line(kept.nl) if kept is not None else "",
            "VernietigenVanaf": closing.ends if closing is not None else None,
        }
        for subject in SUBJECTS:
            signal, name = told.signal(subject), LIGHT_COLUMNS[subject]
            found[name] = _light(self._texts, signal.light) if signal is not None else ""
            found[f"{name}Uitleg"] = signal.words if signal is not None else ""
        return found

    def _milestones(self, told: Told) -> str:
        return "\n".join(
            self._texts(
                f"project-list-milestone-{'reached' if one.reached else 'planned'}", name=one.name, day=f"{one.day}"
            )
            for one in told.milestones
        )


def said_payback(project: Project, texts: Texts) -> str:
    """The payback time in words; "" where there is nothing to work out."""
    found = payback(project.document.money)
    if found is None:
        return ""
    if found.months is None:
        return texts("project-payback-never")
    years, months = found.years_and_months
    return texts("project-payback", years=years, months=months)


def _status(texts: Texts, status: str) -> str:
    return texts(f"project-list-status-{status}")


def _light(texts: Texts, light: str) -> str:
    return texts(f"project-list-light-{light}")


def _line(value: str) -> str:
    """One line, shortened to what a line in SharePoint takes."""
    return value if len(value) <= LINE else value[: LINE - len(SHORTEST)] + SHORTEST


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
