"""Three questions that help to choose the role of the government, and what is suggested."""

from __future__ import annotations

from microsoft_teams.cards.core import Choice, ChoiceSetInput

from cards.card import Card, CardBuilder
from cards.projects.actions import OpenStep, SuggestRole, TakeRole
from domain.projects.content import NsobRole
from domain.projects.roles import QUESTIONS, Answers
from locales import Texts


def questions(texts: Texts, project: str, version: int, answers: Answers | None = None, *, said: str = "") -> Card:
    """The questions. `said`: what was wrong with the answers."""
    card = CardBuilder(texts("project-nsob-help-title"))
    if said:
        card.paragraph(said, strong=True)
    card.paragraph(texts("project-nsob-help-how"), subtle=True)
    for name, values in QUESTIONS.items():
        card.add(
            ChoiceSetInput(
                id=name,
                label=texts(f"project-nsob-{name}"),
                choices=[Choice(title=texts(f"project-nsob-{name}-{value}"), value=value) for value in values],
                value=answers.of(name) if answers else None,
                style="expanded",
                wrap=True,
            )
        )
    card.execute(texts("project-nsob-suggest"), SuggestRole(project, version), primary=True)
    return card.execute(texts("project-to-step"), OpenStep(project, "how")).build()


def suggestion(texts: Texts, project: str, version: int, role: NsobRole, other: NsobRole | None) -> Card:
    """The role that fits the answers, with what it means; the person decides."""
    card = CardBuilder(texts("project-nsob-help-title"))
    name, why = texts(f"project-nsob-{role}"), texts(f"project-nsob-{role}-what")
    card.paragraph(texts("project-nsob-suggestion", role=name, why=why))
    if other is not None:
        card.paragraph(texts("project-nsob-also", role=texts(f"project-nsob-{other}")))
        card.paragraph(texts(f"project-nsob-{other}-what"), subtle=True)
    card.execute(texts("project-nsob-take"), TakeRole(project, version, role, other or ""), primary=True)
    return card.execute(texts("project-to-step"), OpenStep(project, "how")).build()
