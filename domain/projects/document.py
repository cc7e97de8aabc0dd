"""A project start document as values for the Word template of the municipality."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.mirror import Column
from domain.projects import words
from domain.projects.configured import ProjectRules
from domain.projects.content import StartDocument
from domain.projects.filled import Filled
from domain.projects.model import Closing, Edition, Project
from domain.word import About, Value, Values
from locales import Texts

SUBJECT = "KoersSoort"  # names of columns of the library; see docs/operating.md
PROJECT = "KoersProject"
EDITION = "KoersVersie"
CATEGORY = "KoersSelectiecategorie"
YEARS = "KoersBewaartermijn"
DESTROY = "KoersVernietigen"
COLUMNS = (
    Column(SUBJECT, "text", "Soort document"),
    Column(PROJECT, "text", "Project in Koers", indexed=True),
    Column(EDITION, "text", "Versie"),
    Column(CATEGORY, "text", "Selectiecategorie"),
    Column(YEARS, "text", "Bewaartermijn"),
    Column(DESTROY, "text", "Vernietigen na"),
)


def start_document(
    project: Project, edition: Edition, rules: ProjectRules, municipality: str, zone: ZoneInfo, texts: Texts
) -> Filled:
    """An edition of the start document. `texts`: in the language of the template."""
    document = edition.document
    name = document.name or texts("document-nameless")
    state = texts(f"document-state-{edition.state}")
    values: Values = {
        "municipality": municipality,
        "empty": texts("document-empty"),
        "name": name,
        "edition": edition.number,
        "state": state,
        "changed": words.day_of(texts, edition.changed, zone),
        "approval": _approval(edition, zone, texts),
        **_people(document),
        **_content(document, rules, texts),
        **_lists(document, texts),
        "money": _money(document, texts),
    }
    about = About(
        title=texts("document-title", name=name),
        author=document.contractor.name if document.contractor else municipality,
        subject=name,
        keywords=(municipality, texts("document-sort-start"), document.department, state),
        language="nl-NL" if texts.language == "nl" else "en-GB",
    )
    sort = texts("document-sort-start")
    columns = {SUBJECT: sort, PROJECT: project.id, EDITION: str(edition.number)}
    columns |= retained(project.closing, rules, texts)
    return Filled("startdocument", values, about, f"{sort} {name}", columns)


def retained(closing: Closing | None, rules: ProjectRules, texts: Texts) -> dict[str, str]:
    """What the Selectielijst says of how long a file is kept; empty as long as the project goes on."""
    if closing is None:
        return {CATEGORY: "", YEARS: "", DESTROY: ""}
    kept = rules.kept_as(closing.category)
    years = closing.retention_years
    return {
        CATEGORY: f"{closing.category} {kept.name(texts.language)}" if kept else closing.category,
        YEARS: texts("document-kept-always") if years is None else texts("document-kept-years", years=years),
        DESTROY: closing.ends.isoformat() if closing.ends else "",
    }


def _people(document: StartDocument) -> dict[str, Value]:
    people = {"principal": document.principal, "contractor": document.contractor, "deputy": document.deputy}
    return {part: colleague.name if colleague else "" for part, colleague in people.items()}


def _content(document: StartDocument, rules: ProjectRules, texts: Texts) -> dict[str, Value]:
    chosen = [choice.name(texts.language) for choice in rules.compass if choice.id in document.compass]
    return {
        "department": document.department,
        "reason": document.reason,
        "task": document.task,
        "goal": document.goal,
        "result": document.result,
        "effect": document.effect,
        "approach": document.approach,
        "role": words.role(texts, document.role),
        "role_about": words.role_about(texts, document.role),
        "role_why": document.role_why,
        "other_roles": [words.role(texts, role) for role in document.other_roles],
        "compass_name": rules.compass_name.name(texts.language),
        "compass": chosen,
        "goals": [words.goal(texts, number) for number in document.goals],
        "in_scope": document.in_scope,
        "out_of_scope": document.out_of_scope,
        "start": words.day(texts, document.start),
        "end": words.day(texts, document.end),
        "communication": document.communication,
        "lane": words.lane(texts, document.lane),
        "hours": document.hours,
    }


def _lists(document: StartDocument, texts: Texts) -> dict[str, Value]:
    return {
        "passages": [
            {"quote": one.quote, "document": one.title, "section": one.section, "url": one.url}
            for one in document.passages
        ],
        "partners": [
            {"name": one.name, "form": words.participation(texts, one.form), "why": one.why}
            for one in document.partners
        ],
        "team": [{"name": one.name, "part": one.part, "hours": one.hours} for one in document.team],
        "milestones": [{"name": one.name, "day": words.day(texts, one.day)} for one in document.milestones],
        "risks": [
            {
                "what": one.what,
                "chance": words.level(texts, one.chance),
                "effect": words.level(texts, one.effect),
                "measure": one.measure,
            }
            for one in document.risks
        ],
        "links": [{"name": one.name, "how": one.how} for one in document.links],
    }


def _money(document: StartDocument, texts: Texts) -> dict[str, Value]:
    money = document.money
    return {
        "investment": words.amount(texts, money.investment),
        "yearly_costs": words.amount(texts, money.yearly_costs),
        "yearly_savings": words.amount(texts, money.yearly_savings),
        "payback": words.payback_time(texts, money),
        "explanation": money.explanation,
    }


def _approval(edition: Edition, zone: ZoneInfo, texts: Texts) -> dict[str, Value]:
    """Who approved it and when; every text is empty as long as nobody did."""
    approval = edition.approval
    if approval is None:
        return {"by": "", "on": "", "principal": "", "contractor": "", "stood_in": ""}
    stood_in = texts("document-stood-in", name=approval.principal.name) if approval.stood_in else ""
    return {
        "by": approval.by.name,
        "on": words.day_of(texts, approval.at, zone),
        "principal": approval.principal.name,
        "contractor": approval.contractor.name,
        "stood_in": stood_in,
    }
