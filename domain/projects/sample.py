"""A project with everything filled in, to try the templates of a municipality with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.organisation import Organisation
from domain.projects.configured import ProjectRules
from domain.projects.content import (
    Colleague,
    Link,
    Member,
    Milestone,
    Money,
    Partner,
    Risk,
    StartDocument,
    VisionPassage,
)
from domain.projects.document import start_document
from domain.projects.filled import Filled, Template
from domain.projects.model import Approval, Edition, Project
from domain.projects.report_document import report_document
from domain.projects.reports import Progress, Report, Signal, Told
from locales import texts_for

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DAY = date(2027, 3, 1)
PRINCIPAL, CONTRACTOR = Colleague("1", "Ria de Vries"), Colleague("2", "Jan Bakker")

DOCUMENT = StartDocument(
    name="Groene daken in de wijk",
    principal=PRINCIPAL,
    contractor=CONTRACTOR,
    deputy=Colleague("3", "Noor El Amrani"),
    department="Wonen",
    reason="Bewoners vragen erom.\nNa een bui staat de straat blank.",
    task="Een wijk die tegen hitte en regen kan.",
    goal="Honderd daken groen voor de zomer.",
    result="Honderd groene daken.",
    effect="Minder water op straat.",
    approach="Samen met bewoners, straat voor straat.",
    role="networking",
    other_roles=("performing",),
    role_why="Zonder bewoners lukt het niet.",
    goals=(11, 13),
    passages=(VisionPassage("visie", "Visie op de organisatie", "Samen > Buiten", "Wij doen het samen.", ""),),
    in_scope="Daken van woningen.",
    out_of_scope="Daken van bedrijven.",
    partners=(Partner("Bewonersraad", "co_creating", "Zij kennen de straat."),),
    team=(Member("Jan Bakker", "projectleider", 120), Member("Sam Jansen", "adviseur", 40)),
    money=Money(2_500_000, 100_000, 600_000, "De helft komt van de provincie."),
    start=date(2027, 1, 4),
    end=date(2027, 7, 1),
    milestones=(Milestone("Plan klaar", date(2027, 2, 1)), Milestone("Eerste dak", DAY)),
    risks=(Risk("Te weinig dakdekkers", "medium", "high", "Nu al afspraken maken."),),
    communication="Elke maand een brief.",
    links=(Link("Regenwater", "Deelt de aannemer."),),
    lane="slow",
)
TOLD = Told(
    summary="Het loopt.",
    time=Signal("green"),
    money=Signal("amber", "De prijs van sedum stijgt."),
    quality=Signal("green"),
    scope=Signal("green"),
    risks=Signal("red", "De dakdekker is failliet."),
    milestones=(Progress("Plan klaar", date(2027, 2, 1), date(2027, 2, 8), reached=True),),
    decisions="Mogen we een tweede dakdekker vragen?",
)


def project(document: StartDocument = DOCUMENT, rules: ProjectRules | None = None) -> Project:
    """A project that is approved; `rules`: whose whole compass it touches."""
    compass = tuple(choice.id for choice in rules.compass) if rules is not None else ()
    document = replace(document, compass=compass)
    approval = Approval(Colleague("3", "Noor El Amrani"), AT, PRINCIPAL, CONTRACTOR)
    edition = Edition("voorbeeld", 2, 7, "approved", document, AT, AT, "2", "", approval)
    return Project(
        id="voorbeeld",
        organisation="",
        author="2",
        status="running",
        edition=edition,
        approved=edition,
        department=document.department,
        remark="",
        initiative="",
        created=AT,
        changed=AT,
        row=3,
    )


def report(told: Told = TOLD) -> Report:
    """A report of it that was corrected once."""
    return Report("verslag", "voorbeeld", "reeks", "Bestuur", DAY, "published", 2, 5, told, told, "2", AT)


def sample(organisation: Organisation, template: Template) -> Filled:
    """What goes into a template of a municipality, everything filled in."""
    rules, texts = organisation.projects, texts_for("nl")
    its = project(rules=rules)
    if template == "voortgang":
        return report_document(its, report(), rules, organisation.name, organisation.time_zone, texts)
    return start_document(its, its.edition, rules, organisation.name, organisation.time_zone, texts)
