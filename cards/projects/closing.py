"""Closing a project: what came of it, what was learned, where it is kept, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import CardElement, Choice, ChoiceSetInput, TextBlock

from cards.card import Card, CardBuilder
from cards.projects.actions import ShowProject, StoreClosing
from cards.projects.fields import text_field
from cards.projects.words import line, literal, name_of
from cards.projects.writing import fits
from domain.projects.closing import NEEDED, TEXTS, ClosingWrong
from domain.projects.configured import Kept, ProjectRules
from domain.projects.model import Closing, Seen
from locales import Texts


@dataclass(frozen=True)
class Ending:
    """What is on the form."""

    seen: Seen
    rules: ProjectRules
    closing: Closing
    wrong: Sequence[ClosingWrong] = ()
    said: str = ""


def closing(texts: Texts, ending: Ending) -> Card:
    """The form."""
    project, filled = ending.seen.project, ending.closing
    card = CardBuilder(texts("project-close-title"))
    card.add(literal(name_of(texts, project), strong=True))
    if ending.said:
        card.paragraph(ending.said, strong=True)
    card.paragraph(texts("project-close-how"), subtle=True)
    if project.document.result:
        card.paragraph(texts("project-close-meant"), strong=True)
        card.add(literal(line(project.document.result)))
    for name in TEXTS:
        title = texts(f"project-close-{name.replace('_', '-')}")
        title = texts("project-needed", field=title) if name in NEEDED else title
        card.add(*_mistakes(texts, ending, name), *text_field(texts, name, title, getattr(filled, name)))
    if ending.rules.retention:
        card.add(*_mistakes(texts, ending, "category"))
        card.add(_category(texts, ending.rules, filled.category))
    card.execute(texts("project-close-do"), StoreClosing(project.id, project.row), primary=True)
    return card.execute(texts("project-show"), ShowProject(project.id, here=True)).build()


def room_for(filled: Closing) -> bool:
    """Whether a form can have all that was filled in on it again."""
    return fits(" ".join(getattr(filled, name) for name in TEXTS))


def mistake(texts: Texts, wrong: ClosingWrong) -> str:
    """What is wrong with a field, with its name."""
    name = texts(f"project-close-{wrong.field.replace('_', '-')}")
    return f"{name} {texts(wrong.reason)}"


def _mistakes(texts: Texts, ending: Ending, name: str) -> list[CardElement]:
    return [
        TextBlock(text=texts("project-mistake", what=texts(each.reason)), wrap=True, weight="Bolder", spacing="Small")
        for each in ending.wrong
        if each.field == name
    ]


def _category(texts: Texts, rules: ProjectRules, chosen: str) -> ChoiceSetInput:
    return ChoiceSetInput(
        id="category",
        label=texts("project-needed", field=texts("project-close-category")),
        choices=[Choice(title=kept_as(texts, kept), value=kept.id) for kept in rules.retention],
        value=chosen or None,
        style="expanded",
        wrap=True,
    )


def kept_as(texts: Texts, kept: Kept) -> str:
    """A category of the Selectielijst with how long it is kept."""
    name = kept.name(texts.language)
    if kept.years is None:
        return texts("project-kept-always", name=name)
    return texts("project-kept-years", name=name, years=kept.years)
