"""The card that says what Koers can do."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import TextBlock

from cards.actions import Ask, ChooseLanguage
from cards.card import Card, CardBuilder, heading
from locales import Texts


def overview(texts: Texts, ready: Sequence[str], coming: Sequence[str], examples: Sequence[str]) -> Card:
    """What works now, what is still to come, and questions to try."""
    card = CardBuilder(texts("help-title"))
    card.add(heading(texts("help-now")), _list(texts, ready))
    if coming:
        card.add(heading(texts("help-coming")), _list(texts, coming))
    card.paragraph(texts("help-how"), subtle=True)
    for question in examples[:2]:
        card.execute(question, Ask(question))
    card.execute(texts("language-other"), ChooseLanguage("en" if texts.language == "nl" else "nl"))
    return card.build(speak=texts("help-speak"))


def _list(texts: Texts, names: Sequence[str]) -> TextBlock:
    lines = "\n".join(f"- {texts('capability-' + name.replace('_', '-') + '-what')}" for name in names)
    return TextBlock(text=lines, wrap=True, spacing="Small")
