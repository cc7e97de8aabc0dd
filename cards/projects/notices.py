"""What people hear of a project without having asked: each a short card with the way on."""

from __future__ import annotations

from datetime import date

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import AnswerFile, ReadProject, ShowProject, ShowSummary, ShowWaiting
from cards.projects.document import NO_FILES, Files, files
from cards.projects.report import light_words
from cards.projects.report_actions import ReadReport, ShowReports, WriteReport
from cards.projects.words import day_of, line, literal, name_of, person_of
from domain.organisation import Contact
from domain.projects.filing import Elsewhere
from domain.projects.model import Seen
from domain.projects.reports import Report, Series
from domain.projects.telling import Told
from locales import Texts

LONGEST_GOAL = 600  # characters of what it is for; all of it is in the document


def told(texts: Texts, what: Told, seen: Seen, by: str, where: Files = NO_FILES) -> Card:
    """Something happened. `by`: the name of who did it, "" where nobody did."""
    project = seen.project
    name = line(by) or texts("project-somebody")
    key = f"project-told-{what.replace('_', '-')}"
    card = CardBuilder(texts(f"{key}-title"))
    card.add(literal(name_of(texts, project), strong=True))
    card.paragraph(texts(key, name=name, status=texts(f"project-status-{project.status}")))
    if what in ("asked", "reminded"):
        _to_approve(card, texts, seen)
    elif what == "sent_back":
        if project.edition.remark:
            card.add(heading(texts("project-remark-of-principal")), literal(project.edition.remark))
        if "edit" in seen.may:
            card.execute(texts("project-edit"), ShowSummary(project.id), primary=True)
    elif what == "approved" and "report" in seen.may:
        card.execute(texts("project-reports-choose"), ShowReports(project.id), primary=True)
    card.execute(texts("project-show"), ShowProject(project.id))
    files(card, texts, where)
    return card.build(speak=texts(f"{key}-speak", project=name_of(texts, project)))


def _to_approve(card: CardBuilder, texts: Texts, seen: Seen) -> None:
    document = seen.project.edition.document
    card.paragraph(texts("project-waiting-about", contractor=person_of(texts, document.contractor),
                         number=seen.project.edition.number), subtle=True)  # fmt: skip
    if document.goal:
        card.add(heading(texts("project-field-goal")), literal(document.goal[:LONGEST_GOAL]))
    card.execute(texts("project-look"), ReadProject(seen.project.id), primary=True)
    card.execute(texts("project-waiting-title"), ShowWaiting())


def due(texts: Texts, seen: Seen, series: Series, day: date, today: date) -> Card:
    """A report is due on that day, or was."""
    key = "late" if day < today else "due"
    card = CardBuilder(texts(f"project-told-report-{key}-title"))
    card.add(literal(name_of(texts, seen.project), strong=True))
    card.paragraph(texts(f"project-told-report-{key}", series=line(series.name), day=day_of(texts, day)))
    card.execute(texts("project-report-write"), WriteReport(series.id), primary=True)
    card.execute(texts("project-reports"), ShowReports(seen.project.id))
    return card.build(speak=texts(f"project-told-report-{key}-speak", project=name_of(texts, seen.project)))


def published(texts: Texts, seen: Seen, report: Report) -> Card:
    """A report is there, or was corrected."""
    key = "project-told-corrected" if report.edition > 1 else "project-told-published"
    card = CardBuilder(texts(f"{key}-title"))
    card.add(literal(name_of(texts, seen.project), strong=True))
    card.paragraph(texts(key, series=line(report.series_name), day=day_of(texts, report.due)))
    if report.told.worst is not None:
        card.paragraph(light_words(texts, report.told.worst))
    if report.told.decisions:
        card.add(heading(texts("project-report-decisions")), literal(report.told.decisions[:LONGEST_GOAL]))
    card.execute(texts("project-report-open"), ReadReport(report.id), primary=True)
    card.execute(texts("project-show"), ShowProject(seen.project.id))
    return card.build(speak=texts(f"{key}-speak", project=name_of(texts, seen.project)))


def changed_elsewhere(texts: Texts, about: Elsewhere) -> Card:
    """Somebody else than Koers changed the Word file: the author chooses what becomes of it."""
    what = about.what or "edited"
    name = line(about.by) or texts("project-somebody")
    card = CardBuilder(texts("project-elsewhere-title"))
    card.add(literal(line(about.project_name) or texts("project-nameless"), strong=True))
    card.paragraph(texts(f"project-elsewhere-{what}", name=name, file=line(about.name)))
    card.paragraph(texts("project-elsewhere-how"), subtle=True)
    for answer in ("leave", "over"):
        action = AnswerFile(about.sort, about.id, about.project, about.mark, answer)
        card.execute(texts(f"project-elsewhere-{answer}"), action, primary=answer == "leave")
    if about.url:
        card.open_url(texts("project-open-word"), about.url)
    return card.execute(texts("project-show"), ShowProject(about.project)).build()


def not_filed(texts: Texts, about: Elsewhere, contact: Contact) -> Card:
    """The document is not in SharePoint, and Koers has stopped trying."""
    card = CardBuilder(texts("project-not-filed-title"))
    card.add(literal(line(about.project_name) or texts("project-nameless"), strong=True))
    card.paragraph(texts("project-not-filed", contact=contact.name(texts.language), address=contact.address))
    return card.execute(texts("project-show"), ShowProject(about.project)).build()
