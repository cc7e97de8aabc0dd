"""A progress report as values for the Word template of the municipality."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.projects import words
from domain.projects.configured import ProjectRules
from domain.projects.document import EDITION, PROJECT, SUBJECT, retained
from domain.projects.filled import Filled
from domain.projects.model import Project
from domain.projects.reports import SUBJECTS, Report, Subject, Told
from domain.word import About, Value, Values
from locales import Texts


def report_document(
    project: Project, report: Report, rules: ProjectRules, municipality: str, zone: ZoneInfo, texts: Texts
) -> Filled:
    """What was published of a report, the last correction included. `texts`: in the language of the template."""
    document, told = project.document, report.told
    name = document.name or texts("document-nameless")
    due = words.day(texts, report.due)
    values: Values = {
        "municipality": municipality,
        "empty": texts("document-empty"),
        "name": name,
        "series": report.series_name,
        "due": due,
        "published": words.day_of(texts, report.published, zone) if report.published else "",
        "edition": report.edition,
        "correction": texts("document-correction", number=report.edition - 1) if report.edition > 1 else "",
        "principal": document.principal.name if document.principal else "",
        "contractor": document.contractor.name if document.contractor else "",
        "summary": told.summary,
        "signals": [_signal(told, subject, texts) for subject in SUBJECTS],
        "milestones": [
            {
                "name": one.name,
                "planned": words.day(texts, one.planned),
                "day": words.day(texts, one.day),
                "state": texts("document-milestone-reached" if one.reached else "document-milestone-open"),
            }
            for one in told.milestones
        ],
        "decisions": told.decisions,
    }
    about = About(
        title=texts("document-report-title", name=name, due=due),
        author=document.contractor.name if document.contractor else municipality,
        subject=name,
        keywords=(municipality, texts("document-sort-report"), report.series_name, due),
        language="nl-NL" if texts.language == "nl" else "en-GB",
    )
    sort = texts("document-sort-report")
    columns = {SUBJECT: sort, PROJECT: project.id, EDITION: str(report.edition)}
    columns |= retained(project.closing, rules, texts)
    return Filled("voortgang", values, about, f"{sort} {report.series_name} {report.due.isoformat()}", columns)


def _signal(told: Told, subject: Subject, texts: Texts) -> dict[str, Value]:
    signal = told.signal(subject)
    return {
        "subject": words.subject(texts, subject),
        "light": words.light(texts, signal.light) if signal else "",
        "words": signal.words if signal else "",
    }
