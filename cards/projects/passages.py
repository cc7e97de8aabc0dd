"""Passages of the vision that a project may serve, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import ActionSet, CardElement, Container, OpenUrlAction, ToggleInput

from cards.card import Card, CardBuilder
from cards.projects.actions import OpenStep, TakePassages
from cards.projects.words import literal, plain_line, small
from domain.projects.content import VisionPassage
from locales import Texts

MOST = 6
LONGEST_QUOTE = 700  # characters that are shown of a passage; the document has all of it


def passages(texts: Texts, project: str, version: int, found: Sequence[VisionPassage]) -> Card:
    """What was found, each with its source; nothing where the vision has nothing that comes near."""
    card = CardBuilder(texts("project-passages-title"))
    if not found:
        card.paragraph(texts("project-passages-none"))
        return card.execute(texts("project-to-step"), OpenStep(project, "vision")).build()
    card.paragraph(texts("project-passages-how"), subtle=True)
    for number, each in enumerate(found[:MOST], 1):
        source = " · ".join(filter(None, (plain_line(each.title), plain_line(each.section.replace(" > ", " – ")))))
        quote = each.quote if len(each.quote) <= LONGEST_QUOTE else f"{each.quote[:LONGEST_QUOTE]}…"
        items: list[CardElement] = [
            ToggleInput(id=f"take_{number - 1}", title=texts("project-passages-take", number=number), value="false"),
            literal(f"“{quote}”"),
            small(source),
        ]
        if each.url:
            open_it = OpenUrlAction(title=texts("project-passages-open", number=number), url=each.url)
            items.append(ActionSet(actions=[open_it]))
        card.add(Container(items=items, separator=True))
    proposed = tuple((each.document, each.title, each.section, each.quote, each.url) for each in found[:MOST])
    card.execute(texts("project-passages-add"), TakePassages(project, version, proposed), primary=True)
    return card.execute(texts("project-to-step"), OpenStep(project, "vision")).build()
