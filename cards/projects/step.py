"""A step of a start document: what is asked there, and the way to every other step with what lacks there."""

from __future__ import annotations

from microsoft_teams.cards.core import Choice, ChoiceSetInput, TextBlock

from cards.card import Card, CardBuilder, heading
from cards.projects.actions import KeepStep
from cards.projects.fields import groups, key_of
from cards.projects.words import line, listed, literal
from cards.projects.writing import Writing, is_empty, packed
from domain.projects.content import FIELDS, Step
from locales import Texts


def step(texts: Texts, writing: Writing) -> Card:
    """The card of a step."""
    name = texts(f"project-step-{writing.step}")
    card = CardBuilder(texts("project-step-title", number=writing.number, count=len(writing.steps), name=name))
    if writing.document.name:
        card.add(literal(line(writing.document.name), subtle=True))
    if writing.said:
        card.paragraph(writing.said, strong=True)
    parts = packed(groups(texts, writing))
    at = min(max(writing.part, 0), len(parts) - 1)
    if len(parts) > 1:
        card.paragraph(texts("project-step-part", part=at + 1, count=len(parts)), subtle=True)
    card.paragraph(texts(f"project-step-{writing.step}-how"), subtle=True)
    _needed(card, texts, writing)
    for build in parts[at]:
        card.add(*build(card))
    _ways(card, texts, writing, at, len(parts))
    return card.build(speak=texts("project-step-speak", number=writing.number, name=name))


def _needed(card: CardBuilder, texts: Texts, writing: Writing) -> None:
    names = [texts(f"project-field-{key_of(name)}") for name in missing_of(writing, writing.step)]
    if names:
        card.add(TextBlock(text=texts("project-step-needed", fields=listed(texts, names)), wrap=True))


def missing_of(writing: Writing, step: Step) -> list[str]:
    """The fields of a step that are needed and empty, in the order in which they are asked."""
    missing = {wrong.field for wrong in writing.of(step) if wrong.missing}
    return [name for name in FIELDS[step] if name in missing]


def mark(texts: Texts, writing: Writing, step: Step) -> str:
    """How a step stands: what lacks, done, or empty."""
    lacks = len(writing.of(step))
    if lacks:
        return texts("project-mark-lacks", count=lacks)
    return texts("project-mark-empty" if is_empty(writing.document, step) else "project-mark-done")


def _ways(card: CardBuilder, texts: Texts, writing: Writing, part: int, parts: int) -> None:
    def keep(to: str) -> KeepStep:
        return KeepStep(
            writing.project, writing.version, writing.step, to, writing.row, part, writing.begun, writing.initiative
        )

    card.add(heading(texts("project-steps")))
    options = [
        Choice(
            title=texts(
                "project-step-choice",
                number=number,
                name=texts(f"project-step-{each}"),
                mark=mark(texts, writing, each),
            ),
            value=each,
        )
        for number, each in enumerate(writing.steps, 1)
    ]
    card.add(
        ChoiceSetInput(
            id="chosen",
            label=texts("project-step-which"),
            choices=options,
            value=writing.step,
            style="compact",
            wrap=True,
        )
    )
    last = writing.number == len(writing.steps) and part == parts - 1
    card.execute(
        texts("project-to-summary" if last else "project-next"), keep("summary" if last else "next"), primary=True
    )
    if writing.number > 1 or part:
        card.execute(texts("project-back"), keep("back"))
    card.execute(texts("project-to-chosen"), keep("chosen"))
    if not last:
        card.execute(texts("project-summary"), keep("summary"))
    card.execute(texts("project-keep"), keep("here"))
