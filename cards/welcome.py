"""The card that greets somebody."""

from __future__ import annotations

from collections.abc import Sequence

from cards.actions import Ask, ChooseLanguage
from cards.card import Card, CardBuilder
from locales import Texts


def welcome(
    texts: Texts,
    organisation: str,
    first_name: str,
    examples: Sequence[str],
    personal: bool,
    *,
    books: bool = True,
    workdays: bool = True,
    ideas: bool = True,
) -> Card:
    """Says who Koers is, with a button per example question and one to change the language.

    In the personal chat: `books`, places can be booked; `workdays`, home and office days can be registered; `ideas`,
    initiatives can be submitted.
    """
    title = texts("welcome-title", name=first_name) if personal and first_name else texts("welcome-title-group")
    card = CardBuilder(title)
    card.paragraph(texts("welcome-what", organisation=organisation))
    if personal and books:
        card.paragraph(texts("welcome-workspaces"))
    if personal and workdays:
        card.paragraph(texts("welcome-workdays"))
    if personal and ideas:
        card.paragraph(texts("welcome-initiatives"))
    card.paragraph(texts("welcome-how") if personal else texts("welcome-how-group"), subtle=True)
    for number, question in enumerate(examples):
        card.execute(question, Ask(question), primary=number == 0)
    if personal:
        card.execute(texts("language-other"), ChooseLanguage("en" if texts.language == "nl" else "nl"))
    return card.build(speak=texts("welcome-speak", organisation=organisation))
