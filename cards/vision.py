"""The card behind a citation: the quote, marked, in its passage."""

from __future__ import annotations

from microsoft_teams.cards.core import RichTextBlock, TextBlock, TextRun

from cards.card import Card, CardBuilder
from knowledge.answer import Citation
from locales import Texts


def passage(texts: Texts, citation: Citation) -> Card:
    """The passage of a citation with its quote marked, and a button that opens the document there."""
    card = CardBuilder(citation.title)
    section = citation.section.replace(" > ", " › ")
    if section and section != citation.title:
        card.paragraph(texts("source-section", section=section), subtle=True)
    card.add(*_marked(citation.passage, citation.quote))
    if citation.note:
        card.add(TextBlock(text=citation.note, wrap=True, is_subtle=True, size="Small"))
    if citation.url:
        card.open_url(texts("source-open"), citation.url)
    return card.build(speak=texts("source-speak", number=citation.number, title=citation.title))


def _marked(text: str, quote: str) -> list[RichTextBlock]:
    """Rich text shows characters as they are: nothing in a document can become a link or mark-up."""
    blocks: list[RichTextBlock] = []
    for line in (line.strip() for line in text.split("\n")):
        if not line:
            continue
        before, found, after = line.partition(quote) if quote else (line, "", "")
        if not found and quote and len(line) > 3 and line in quote:
            before, found = "", line
        runs = [TextRun(text=before)] if before else []
        if found:
            runs.append(TextRun(text=found, highlight=True, weight="Bolder"))
        if after:
            runs.append(TextRun(text=after))
        blocks.append(RichTextBlock(inlines=list(runs)))
    return blocks
