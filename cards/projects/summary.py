"""The summary of a start document: how each step stands, what lacks and the way there, and asking for approval."""

from __future__ import annotations

from microsoft_teams.cards.core import ActionSet, Container, TextBlock

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import AskForApproval, OpenStep, ReadProject, ShowProject, WithdrawProject
from cards.projects.fields import key_of, words_of
from cards.projects.step import mark, missing_of
from cards.projects.words import line, literal, person_of
from cards.projects.writing import Writing
from domain.projects.content import Step
from domain.projects.model import Seen
from locales import Texts

MOST_NAMED = 4  # things that are wrong with one step


def summary(texts: Texts, writing: Writing, seen: Seen) -> Card:
    """What is filled in, and what is to be done before somebody can approve it."""
    document, project = writing.document, seen.project
    card = CardBuilder(texts("project-summary-title"))
    card.add(literal(line(document.name) or texts("project-nameless"), strong=True))
    if writing.said:
        card.paragraph(writing.said, strong=True)
    if project.edition.state == "waiting":
        card.paragraph(texts("project-summary-waits", name=person_of(texts, document.principal)))
    elif writing.wrong:
        card.paragraph(texts("project-summary-lacks", count=len(writing.wrong)))
    else:
        card.paragraph(texts("project-summary-whole", name=person_of(texts, document.principal)))
    if project.edition.state == "returned" and project.edition.remark:
        card.add(heading(texts("project-remark-of-principal")), literal(project.edition.remark))
    for number, step in enumerate(writing.steps, 1):
        card.add(_step(card, texts, writing, number, step))
    _buttons(card, texts, writing, seen)
    return card.build(speak=texts("project-summary-speak", count=len(writing.wrong)))


def _step(card: CardBuilder, texts: Texts, writing: Writing, number: int, step: Step) -> Container:
    name = texts(f"project-step-{step}")
    title = texts("project-step-choice", number=number, name=name, mark=mark(texts, writing, step))
    wrong = writing.of(step)
    if not wrong:
        return Container(items=[literal(title)], spacing="Small")  # a number and a dot are a list in other text
    lacks = [texts(f"project-field-{key_of(name)}") for name in missing_of(writing, step)]
    words = [texts("project-lacks", field=field) for field in lacks]
    words += [words_of(texts, each) for each in wrong if not each.missing]
    items = [TextBlock(text=f"• {each}", wrap=True, spacing="Small") for each in words[:MOST_NAMED]]
    button = card.button(texts("project-go-to", number=number), OpenStep(writing.project, step))
    return Container(
        items=[
            literal(title, strong=True),
            *items,
            ActionSet(actions=[button]),
        ],
        separator=True,
    )


def _buttons(card: CardBuilder, texts: Texts, writing: Writing, seen: Seen) -> None:
    id, version = writing.project, writing.version
    if "ask" in seen.may and not writing.wrong:
        card.execute(texts("project-ask"), AskForApproval(id, version), primary=True)
    card.execute(texts("project-read"), ReadProject(id))
    if "edit" in seen.may:
        lacks = writing.wrong[0].step if writing.wrong else writing.steps[0]
        card.execute(texts("project-edit"), OpenStep(id, lacks))
    card.execute(texts("project-show"), ShowProject(id, here=True))
    withdrawing(card, texts, seen)


def withdrawing(card: CardBuilder, texts: Texts, seen: Seen) -> None:
    """The button that stops a project that was never approved, or throws a new edition away; it asks first."""
    if "withdraw" in seen.may:
        key = "project-drop" if seen.project.approved is not None else "project-withdraw"
        action = WithdrawProject(seen.project.id, seen.project.version)
        card.confirmed(texts(key), texts(f"{key}-sure"), texts(f"{key}-yes"), action)
